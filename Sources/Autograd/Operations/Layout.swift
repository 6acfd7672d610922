extension TensorOperation {
  /// The same numbers in row-major order under another shape.
  public struct Reshape: TransformationRule {
    public let shape: Shape

    package var symbol: String { "reshape" }
    package var needsInput: Bool { false }
    package var needsResult: Bool { false }

    package func resultShape(of input: Shape) -> Shape {
      require(
        shape.elementCount == input.elementCount,
        "reshape: \(input) has \(input.elementCount) elements, \(shape) has \(shape.elementCount)")
      return shape
    }

    package func gradient(of input: String, given g: String, result: String) -> String {
      "\(g) in the shape of \(input)"
    }

    package func pullback<T: DifferentiableTensor>(_ gradient: T, input: T, result: T) -> T {
      gradient.reshaped(input.shape)
    }
  }

  /// The axes in another order.
  public struct Permute: TransformationRule {
    /// Axis i of the result is axis `axes[i]` of the input.
    public let axes: [Int]

    package var symbol: String { "permute" }
    package var needsInput: Bool { false }
    package var needsResult: Bool { false }

    package func resultShape(of input: Shape) -> Shape {
      require(
        axes.sorted() == Array(input.indices),
        "permute: \(axes) does not name every axis of \(input) once")
      return Shape(axes.map { input[$0] })
    }

    package func gradient(of input: String, given g: String, result: String) -> String {
      "\(g) with the axes put back"
    }

    package func pullback<T: DifferentiableTensor>(_ gradient: T, input: T, result: T) -> T {
      gradient.permuted(axes.indices.sorted { axes[$0] < axes[$1] })
    }
  }

  /// Stretched as element-wise operations stretch their operands.
  public struct Broadcast: TransformationRule {
    public let shape: Shape

    package var symbol: String { "broadcast" }
    package var needsInput: Bool { false }
    package var needsResult: Bool { false }

    package func resultShape(of input: Shape) -> Shape {
      require(
        input.broadcast(with: shape) == shape, "broadcast: \(input) does not stretch to \(shape)")
      return shape
    }

    package func gradient(of input: String, given g: String, result: String) -> String {
      "Σ \(g) over the stretched axes"
    }

    package func pullback<T: DifferentiableTensor>(_ gradient: T, input: T, result: T) -> T {
      gradient.summed(to: input.shape)
    }
  }
}
