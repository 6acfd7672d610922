import Autograd

// Which element stands where: row-major positions, counted out axis by axis.

extension ValueTensor {
  /// The elements as they stand when this tensor is stretched to `target`.
  func stretched(to target: Shape) -> [Value] {
    if target == shape { return elements }
    let added = target.rank - shape.rank
    let own = shape.strides
    let strides = target.indices.map { axis in
      axis < added || shape[axis - added] == 1 ? 0 : own[axis - added]
    }
    return elements(at: target, start: 0, strides: strides)
  }

  /// The elements that a walk over `shape` in row-major order meets, moving by `strides`.
  func elements(at shape: Shape, start: Int, strides: [Int]) -> [Value] {
    walk(shape, start: start, strides: strides).map { elements[$0] }
  }

  func elements(in slices: [AxisSlice]) -> [Value] {
    ValueTensor.positions(of: slices, in: shape).map { elements[$0] }
  }

  /// Where a slice of `shape` reads.
  static func positions(of slices: [AxisSlice], in shape: Shape) -> [Int] {
    let strides = shape.strides
    return walk(
      Shape(slices.map(\.count)), start: zip(slices, strides).reduce(0) { $0 + $1.0.start * $1.1 },
      strides: zip(slices, strides).map { $0.step * $1 })
  }

  /// Where the entries `indices` of an axis of `shape` stand.
  static func positions(of indices: [Int], along axis: Int, in shape: Shape) -> [Int] {
    let inner = shape.strides[axis]
    let outer = shape.prefix(axis).reduce(1, *)
    return (0..<outer).flatMap { block in
      indices.flatMap { index in
        (0..<inner).map { (block * shape[axis] + index) * inner + $0 }
      }
    }
  }

  /// Where a window finds pixels of images of `shape`, and where they stand unfolded.
  static func positions(of window: Window, in shape: Shape) -> [(pixel: Int, unfolded: Int)] {
    let (images, height, width) = (shape[0] * shape[1], shape[2], shape[3])
    let unfoldedCount =
      images == 0 ? 0 : window.unfoldedCount(height: height, width: width)
    var positions: [(pixel: Int, unfolded: Int)] = []
    for image in 0..<images {
      window.forEachRun(height: height, width: width) { run in
        for index in 0..<run.count {
          positions.append(
            (
              image * height * width + run.pixel + index * run.step,
              image * unfoldedCount + run.unfolded + index
            ))
        }
      }
    }
    return positions
  }

  /// Zeros with the elements added at their positions.
  static func placed(_ elements: [Value], at positions: [Int], count: Int) -> [Value] {
    var result = [Value?](repeating: nil, count: count)
    for (element, position) in zip(elements, positions) {
      result[position] = result[position].map { $0 + element } ?? element
    }
    return result.map { $0 ?? .constant(0) }
  }

  static func concatenated(_ tensors: [ValueTensor], axis: Int) -> [Value] {
    let outer = tensors[0].shape.prefix(axis).reduce(1, *)
    return (0..<outer).flatMap { block in
      tensors.flatMap { tensor in
        let length = tensor.shape.dropFirst(axis).reduce(1, *)
        return tensor.elements[block * length..<(block + 1) * length]
      }
    }
  }

  /// One node for each position of the other axes, made from the elements along `axes`.
  func reduced(over axes: [Int], _ combine: ([Value]) -> Value) -> [Value] {
    let (strides, kept) = (shape.strides, shape.indices.filter { !axes.contains($0) })
    let along = walk(Shape(axes.map { shape[$0] }), start: 0, strides: axes.map { strides[$0] })
    let starts = walk(Shape(kept.map { shape[$0] }), start: 0, strides: kept.map { strides[$0] })
    return starts.map { start in combine(along.map { elements[start + $0] }) }
  }

  /// Each line of elements along `axis` replaced by what `transform` makes of it.
  func mapped(along axis: Int, _ transform: ([Value]) -> [Value]) -> [Value] {
    let (inner, length) = (shape.strides[axis], shape[axis])
    guard shape.elementCount > 0 else { return [] }
    var result = elements
    for line in 0..<elements.count / length {
      let positions = (0..<length).map { line / inner * inner * length + line % inner + $0 * inner }
      for (position, value) in zip(positions, transform(positions.map { elements[$0] })) {
        result[position] = value
      }
    }
    return result
  }
}

/// The positions that a walk over `shape` in row-major order meets, moving by `strides`.
private func walk(_ shape: Shape, start: Int, strides: [Int]) -> [Int] {
  var positions = [start]
  for (length, stride) in zip(shape, strides) {
    positions = positions.flatMap { position in (0..<length).map { position + $0 * stride } }
  }
  return positions
}
