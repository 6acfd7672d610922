import Autograd

/// Where the numbers of a tensor, or of a part of one, lie in a storage.
struct StridedView {
  let storage: Storage
  var offset = 0
  var strides: [Int]

  init(_ array: NDArray) {
    storage = array.storage
    strides = array.shape.strides
  }

  /// The part that slices of each axis select.
  func sliced(_ slices: [AxisSlice]) -> StridedView {
    var view = self
    for (axis, slice) in slices.enumerated() {
      view.offset += slice.start * strides[axis]
      view.strides[axis] = slice.step * strides[axis]
    }
    return view
  }

  /// Copies `shape` numbers from `source`.
  func copy(from source: StridedView, shape: Shape) {
    var loop = StridedLoop(shape, strides: [strides, source.strides])
    let kernels = Kernels.current
    if let (rows, columns) = loop.removeTransposition() {
      loop.forEachRun(ofLength: rows.count * columns.count) { _, offsets in
        let (from, to) = (source.offset + offsets[1], offset + offsets[0])
        kernels.transpose(
          source.storage.block(
            from: from, rows: rows.count, columns: columns.count, rowStride: rows.strides[1]),
          into: storage.block(
            from: to, rows: columns.count, columns: rows.count, rowStride: columns.strides[0]))
      }
      return
    }
    let inner = loop.inner
    loop.forEachRun { _, offsets in
      kernels.copy(
        inner.run(of: 1, in: source.storage, from: source.offset + offsets[1]),
        into: inner.run(of: 0, in: storage, from: offset + offsets[0]))
    }
  }
}

extension StridedLoop {
  /// Takes two axes of a copy out if one is contiguous in the target and the other in the source: a transpose.
  ///
  /// What is left runs over the transposes; its innermost axis is a single element.
  fileprivate mutating func removeTransposition() -> (rows: Axis, columns: Axis)? {
    guard inner.strides[0] == 1, inner.strides[1] > 1,
      let other = axes.dropLast().lastIndex(where: { $0.strides[1] == 1 && $0.strides[0] > 1 })
    else { return nil }
    let rows = removeAxis(at: axes.count - 1)
    let columns = removeAxis(at: other)
    appendSingle()
    return (rows, columns)
  }
}

extension NDArray {
  func broadcast(to target: Shape) -> NDArray {
    var view = StridedView(self)
    view.strides = shape.strides(stretchedTo: target)
    return NDArray(copying: view, shape: target)
  }

  func permuted(_ axes: [Int]) -> NDArray {
    var view = StridedView(self)
    view.strides = axes.map { view.strides[$0] }
    return NDArray(copying: view, shape: Shape(axes.map { shape[$0] }))
  }

  func sliced(_ slices: [AxisSlice]) -> NDArray {
    NDArray(copying: StridedView(self).sliced(slices), shape: Shape(slices.map(\.count)))
  }

  /// Zeros of the given shape with these numbers put where `slices` would read them.
  func unsliced(_ slices: [AxisSlice], shape target: Shape) -> NDArray {
    let result = NDArray(repeating: 0, shape: target)
    StridedView(result).sliced(slices).copy(from: StridedView(self), shape: shape)
    return result
  }

  /// Puts the numbers of `other` where `slices` would read them, in place.
  func assign(_ other: NDArray, at slices: [AxisSlice]) {
    // Entries must not be read that were written just before.
    let source = other.storage === storage ? Storage(copying: storage) : other.storage
    StridedView(self).sliced(slices).copy(
      from: StridedView(NDArray(source, shape: other.shape)), shape: other.shape)
  }

  static func concatenated(_ parts: some Sequence<NDArray>, axis: Int, shape: Shape) -> NDArray {
    let result = NDArray(uninitialized: shape)
    var target = StridedView(result)
    for part in parts {
      target.copy(from: StridedView(part), shape: part.shape)
      target.offset += part.shape[axis] * target.strides[axis]
    }
    return result
  }

  /// The entries of an axis at `indices`.
  func gathered(axis: Int, indices: [Int], shape target: Shape) -> NDArray {
    let result = NDArray(uninitialized: target)
    forEachEntry(axis, indices, count: shape[axis]) { kernels, entry, place in
      kernels.copy(storage[entry], into: result.storage[place])
    }
    return result
  }

  /// Zeros of the given shape to which these entries of an axis are added at `indices`.
  func scatterAdded(axis: Int, indices: [Int], shape target: Shape) -> NDArray {
    let result = NDArray(repeating: 0, shape: target)
    forEachEntry(axis, indices, count: target[axis]) { kernels, entry, place in
      kernels.add(storage[place], to: result.storage[entry])
    }
    return result
  }

  /// Calls `body` for each of `indices` along an axis with the numbers of the entry that it names and those of its own place.
  private func forEachEntry(
    _ axis: Int, _ indices: [Int], count: Int,
    _ body: (_ kernels: Kernels, _ entry: Range<Int>, _ place: Range<Int>) -> Void
  ) {
    let outer = shape[..<axis].reduce(1, *)
    let inner = shape[(axis + 1)...].reduce(1, *)
    let kernels = Kernels.current
    // Blocks do not share entries: scattering from several threads adds in a fixed order.
    ThreadPool.shared.parallel(count: outer, grain: Tuning.pieces(of: inner * indices.count)) {
      blocks in
      for block in blocks {
        for (place, index) in indices.enumerated() {
          let from = (block * count + index) * inner
          let to = (block * indices.count + place) * inner
          body(kernels, from..<(from + inner), to..<(to + inner))
        }
      }
    }
  }

  private init(copying view: StridedView, shape: Shape) {
    self.init(uninitialized: shape)
    StridedView(self).copy(from: view, shape: shape)
  }
}
