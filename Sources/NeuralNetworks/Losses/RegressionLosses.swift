import Autograd

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
/// - Parameter delta: δ, where it turns from quadratic to linear; traps unless it is above 0.
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
