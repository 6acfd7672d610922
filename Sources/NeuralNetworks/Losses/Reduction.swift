import Autograd

/// How the losses of single elements, or rows, become the loss.
public enum Reduction: Hashable, Sendable, CaseIterable {
  /// They stay as they are.
  case none
  /// Their mean; NaN if there is none.
  case mean
  /// Their sum.
  case sum
}

extension Reduction {
  /// What becomes of the losses of single elements, or rows; for losses of your own.
  ///
  ///     func logCosh<T: DifferentiableTensor>(_ p: T, _ t: T, reduction: Reduction = .mean) -> T {
  ///       reduction((p - t).softplus() + (t - p).softplus())
  ///     }
  public func callAsFunction<T: DifferentiableTensor>(_ losses: T) -> T {
    switch self {
    case .none: losses
    case .mean: losses.mean()
    case .sum: losses.sum()
    }
  }
}

/// Traps, naming the loss and both shapes, unless they are equal: stretching one of them would hide
/// a mistake.
func checkShapes<T: DifferentiableTensor>(_ loss: String, _ predictions: T, _ targets: T) {
  require(
    predictions.shape == targets.shape,
    "\(loss): predictions of shape \(predictions.shape) do not fit targets of shape \(targets.shape)"
  )
}
