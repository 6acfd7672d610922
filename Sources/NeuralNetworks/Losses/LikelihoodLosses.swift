import Autograd
import RealModule

/// The terms t·(log t − x) of the divergence of Kullback & Leibler (1951), by which probabilities t
/// differ from those whose logarithms x are predicted; PyTorch's `kl_div`.
///
/// The sum over a row is the divergence KL(t ‖ eˣ) of its distributions. The mean, as PyTorch's, is over
/// all elements: for the mean over rows, PyTorch's `batchmean`, divide the sum:
///
///     klDivergence(logits.logSoftmax(axis: 1), targets, reduction: .sum) / Double(targets.shape[0])
///
/// - Parameters:
///   - logProbabilities: x, any shape; traps on a number above 0, which is no log probability.
///   - targets: t, of the same shape, from 0 to 1; traps on others. With `logTargets`, their logarithms.
///     Where t is 0 so are the term and its gradients.
///   - logTargets: whether the targets are log probabilities; PyTorch's `log_target`.
///   - reduction: how the losses of elements become one; see ``Reduction``.
/// - Returns: a single number, or one for each element with the reduction `.none`.
public func klDivergence<T: DifferentiableTensor>(
  _ logProbabilities: T, _ targets: T, logTargets: Bool = false, reduction: Reduction = .mean
) -> T {
  checkShapes("klDivergence", logProbabilities, targets)
  checkLogProbabilities(logProbabilities, in: "klDivergence")
  if logTargets {
    checkLogProbabilities(targets, in: "klDivergence")
  } else {
    checkProbabilities(targets, named: "targets", in: "klDivergence")
  }
  // 0·∞ would be NaN.
  let isZero = targets .== (logTargets ? -.infinity : 0)
  let possible = targets.replacing(with: logTargets ? 0 : 1, where: isZero)
  let terms =
    logTargets
    ? possible.exp() * (possible - logProbabilities)
    : possible * (possible.log() - logProbabilities)
  return reduction(terms.replacing(with: 0, where: isZero))
}

/// The negative log likelihood of counts t under Poisson distributions, exp(x) − t·x of log rates x, or
/// λ − t·log(λ + ε) of rates λ; PyTorch's `poisson_nll_loss`.
///
/// What depends on the targets alone, log t!, is left out. With `full` it is there by Stirling's
/// approximation, t·log t − t + log(2πt)/2 where t > 1, and 0 elsewhere.
///
/// - Parameters:
///   - inputs: x, any numbers, or λ without `logInput`: 0 or above, traps on others.
///   - targets: t, of the same shape, 0 or above; traps on others.
///   - logInput: whether the inputs are the logarithms of the rates; that keeps rates positive.
///   - full: whether Stirling's approximation is added.
///   - epsilon: ε, keeps log 0 away where the inputs are rates.
///   - reduction: how the losses of elements become one; see ``Reduction``.
/// - Returns: a single number, or one for each element with the reduction `.none`.
public func poissonNegativeLogLikelihood<T: DifferentiableTensor>(
  _ inputs: T, _ targets: T, logInput: Bool = true, full: Bool = false, epsilon: Double = 1e-8,
  reduction: Reduction = .mean
) -> T {
  checkShapes("poissonNegativeLogLikelihood", inputs, targets)
  checkNumbers(
    of: targets, in: "poissonNegativeLogLikelihood", expected: "targets of 0 or above"
  ) { !($0 < 0) }
  var losses: T
  if logInput {
    losses = inputs.exp() - targets * inputs
  } else {
    checkNumbers(
      of: inputs, in: "poissonNegativeLogLikelihood", expected: "rates of 0 or above"
    ) { !($0 < 0) }
    losses = inputs - targets * (inputs + epsilon).log()
  }
  if full {
    let isSmall = targets .<= 1
    let large = targets.replacing(with: 1, where: isSmall)
    let stirling = large * large.log() - large + 0.5 * (2 * Double.pi * large).log()
    losses = losses + stirling.replacing(with: 0, where: isSmall)
  }
  return reduction(losses)
}

/// The negative log likelihood of targets t under normal distributions of means μ and variances v,
/// (log max(v, ε) + (μ − t)² / max(v, ε)) / 2; PyTorch's `gaussian_nll_loss` (Nix & Weigend, 1994).
///
/// - Parameters:
///   - means: μ, any numbers.
///   - targets: t, of the same shape, any numbers.
///   - variances: v, of the same shape, or with a last axis of length 1 or without the last axis for one
///     variance a row; traps on other shapes, and on numbers below 0. Such as an output through
///     `softplus()` or `exp()`.
///   - full: whether the constant log(2π)/2 is added.
///   - epsilon: ε, the least variance, above 0. Below it the gradient is that at ε, so that variances
///     do not stay there.
///   - reduction: how the losses of elements become one; see ``Reduction``.
/// - Returns: a single number, or one for each element with the reduction `.none`.
public func gaussianNegativeLogLikelihood<T: DifferentiableTensor>(
  _ means: T, _ targets: T, variances: T, full: Bool = false, epsilon: Double = 1e-6,
  reduction: Reduction = .mean
) -> T {
  let loss = "gaussianNegativeLogLikelihood"
  checkShapes(loss, means, targets)
  require(epsilon > 0, "\(loss): expected an epsilon above 0, found \(epsilon)")
  checkNumbers(of: variances, in: loss, expected: "variances of 0 or above") { !($0 < 0) }
  var variances = variances
  if variances.shape != means.shape {
    let rows = means.shape.dropLast()
    if variances.shape.elementsEqual(rows) { variances = variances.unsqueezed(axis: -1) }
    require(
      variances.shape.elementsEqual(rows + [1]),
      "\(loss): variances of shape \(variances.shape) do not fit means of shape \(means.shape)")
  }
  // Raised as a constant, so that the gradient passes.
  let raise = (epsilon - variances.detached()).relu()
  let spread = variances + raise
  let difference = means - targets
  let losses = 0.5 * (spread.log() + difference * difference / spread)
  return reduction(full ? losses + 0.5 * Double.log(2 * Double.pi) : losses)
}
