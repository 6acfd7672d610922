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
  ///     func quantileLoss<T: DifferentiableTensor>(_ p: T, _ t: T, reduction: Reduction = .mean) -> T {
  ///       reduction((0.9 * (t - p)).maximum(0.1 * (p - t)))
  ///     }
  public func callAsFunction<T: DifferentiableTensor>(_ losses: T) -> T {
    switch self {
    case .none: losses
    case .mean: losses.mean()
    case .sum: losses.sum()
    }
  }
}
