extension TensorOperation {
  /// The entries of an axis at `indices`, in this order; an entry may be taken more than once.
  public struct Gather: TransformationRule {
    public let axis: Int
    /// Which entries of the axis, from 0 and in the order of the result.
    public let indices: [Int]

    package var symbol: String { "gather" }
    package var needsInput: Bool { false }
    package var needsResult: Bool { false }

    package func resultShape(of input: Shape) -> Shape {
      check(indices, count: input[axis], axis: axis, in: symbol)
      return input.replacing(axis: axis, with: indices.count)
    }

    package func gradient(of input: String, given g: String, result: String) -> String {
      "\(g) added up at the gathered entries"
    }

    package func pullback<T: DifferentiableTensor>(_ gradient: T, input: T, result: T) -> T {
      let transpose = ScatterAdd(axis: axis, indices: indices, count: input.shape[axis])
      return .apply(.scatterAdd(transpose), to: [gradient])
    }
  }

  /// Zeros with `count` entries along the axis, to which the input's entries are added at `indices`: the transpose of
  /// ``Gather``.
  public struct ScatterAdd: TransformationRule {
    public let axis: Int
    /// Where the input's entries go.
    public let indices: [Int]
    /// How many entries the result has.
    public let count: Int

    package var symbol: String { "scatterAdd" }
    package var needsInput: Bool { false }
    package var needsResult: Bool { false }

    package func resultShape(of input: Shape) -> Shape {
      require(
        input[axis] == indices.count,
        "scatterAdd: \(indices.count) indices for axis \(axis) of shape \(input)")
      check(indices, count: count, axis: axis, in: symbol)
      return input.replacing(axis: axis, with: count)
    }

    package func gradient(of input: String, given g: String, result: String) -> String {
      "the gathered entries of \(g)"
    }

    package func pullback<T: DifferentiableTensor>(_ gradient: T, input: T, result: T) -> T {
      gradient.gather(axis: axis, indices: indices)
    }
  }
}

private func check(_ indices: [Int], count: Int, axis: Int, in operation: String) {
  for index in indices {
    require(
      index >= 0 && index < count,
      "\(operation): index \(index) is outside of axis \(axis), which has length \(count)")
  }
}
