// The largest, the smallest, and the order of the entries along an axis. NaN counts as larger than every number, as in PyTorch; of
// equal entries the first comes first. Indices jump, so they are plain integers; gradients flow to the entries that were chosen.

extension DifferentiableTensor {
  /// The index of the largest number along `axis`, the first of equal ones; in row-major order of the
  /// remaining axes.
  ///
  ///     logits.argmax(axis: 1)   // the predicted class of each row
  ///
  /// A NaN counts as the largest. Traps along an axis of length 0.
  public func argmax(axis: Int) -> [Int] { first(axis: axis, in: "argmax") { $0 > $1 } }

  /// The index of the smallest number along `axis`, the first of equal ones; in row-major order of the remaining axes.
  ///
  /// A NaN comes before all numbers. Traps along an axis of length 0.
  public func argmin(axis: Int) -> [Int] { first(axis: axis, in: "argmin") { $0 < $1 } }

  /// The position of the largest number of all, in row-major order; traps when there are none.
  public func argmax() -> Int { flattened().argmax(axis: 0)[0] }

  /// The position of the smallest number of all, in row-major order; traps when there are none.
  public func argmin() -> Int { flattened().argmin(axis: 0)[0] }

  /// The largest number along an axis and its index, the first of equal ones, which gets all of the gradient; PyTorch's `max(dim)`.
  ///
  /// Indices are in row-major order of the remaining axes. With ``max(axis:keepingDimensions:)`` equal ones share the gradient.
  public func maxWithIndices(
    axis: Int, keepingDimensions: Bool = false
  ) -> (values: Self, indices: [Int]) {
    chosen(argmax(axis: axis), axis: axis, keepingDimensions: keepingDimensions)
  }

  /// The smallest number along an axis and its index, the first of equal ones, which gets all of the gradient; PyTorch's `min(dim)`.
  ///
  /// Indices are in row-major order of the remaining axes.
  public func minWithIndices(
    axis: Int, keepingDimensions: Bool = false
  ) -> (values: Self, indices: [Int]) {
    chosen(argmin(axis: axis), axis: axis, keepingDimensions: keepingDimensions)
  }

  /// The `k` largest numbers along an axis, largest first, and their indices; PyTorch's `topk`.
  ///
  ///     let (values, indices) = Tensor([1, 9, 3]).topK(2)   // [9, 3] and [1, 2]
  ///
  /// - Parameters:
  ///   - k: how many; traps when the axis has fewer.
  ///   - axis: the last, if not given.
  ///   - largest: `false` for the smallest, smallest first.
  /// - Returns: values, with `k` entries along the axis, and the index of each, in row-major order of the values.
  public func topK(
    _ k: Int, axis: Int = -1, largest: Bool = true
  ) -> (values: Self, indices: [Int]) {
    let axis = shape.resolve(axis: axis, in: "topK")
    require(
      (0...shape[axis]).contains(k),
      "topK: there are no \(k) entries along axis \(axis) of shape \(shape)")
    return ordered(axis: axis, count: k, descending: largest)
  }

  /// The numbers in order along an axis, and the index each had; PyTorch's `sort`, and with the indices alone `argsort`.
  ///
  /// Equal numbers stay in the order they had. NaN is last, or first if `descending`.
  ///
  /// - Returns: values, of this shape, and the index of each, in row-major order of the values.
  public func sorted(
    axis: Int = -1, descending: Bool = false
  ) -> (values: Self, indices: [Int]) {
    let axis = shape.resolve(axis: axis, in: "sorted")
    return ordered(axis: axis, count: shape[axis], descending: descending)
  }

  /// Along an axis, the entries that `indices` name for each position of the other axes; PyTorch's `take_along_dim`.
  ///
  ///     let order = scores.sorted(axis: 1).indices
  ///     names.gatherElements(order, axis: 1)   // in the order of the scores
  ///
  /// - Parameters:
  ///   - indices: in row-major order of the result, which has this shape but along the axis, where it has as many entries as
  ///     there are indices for each position. Negative ones count from the end. Traps when their count does not fill such a shape.
  ///   - axis: −1 is the last.
  public func gatherElements(_ indices: [Int], axis: Int) -> Self {
    let axis = shape.resolve(axis: axis, in: "gatherElements")
    let lines = shape.replacing(axis: axis, with: 1).elementCount
    require(
      lines == 0 ? indices.isEmpty : indices.count.isMultiple(of: lines),
      "gatherElements: \(indices.count) indices do not fill a shape like \(shape) but for axis \(axis)"
    )
    return entries(indices, axis: axis, count: lines == 0 ? 0 : indices.count / lines)
  }
}

extension DifferentiableTensor {
  private func first(
    axis: Int, in operation: String, _ precedes: (Scalar, Scalar) -> Bool
  ) -> [Int] {
    let axis = shape.resolve(axis: axis, in: operation)
    let length = shape[axis]
    require(
      length > 0,
      "\(operation): there is no first of no elements, along axis \(axis) of \(shape)")
    let inner = shape.strides[axis]
    let scalars = scalars
    return (0..<shape.elementCount / length).map { line in
      let start = line / inner * inner * length + line % inner
      var best = 0
      for index in 1..<length {
        let (number, other) = (scalars[start + best * inner], scalars[start + index * inner])
        if !number.isNaN && (other.isNaN || precedes(other, number)) { best = index }
      }
      return best
    }
  }

  private func chosen(
    _ indices: [Int], axis: Int, keepingDimensions: Bool
  ) -> (values: Self, indices: [Int]) {
    let axis = shape.resolve(axis: axis, in: "gatherElements")
    let values = entries(indices, axis: axis, count: 1)
    return (keepingDimensions ? values : values.squeezed(axis: axis), indices)
  }

  private func ordered(
    axis: Int, count: Int, descending: Bool
  ) -> (values: Self, indices: [Int]) {
    let inner = shape.strides[axis]
    let lines = shape.replacing(axis: axis, with: 1).elementCount
    let scalars = scalars
    func isGreater(_ a: Scalar, _ b: Scalar) -> Bool { a > b || a.isNaN && !b.isNaN }
    var indices = [Int](repeating: 0, count: lines * count)
    for line in 0..<lines {
      let (outer, offset) = (line / inner, line % inner)
      let numbers = (0..<shape[axis]).map {
        scalars[(outer * shape[axis] + $0) * inner + offset]
      }
      let order = numbers.indices.sorted { first, second in
        let (a, b) = descending ? (first, second) : (second, first)
        if isGreater(numbers[a], numbers[b]) { return true }
        return !isGreater(numbers[b], numbers[a]) && first < second
      }
      for (place, index) in order.prefix(count).enumerated() {
        indices[(outer * count + place) * inner + offset] = index
      }
    }
    return (entries(indices, axis: axis, count: count), indices)
  }

  /// Along an axis `count` entries for each position of the others, named by `indices` in row-major order of the result.
  private func entries(_ indices: [Int], axis: Int, count: Int) -> Self {
    let (inner, length) = (shape.strides[axis], shape[axis])
    let positions = indices.enumerated().map { place, index in
      let resolved = index < 0 ? index + length : index
      require(
        (0..<length).contains(resolved),
        "gatherElements: index \(index) is outside of axis \(axis) of shape \(shape)")
      return (place / (inner * count) * length + resolved) * inner + place % inner
    }
    return flattened().gather(indices: positions)
      .reshaped(shape.replacing(axis: axis, with: count))
  }
}
