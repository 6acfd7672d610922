import Autograd

/// exp(x) / Σ exp(x) along an axis: positive numbers that add up to 1.
///
/// Not for a model trained with `crossEntropy`, which takes the logits themselves.
public final class Softmax<T: DifferentiableTensor>: Module {
  /// The axis whose numbers add up to 1; −1 is the last.
  public let axis: Int
  /// See ``Module/isTraining``; it behaves the same in both modes.
  public var isTraining = true

  public init(axis: Int = -1) { self.axis = axis }

  /// The softmax along ``axis``; the shape stays.
  public func callAsFunction(_ input: T) -> T { input.softmax(axis: axis) }

  /// As many features come out as go in.
  public var features: FeatureRule { .preserved }

  public var details: String { "axis: \(axis)" }
}

/// The logarithm of ``Softmax``, finite where that would round to 0; what `negativeLogLikelihood`
/// takes.
public final class LogSoftmax<T: DifferentiableTensor>: Module {
  /// The axis whose exponentials add up to 1; −1 is the last.
  public let axis: Int
  /// See ``Module/isTraining``; it behaves the same in both modes.
  public var isTraining = true

  public init(axis: Int = -1) { self.axis = axis }

  /// The logarithm of the softmax along ``axis``, 0 or below; the shape stays.
  public func callAsFunction(_ input: T) -> T { input.logSoftmax(axis: axis) }

  /// As many features come out as go in.
  public var features: FeatureRule { .preserved }

  public var details: String { "axis: \(axis)" }
}
