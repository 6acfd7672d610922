import Autograd
import CVectorKernels

extension Values {
  /// What is computed along the reduced axes.
  private enum Reduction {
    case sum, maximum

    var identity: Float { self == .sum ? 0 : -.infinity }

    func row(_ kernels: Kernels, _ count: Int, _ x: UnsafePointer<Float>) -> Double {
      switch self {
      case .sum: unsafe kernels.table.pointee.sum(count, x)
      case .maximum: unsafe Double(kernels.table.pointee.maximum(count, x))
      }
    }

    func columns(
      _ kernels: Kernels, rows: Int, columns: Int, _ x: UnsafePointer<Float>, stride: Int,
      into y: UnsafeMutablePointer<Float>
    ) {
      switch self {
      case .sum: unsafe kernels.table.pointee.add_rows(rows, columns, x, stride, y)
      case .maximum: unsafe kernels.table.pointee.maximum_rows(rows, columns, x, stride, y)
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

  /// The sums along `axes`, as values of shape `result`.
  func sum(axes: [Int], shape result: Shape) -> Values {
    reduced(axes, .sum).reshaped(result)
  }

  /// The means along `axes`, as values of shape `result`.
  func mean(axes: [Int], shape result: Shape) -> Values {
    sum(axes: axes, shape: result).divided(by: shape.elementCount(along: axes))
  }

  /// The largest numbers along `axes`, as values of shape `result`.
  func maximum(axes: [Int], shape result: Shape) -> Values {
    reduced(axes, .maximum).reshaped(result)
  }

  /// The sum over the axes along which `original` was stretched: broadcasting, backward.
  func summed(to original: Shape) -> Values {
    if original == shape { return self }
    let added = shape.rank - original.rank
    let axes = shape.indices.filter {
      $0 < added || (original[$0 - added] == 1 && shape[$0] != 1)
    }
    return sum(axes: axes, shape: original)
  }

  /// Reduces neighbouring axes as one, the last ones first.
  private func reduced(_ axes: [Int], _ reduction: Reduction) -> Values {
    var values = self
    var (inner, end) = (1, shape.rank)
    while let last = axes.last(where: { $0 < end }) {
      var first = last
      while first > 0, axes.contains(first - 1) { first -= 1 }
      inner *= shape[(last + 1)..<end].reduce(1, *)
      values = values.reduced(
        outer: shape[..<first].reduce(1, *), middle: shape[first...last].reduce(1, *),
        inner: inner, reduction)
      end = first
    }
    return values
  }

  /// Reduces the middle axis of values seen as [outer, middle, inner].
  private func reduced(outer: Int, middle: Int, inner: Int, _ reduction: Reduction) -> Values {
    let result = Values(repeating: reduction.identity, shape: [outer * inner])
    let kernels = Kernels.current
    if middle == 0 { return result }
    if inner == 1 && outer == 1 {
      result.storage[0] = Float(reduced(reduction))
    } else if inner == 1 {
      ThreadPool.shared.parallel(count: outer, grain: Grain.pieces(of: middle)) { rows in
        for row in rows {
          unsafe result.storage.pointer[row] = Float(
            reduction.row(kernels, middle, storage.pointer + row * middle))
        }
      }
    } else if outer == 1 {
      let grain = (Grain.pieces(of: middle) + 63) / 64 * 64
      ThreadPool.shared.parallel(count: inner, grain: grain) { columns in
        let start = columns.lowerBound
        unsafe reduction.columns(
          kernels, rows: middle, columns: columns.count, storage.pointer + start, stride: inner,
          into: result.storage.pointer + start)
      }
    } else {
      ThreadPool.shared.parallel(count: outer, grain: Grain.pieces(of: middle * inner)) { blocks in
        for block in blocks {
          unsafe reduction.columns(
            kernels, rows: middle, columns: inner, storage.pointer + block * middle * inner,
            stride: inner, into: result.storage.pointer + block * inner)
        }
      }
    }
    return result
  }

  /// All numbers reduced to one, in parts whose length does not depend on the number of threads.
  private func reduced(_ reduction: Reduction) -> Double {
    let kernels = Kernels.current
    var parts = [Double](repeating: 0, count: (count + Grain.arithmetic - 1) / Grain.arithmetic)
    unsafe parts.withUnsafeMutableBufferPointer { parts in
      ThreadPool.shared.parallel(count: count, grain: Grain.arithmetic) { range in
        unsafe parts[range.lowerBound / Grain.arithmetic] = unsafe reduction.row(
          kernels, range.count, storage.pointer + range.lowerBound)
      }
    }
    return reduction.joined(parts)
  }
}
