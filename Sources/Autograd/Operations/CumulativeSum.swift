extension TensorOperation {
  /// The sum of all entries of an axis up to each.
  public struct CumulativeSum: TransformationRule {
    public let axis: Int
    /// Whether sums run from the last entry to the first.
    public let isReversed: Bool

    package var symbol: String { "cumulativeSum" }
    package var needsInput: Bool { false }
    package var needsResult: Bool { false }

    package func resultShape(of input: Shape) -> Shape { input }

    package func gradient(of input: String, given g: String, result: String) -> String {
      "the sums of \(g) from the \(isReversed ? "first entry" : "last entry") on"
    }

    package func pullback<T: DifferentiableTensor>(_ gradient: T, input: T, result: T) -> T {
      .apply(
        .cumulativeSum(CumulativeSum(axis: axis, isReversed: !isReversed)), to: [gradient])
    }
  }
}

extension DifferentiableTensor {
  /// The sum of all entries of an axis up to and including each, of the same shape; PyTorch's `cumsum`.
  ///
  ///     Tensor([1, 2, 3]).cumulativeSum(axis: 0)   // [1, 3, 6]
  ///
  /// - Parameters:
  ///   - axis: −1 is the last; traps when there is no such axis.
  ///   - reversed: whether the sums run from the last entry to the first.
  public func cumulativeSum(axis: Int, reversed: Bool = false) -> Self {
    let axis = shape.resolve(axis: axis, in: "cumulativeSum")
    return .apply(.cumulativeSum(.init(axis: axis, isReversed: reversed)), to: [self])
  }
}
