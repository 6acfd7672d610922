import Autograd

/// −(t·log p + (1 − t)·log(1 − p)) of probabilities p and targets t, which must have the same
/// shape.
///
/// As in PyTorch, a logarithm is never below −100, and where p·(1 − p) is below 10⁻¹² the gradient
/// is (p − t)·10¹²: finite, though p is 0 or 1. Better is not to get there: use
/// ``binaryCrossEntropy(logits:_:reduction:)``.
///
/// - Parameters:
///   - probabilities: p; traps on a number outside of 0 to 1.
///   - targets: t, from 0 to 1.
///   - reduction: how the losses of elements become one; see ``Reduction``.
/// - Returns: a single number, or one for each element with the reduction `.none`.
public func binaryCrossEntropy<T: DifferentiableTensor>(
  _ probabilities: T, _ targets: T, reduction: Reduction = .mean
) -> T {
  checkShapes("binaryCrossEntropy", probabilities, targets)
  for probability in probabilities.scalars where probability < 0 || probability > 1 {
    fatalError(
      "binaryCrossEntropy: \(probability) is not a probability; logits go to binaryCrossEntropy(logits:_:)"
    )
  }
  // Inside, the plain rule differentiates, any number of times. Outside, the logarithms are
  // constants and the gradient is added as a line through the current point.
  let clamp = -100.0
  // PyTorch's guard is a number of single precision.
  let smallest = Double(Float(1e-12))
  let fixed = probabilities.detached()
  let isInside = fixed * (1 - fixed) .>= smallest
  let inner = T.select(where: isInside, probabilities, .constant(0.5))
  let logOfOne = T.select(where: isInside, inner.log(), fixed.log().maximum(clamp))
  let logOfZero = T.select(where: isInside, (1 - inner).log(), (1 - fixed).log().maximum(clamp))
  let slope = T.select(
    where: isInside, .constant(0), (fixed - targets.detached()) / smallest)
  let line = slope * (probabilities - fixed)
  return reduction(line - (targets * logOfOne + (1 - targets) * logOfZero))
}

/// The binary cross-entropy of sigmoid(x), from the logits x themselves: (1 − t)·x + softplus(−x);
/// finite at ±1000.
///
/// - Parameters:
///   - logits: x, any numbers, of the same shape as the targets.
///   - targets: t, from 0 to 1.
///   - reduction: how the losses of elements become one; see ``Reduction``.
/// - Returns: a single number, or one for each element with the reduction `.none`.
public func binaryCrossEntropy<T: DifferentiableTensor>(
  logits: T, _ targets: T, reduction: Reduction = .mean
) -> T {
  checkShapes("binaryCrossEntropy", logits, targets)
  return reduction((1 - targets) * logits + (-logits).softplus())
}
