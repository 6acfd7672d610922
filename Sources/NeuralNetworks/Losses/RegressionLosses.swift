import Autograd
import RealModule

/// The squared differences (p − t)² of predictions and targets, which must have the same shape.
///
/// - Returns: a single number, or one for each element with the reduction `.none`.
public func meanSquaredError<T: DifferentiableTensor>(
  _ predictions: T, _ targets: T, reduction: Reduction = .mean
) -> T {
  checkShapes("meanSquaredError", predictions, targets)
  let difference = predictions - targets
  return reduction(difference * difference)
}

/// The absolute differences |p − t| of predictions and targets (L1), which must have the same
/// shape.
///
/// The gradient where they are equal is 0.
///
/// - Returns: a single number, or one for each element with the reduction `.none`.
public func meanAbsoluteError<T: DifferentiableTensor>(
  _ predictions: T, _ targets: T, reduction: Reduction = .mean
) -> T {
  checkShapes("meanAbsoluteError", predictions, targets)
  return reduction((predictions - targets).abs())
}

/// The loss of Huber (1964), quadratic near the target and linear far from it: d²/2 for |d| ≤ δ,
/// δ·(|d| − δ/2) beyond, of d = p − t.
///
/// - Parameters:
///   - predictions: p.
///   - targets: t, of the same shape; traps on any other.
///   - delta: δ, where it turns from quadratic to linear; traps unless it is above 0.
///   - reduction: how the losses of elements become one; see ``Reduction``.
/// - Returns: a single number, or one for each element with the reduction `.none`.
public func huberLoss<T: DifferentiableTensor>(
  _ predictions: T, _ targets: T, delta: Double = 1, reduction: Reduction = .mean
) -> T {
  checkShapes("huberLoss", predictions, targets)
  require(delta > 0, "huberLoss: delta must be above 0, not \(delta)")
  let distance = (predictions - targets).abs()
  // Both formulas in one: m·(|d| − m/2) with m = min(|d|, δ).
  let quadratic = distance.minimum(delta)
  return reduction(quadratic * (distance - 0.5 * quadratic))
}

/// The smooth absolute difference (Girshick, 2015), quadratic near the target and linear far from it:
/// d²/2β for |d| < β, |d| − β/2 beyond, of d = p − t; PyTorch's `smooth_l1_loss`.
///
/// It is Huber's loss divided by δ = β: the linear part has the slope 1, whatever β is. With β = 0 it
/// is ``meanAbsoluteError(_:_:reduction:)``.
///
/// - Parameters:
///   - predictions: p.
///   - targets: t, of the same shape; traps on any other.
///   - beta: β, where it turns from quadratic to linear; traps below 0.
///   - reduction: how the losses of elements become one; see ``Reduction``.
/// - Returns: a single number, or one for each element with the reduction `.none`.
public func smoothL1Loss<T: DifferentiableTensor>(
  _ predictions: T, _ targets: T, beta: Double = 1, reduction: Reduction = .mean
) -> T {
  checkShapes("smoothL1Loss", predictions, targets)
  require(beta >= 0, "smoothL1Loss: expected a beta of 0 or above, found \(beta)")
  guard beta > 0 else { return meanAbsoluteError(predictions, targets, reduction: reduction) }
  let distance = (predictions - targets).abs()
  let quadratic = distance.minimum(beta)
  return reduction(quadratic * (distance - 0.5 * quadratic) / beta)
}

/// log cosh(p − t): about d²/2 near the target and |d| − log 2 far from it, with the gradient tanh d,
/// of predictions p and targets t, which must have the same shape; finite at ±1000. Keras' `log_cosh`.
///
/// - Returns: a single number, or one for each element with the reduction `.none`.
public func logCoshLoss<T: DifferentiableTensor>(
  _ predictions: T, _ targets: T, reduction: Reduction = .mean
) -> T {
  checkShapes("logCoshLoss", predictions, targets)
  let difference = predictions - targets
  // cosh itself would overflow.
  return reduction(difference + (-2 * difference).softplus() - Double.log(2))
}
