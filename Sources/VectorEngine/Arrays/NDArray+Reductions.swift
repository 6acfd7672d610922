import Autograd
import Synchronization

extension NDArray {
  /// What is computed along the reduced axes.
  private enum Reduction {
    case sum, maximum

    var identity: Float { self == .sum ? 0 : -.infinity }

    func row(_ kernels: Kernels, _ x: Storage.Slice) -> Double {
      switch self {
      case .sum: kernels.sum(x)
      case .maximum: Double(kernels.maximum(x))
      }
    }

    func columns(_ kernels: Kernels, _ x: Storage.Block, into y: Storage.Slice) {
      switch self {
      case .sum: kernels.add(rowsOf: x, to: y)
      case .maximum: kernels.maximum(rowsOf: x, into: y)
      }
    }

    /// Joins the results of parts, in their order.
    func joined(_ parts: [Double]) -> Double {
      switch self {
      case .sum: parts.reduce(0, +)
      case .maximum: parts.reduce(-.infinity) { BinaryOperation.maximum($0, $1) }
      }
    }
  }

  /// The sums along `axes`, as an array of shape `result`.
  func sum(axes: [Int], shape result: Shape) -> NDArray {
    reduced(axes, .sum, shape: result)
  }

  /// The means along `axes`, as an array of shape `result`.
  func mean(axes: [Int], shape result: Shape) -> NDArray {
    sum(axes: axes, shape: result).divided(by: shape.elementCount(along: axes))
  }

  /// The largest numbers along `axes`, as an array of shape `result`.
  func maximum(axes: [Int], shape result: Shape) -> NDArray {
    reduced(axes, .maximum, shape: result)
  }

  /// The sum over the axes along which `original` was stretched: broadcasting, backward.
  func summed(to original: Shape) -> NDArray {
    if original == shape { return self }
    let added = shape.rank - original.rank
    let axes = shape.indices.filter {
      $0 < added || (original[$0 - added] == 1 && shape[$0] != 1)
    }
    return sum(axes: axes, shape: original)
  }

  /// Reduces neighbouring axes as one, the last ones first.
  private func reduced(_ axes: [Int], _ reduction: Reduction, shape result: Shape) -> NDArray {
    // The other lengths may be of any size then.
    if count == 0 { return NDArray(repeating: reduction.identity, shape: result) }
    var array = self
    var (inner, end) = (1, shape.rank)
    while let last = axes.last(where: { $0 < end }) {
      var first = last
      while first > 0, axes.contains(first - 1) { first -= 1 }
      inner *= shape[(last + 1)..<end].reduce(1, *)
      array = array.reduced(
        outer: shape[..<first].reduce(1, *), middle: shape[first...last].reduce(1, *),
        inner: inner, reduction)
      end = first
    }
    return array.reshaped(result)
  }

  /// Reduces the middle axis of numbers seen as [outer, middle, inner].
  private func reduced(outer: Int, middle: Int, inner: Int, _ reduction: Reduction) -> NDArray {
    if inner > 1, middle > Tuning.rowsAddedInTurn {
      return reducedInParts(outer: outer, middle: middle, inner: inner, reduction)
    }
    let result = NDArray(repeating: reduction.identity, shape: [outer * inner])
    let kernels = Kernels.current
    if inner == 1 && outer == 1 {
      result.storage[0] = Float(reduced(reduction))
    } else if inner == 1 {
      ThreadPool.shared.parallel(count: outer, grain: Tuning.pieces(of: middle)) { rows in
        for row in rows {
          let part = (row * middle)..<((row + 1) * middle)
          result.storage[row] = Float(reduction.row(kernels, storage[part]))
        }
      }
    } else if outer == 1 {
      let grain = (Tuning.pieces(of: middle) + 63) / 64 * 64
      ThreadPool.shared.parallel(count: inner, grain: grain) { columns in
        let block = storage.block(
          from: columns.lowerBound, rows: middle, columns: columns.count, rowStride: inner)
        reduction.columns(kernels, block, into: result.storage[columns])
      }
    } else {
      ThreadPool.shared.parallel(count: outer, grain: Tuning.pieces(of: middle * inner)) { blocks in
        for index in blocks {
          let block = storage.block(
            from: index * middle * inner, rows: middle, columns: inner, rowStride: inner)
          let part = (index * inner)..<((index + 1) * inner)
          reduction.columns(kernels, block, into: result.storage[part])
        }
      }
    }
    return result
  }

  /// Reduces a long middle axis of numbers seen as [outer, middle, inner] in parts of rows, and then the parts' results, so that errors
  /// do not grow with the number of rows.
  private func reducedInParts(
    outer: Int, middle: Int, inner: Int, _ reduction: Reduction
  ) -> NDArray {
    let rows = Tuning.rowsAddedInTurn
    let partCount = (middle + rows - 1) / rows
    let parts = NDArray(repeating: reduction.identity, shape: [outer * partCount * inner])
    let kernels = Kernels.current
    ThreadPool.shared.parallel(
      count: outer * partCount, grain: Tuning.pieces(of: rows * inner)
    ) { indices in
      for index in indices {
        let (block, part) = index.quotientAndRemainder(dividingBy: partCount)
        let first = part * rows
        let numbers = storage.block(
          from: (block * middle + first) * inner, rows: min(rows, middle - first), columns: inner,
          rowStride: inner)
        let result = parts.storage[(index * inner)..<((index + 1) * inner)]
        reduction.columns(kernels, numbers, into: result)
      }
    }
    return parts.reduced(outer: outer, middle: partCount, inner: inner, reduction)
  }

  /// All numbers reduced to one, in parts whose length does not depend on the number of threads.
  private func reduced(_ reduction: Reduction) -> Double {
    let kernels = Kernels.current
    let partCount = (count + Tuning.arithmeticPart - 1) / Tuning.arithmeticPart
    let parts = Mutex([Double](repeating: 0, count: partCount))
    ThreadPool.shared.parallel(count: count, grain: Tuning.arithmeticPart) { range in
      let part = reduction.row(kernels, storage[range])
      parts.withLock { $0[range.lowerBound / Tuning.arithmeticPart] = part }
    }
    return parts.withLock { reduction.joined($0) }
  }
}
