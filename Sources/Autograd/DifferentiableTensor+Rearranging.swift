// Cutting, turning and repeating: each a slice, a stretching or a joining of the vocabulary.

extension DifferentiableTensor {
  /// The tensor cut into `count` pieces along an axis; where it does not divide, the first ones are one entry longer. PyTorch's
  /// `tensor_split`.
  public func split(into count: Int, axis: Int = 0) -> [Self] {
    let axis = shape.resolve(axis: axis, in: "split")
    require(count > 0, "split: \(count) is no number of pieces for shape \(shape)")
    let (length, rest) = shape[axis].quotientAndRemainder(dividingBy: count)
    return split(sizes: (0..<count).map { $0 < rest ? length + 1 : length }, axis: axis)
  }

  /// Pieces of the given lengths along an axis, one after the other; traps when they do not add up to its length. PyTorch's `split`.
  public func split(sizes: [Int], axis: Int = 0) -> [Self] {
    let axis = shape.resolve(axis: axis, in: "split")
    require(
      sizes.allSatisfy { $0 >= 0 } && sizes.reduce(0, +) == shape[axis],
      "split: pieces of \(sizes) do not make up axis \(axis) of shape \(shape)")
    var start = 0
    return sizes.map { size in
      defer { start += size }
      return slice(axis: axis, from: start, count: size)
    }
  }

  /// Pieces of `count` entries along an axis; the last has what is left. PyTorch's `split` with a single size.
  public func chunks(ofCount count: Int, axis: Int = 0) -> [Self] {
    let axis = shape.resolve(axis: axis, in: "chunks")
    require(count > 0, "chunks: \(count) is no length of pieces for shape \(shape)")
    return stride(from: 0, to: shape[axis], by: count).map {
      slice(axis: axis, from: $0, count: Swift.min(count, shape[axis] - $0))
    }
  }

  /// The entries of the axes in reverse order; of all axes without an argument. PyTorch's `flip`.
  public func flipped(axes: [Int]? = nil) -> Self {
    let axes = shape.resolve(axes: axes, in: "flipped")
    let slices = shape.enumerated().map { axis, length in
      axes.contains(axis)
        ? AxisSlice(start: Swift.max(0, length - 1), count: length, step: -1)
        : AxisSlice(start: 0, count: length)
    }
    return axes.isEmpty ? self : .apply(.slice(.init(slices: slices)), to: [self])
  }

  /// The entries of one axis in reverse order.
  public func flipped(axis: Int) -> Self { flipped(axes: [axis]) }

  /// The entries moved `count` places on along an axis, those that leave the end coming in at the start; a negative count moves them
  /// back. PyTorch's `roll`.
  public func rolled(by count: Int, axis: Int) -> Self {
    let axis = shape.resolve(axis: axis, in: "rolled")
    let length = shape[axis]
    guard length > 0 else { return self }
    let moved = (count % length + length) % length
    return moved == 0
      ? self
      : concatenate(
        [
          slice(axis: axis, from: length - moved, count: moved),
          slice(axis: axis, from: 0, count: length - moved),
        ], axis: axis)
  }

  /// The whole tensor laid side by side, `counts` times along each axis; PyTorch's `repeat`, NumPy's `tile`.
  ///
  ///     Tensor([1, 2]).repeated([3])      // [1, 2, 1, 2, 1, 2]
  ///     Tensor([1, 2]).repeated([2, 1])   // [[1, 2], [1, 2]]
  ///
  /// More counts than axes put axes of length 1 before the first. Traps on fewer, and on negative ones.
  public func repeated(_ counts: [Int]) -> Self {
    require(
      counts.count >= rank && counts.allSatisfy { $0 >= 0 },
      "repeated: \(counts) is not a count for each axis of shape \(shape)")
    let added = [Int](repeating: 1, count: counts.count - rank)
    return counts.enumerated().reduce(reshaped(Shape(added + shape.dimensions))) { result, count in
      result.stretched(axis: count.offset, by: count.element, wholeAxis: true)
    }
  }

  /// Each entry of an axis `count` times, one after the other; PyTorch's `repeat_interleave`.
  ///
  ///     Tensor([1, 2]).repeatedElements(3)   // [1, 1, 1, 2, 2, 2]
  ///
  /// - Parameters:
  ///   - count: how often; traps if it is negative.
  ///   - axis: `nil` repeats every number of the tensor, flattened.
  public func repeatedElements(_ count: Int, axis: Int? = nil) -> Self {
    require(count >= 0, "repeatedElements: \(count) is no number of times")
    guard let axis else { return flattened().repeatedElements(count, axis: 0) }
    return stretched(
      axis: shape.resolve(axis: axis, in: "repeatedElements"), by: count, wholeAxis: false)
  }

  /// The entries of an axis, each as often as `counts` says for it; PyTorch's `repeat_interleave` with a tensor of repeats.
  public func repeatedElements(_ counts: [Int], axis: Int) -> Self {
    let axis = shape.resolve(axis: axis, in: "repeatedElements")
    require(
      counts.count == shape[axis] && counts.allSatisfy { $0 >= 0 },
      "repeatedElements: \(counts) is not a count for each entry of axis \(axis) of shape \(shape)")
    let indices = counts.enumerated().flatMap { [Int](repeating: $0, count: $1) }
    return gather(axis: axis, indices: indices)
  }

  /// An axis `count` times as long: by the tensor's entries all over again, or by each entry repeated.
  private func stretched(axis: Int, by count: Int, wholeAxis: Bool) -> Self {
    guard count != 1 else { return self }
    let before = shape[..<axis].reduce(1, *)
    let after = shape[(axis + 1)...].reduce(1, *)
    let (outer, inner) =
      wholeAxis ? (before, shape[axis] * after) : (before * shape[axis], after)
    return reshaped([outer, 1, inner] as Shape).broadcast(to: [outer, count, inner])
      .reshaped(shape.replacing(axis: axis, with: shape[axis] * count))
  }
}

// MARK: Triangles and diagonals of matrices

extension DifferentiableTensor {
  /// Of each matrix, the last two axes, the numbers on and below a diagonal, and 0 elsewhere; PyTorch's `tril`.
  ///
  /// - Parameter diagonal: 0 is the main diagonal, 1 the one above it, −1 the one below.
  public func lowerTriangle(diagonal: Int = 0) -> Self {
    keeping(in: "lowerTriangle") { row, column in column - row <= diagonal }
  }

  /// Of each matrix, the last two axes, the numbers on and above a diagonal, and 0 elsewhere; PyTorch's `triu`.
  ///
  /// - Parameter diagonal: 0 is the main diagonal, 1 the one above it, −1 the one below.
  public func upperTriangle(diagonal: Int = 0) -> Self {
    keeping(in: "upperTriangle") { row, column in column - row >= diagonal }
  }

  /// The diagonal of each matrix, the last two axes, as a vector; PyTorch's `diagonal`, and of a matrix `diag`.
  ///
  /// - Parameter offset: 0 is the main diagonal, 1 the one above it, −1 the one below; empty beyond the corners.
  public func diagonal(offset: Int = 0) -> Self {
    let (rows, columns) = matrix(in: "diagonal")
    let count = Swift.max(0, Swift.min(rows + Swift.min(offset, 0), columns - Swift.max(offset, 0)))
    let start = count == 0 ? 0 : offset < 0 ? -offset * columns : offset
    let leading = Array(shape.dropLast(2))
    let lines = reshaped(Shape(leading + [rows * columns]))
    let slices =
      leading.map { AxisSlice(start: 0, count: $0) }
      + [AxisSlice(start: start, count: count, step: columns + 1)]
    return .apply(.slice(.init(slices: slices)), to: [lines])
  }

  private func keeping(
    in operation: String, _ isKept: (_ row: Int, _ column: Int) -> Bool
  ) -> Self {
    let (rows, columns) = matrix(in: operation)
    let mask = (0..<rows * columns).map {
      isKept($0 / columns, $0 % columns) ? Scalar(1) : 0
    }
    return .select(
      where: Self(mask, shape: [rows, columns], requiresGradient: false), self, .constant(0))
  }

  private func matrix(in operation: String) -> (rows: Int, columns: Int) {
    require(rank >= 2, "\(operation): shape \(shape) has no matrices, which take two axes")
    return (shape[rank - 2], shape[rank - 1])
  }
}
