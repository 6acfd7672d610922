import Autograd

/// Joins all axes from one on into a single one: `[32, 28, 28]` → `[32, 784]`.
public final class Flatten<T: DifferentiableTensor>: Module {
  /// The first axis that is joined with those after it.
  public let axis: Int
  /// See ``Module/isTraining``; it behaves the same in both modes.
  public var isTraining = true

  /// Creates the layer; the default keeps the batch axis. Traps on a negative axis.
  public init(from axis: Int = 1) {
    require(axis >= 0, "Flatten: the axis must not be negative: \(axis)")
    self.axis = axis
  }

  /// The same numbers in fewer axes; traps when the input has no axis to begin with.
  public func callAsFunction(_ input: T) -> T {
    require(
      axis < input.rank, "\(heading): there is no axis \(axis) in an input of shape \(input.shape)")
    let joined = input.shape.dropFirst(axis).reduce(1, *)
    return input.reshaped(Shape(input.shape.prefix(axis) + [joined]))
  }

  /// A multiple of what goes in comes out.
  public var features: FeatureRule { .flattened }

  /// The axis, if it is not the default.
  public var details: String { axis == 1 ? "" : "from: \(axis)" }
}
