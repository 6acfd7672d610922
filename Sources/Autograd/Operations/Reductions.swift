extension TensorOperation {
  /// The sum along axes.
  public struct Sum: TransformationRule {
    /// The axes, in order.
    public let axes: [Int]
    /// Whether they stay, with length 1.
    public let keepsDimensions: Bool

    package var symbol: String { "sum" }
    package var needsInput: Bool { false }
    package var needsResult: Bool { false }

    package func resultShape(of input: Shape) -> Shape {
      input.reduced(over: axes, keepingDimensions: keepsDimensions)
    }

    package func gradient(of input: String, given g: String, result: String) -> String {
      "\(g), repeated along the summed axes"
    }

    package func pullback<T: DifferentiableTensor>(_ gradient: T, input: T, result: T) -> T {
      gradient.restoring(axes: axes, of: input.shape).broadcast(to: input.shape)
    }
  }

  /// The arithmetic mean along axes.
  public struct Mean: TransformationRule {
    /// The axes, in order.
    public let axes: [Int]
    /// Whether they stay, with length 1.
    public let keepsDimensions: Bool

    package var symbol: String { "mean" }
    package var needsInput: Bool { false }
    package var needsResult: Bool { false }

    package func resultShape(of input: Shape) -> Shape {
      input.reduced(over: axes, keepingDimensions: keepsDimensions)
    }

    package func gradient(of input: String, given g: String, result: String) -> String {
      "\(g) / n, repeated along the averaged axes, n numbers a mean"
    }

    package func pullback<T: DifferentiableTensor>(_ gradient: T, input: T, result: T) -> T {
      let share = gradient / Double(input.shape.elementCount(along: axes))
      return share.restoring(axes: axes, of: input.shape).broadcast(to: input.shape)
    }
  }

  /// The largest along axes; equal ones share the gradient evenly.
  public struct Maximum: TransformationRule {
    /// The axes, in order.
    public let axes: [Int]
    /// Whether they stay, with length 1.
    public let keepsDimensions: Bool

    package var symbol: String { "max" }
    package var needsInput: Bool { true }
    package var needsResult: Bool { true }

    package func resultShape(of input: Shape) -> Shape {
      require(
        axes.allSatisfy { input[$0] > 0 },
        "max: there is no largest of no elements, along axes \(axes) of shape \(input)")
      return input.reduced(over: axes, keepingDimensions: keepsDimensions)
    }

    package func gradient(of input: String, given g: String, result: String) -> String {
      "\(g) where \(input) is the largest, shared evenly"
    }

    package func pullback<T: DifferentiableTensor>(_ gradient: T, input: T, result: T) -> T {
      let isLargest = input .== result.restoring(axes: axes, of: input.shape)
      let share = isLargest / isLargest.sum(axes: axes, keepingDimensions: true)
      return gradient.restoring(axes: axes, of: input.shape) * share
    }
  }
}
