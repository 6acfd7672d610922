extension DifferentiableTensor {
  /// How many numbers there are; PyTorch's `numel`. How many rows there are is `shape[0]`.
  public var elementCount: Int { shape.elementCount }

  /// Whether there are no numbers, as an axis has length 0.
  public var isEmpty: Bool { shape.elementCount == 0 }

  /// Whether no number is 0, as of a comparison that holds everywhere; true of no numbers. NaN is not 0.
  ///
  ///     (x .> 0).all()
  public func all() -> Bool { scalars.allSatisfy { $0 != 0 } }

  /// Whether some number is not 0, as of a comparison that holds somewhere; false of no numbers. NaN is not 0.
  public func any() -> Bool { scalars.contains { $0 != 0 } }

  /// How many numbers are not 0; PyTorch's `count_nonzero`. NaN is not 0.
  ///
  ///     (x .> 0).countNonzero()   // how many are positive
  public func countNonzero() -> Int { scalars.count { $0 != 0 } }

  /// How many numbers along an axis are not 0, in row-major order of the remaining axes.
  public func countNonzero(axis: Int) -> [Int] {
    (self .!= 0).sum(axis: axis).scalars.map { Int($0) }
  }
}
