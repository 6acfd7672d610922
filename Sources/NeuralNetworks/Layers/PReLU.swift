import Autograd

/// A ``LeakyReLU`` that learns its slope (He et al., 2015, "Delving deep into rectifiers").
public final class PReLU<T: DifferentiableTensor>: Module {
  /// The slopes for negative numbers: `[1]`, one for all, or one for each entry of axis 1.
  public var weight: T
  /// See ``Module/isTraining``; the activation behaves the same in both modes.
  public var isTraining = true

  /// Creates the activation; traps unless `count` is at least 1.
  ///
  /// - Parameters:
  ///   - count: how many slopes there are, 1 or the length of axis 1 of the inputs.
  ///   - initialSlope: what they start from.
  public init(count: Int = 1, initialSlope: Double = 0.25) {
    require(count > 0, "PReLU: there must be at least 1 slope, not \(count)")
    weight = Initializer.constant(initialSlope)([count])
  }

  /// The number itself where positive, its slope times the number elsewhere; the shape stays.
  public func callAsFunction(_ input: T) -> T {
    let count = weight.shape.elementCount
    require(
      count == 1 || (input.rank >= 2 && input.shape[1] == count),
      "\(heading): an input of shape \(input.shape) has no axis 1 of length \(count)")
    let slopes =
      count == 1
      ? weight : weight.reshaped([count] + [Int](repeating: 1, count: input.rank - 2))
    return .select(where: input .> 0, input, slopes * input)
  }

  /// As many features come out as go in.
  public var features: FeatureRule { .preserved }

  /// How many slopes there are.
  public var details: String { "count: \(weight.shape.elementCount)" }
}
