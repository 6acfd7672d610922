/// An operand of a matrix product as the micro-kernel reads it: lanes are the rows of A or the columns of B.
struct MatrixPanels {
  let storage: Storage
  var offset = 0
  /// From the first lane of a tile to that of the next, for each lane between them.
  let step: Int
  var laneStride = 1
  var depthStride = 1

  /// Lanes of a tile, each a row along the depth.
  @inline(__always)
  func lanes(from lane: Int, count: Int, depth: Int) -> Storage.Block {
    storage.block(
      from: offset + lane * step, rows: count, columns: depth, rowStride: laneStride,
      columnStride: depthStride)
  }
}

extension MatrixPanels {
  /// Tiles of A, one after the other, all of them there: checked once for all panels of B that they meet.
  struct Tiles {
    let first: Storage.Block
    /// Of all tiles.
    let rows: Int
    /// From a row of the first tile to the same row of another, for each row between them.
    let step: Int
  }

  @inline(__always)
  func tiles(_ lanes: Range<Int>, height: Int, depth: Int) -> Tiles {
    // With the first and the last one, those between lie within their storage.
    let last = max(0, lanes.count - 1) / height * height
    _ = self.lanes(from: lanes.lowerBound + last, count: lanes.count - last, depth: depth)
    return Tiles(
      first: self.lanes(from: lanes.lowerBound, count: min(height, lanes.count), depth: depth),
      rows: lanes.count, step: step)
  }
}

extension MatrixProduct {
  /// The floats that the product of `a` and `b` copies.
  func packedFloats(_ a: MatrixView, _ b: MatrixView) -> Int {
    (panelsInPlace(of: b) != nil ? 0 : columns * depth) + (readsInPlace(a) ? 0 : rows * depth)
  }

  /// Whether the tiles can read A where it lies: along its rows, or because each element is read only once.
  private func readsInPlace(_ a: MatrixView) -> Bool { a.columnStride == 1 || columnPanels == 1 }

  /// The panels of B where they lie, if tiles can read its rows, which must end with whole vectors, and do so a few times
  /// only.
  func panelsInPlace(of b: MatrixView) -> MatrixPanels? {
    guard b.columnStride == 1, columns % kernels.width == 0, depth <= Tuning.mostRowsInPlace,
      rowPanels <= Tuning.mostRowPanels
    else { return nil }
    return MatrixPanels(storage: b.storage, offset: b.offset, step: 1, depthStride: b.rowStride)
  }

  /// A to be read by tiles.
  func packedRows(of a: MatrixView) -> MatrixPanels {
    if readsInPlace(a) {
      return MatrixPanels(
        storage: a.storage, offset: a.offset, step: a.rowStride, laneStride: a.rowStride,
        depthStride: a.columnStride)
    }
    return packed(a.transposed, lanes: rows, width: tileRows)
  }

  /// All lanes of `matrix` ([depth, lanes]) in panels of `width`, packed by all threads.
  func packed(_ matrix: MatrixView, lanes: Int, width: Int) -> MatrixPanels {
    let panelCount = (lanes + width - 1) / width
    let panels = MatrixPanels(
      storage: Storage(uninitializedCount: panelCount * width * depth), step: depth,
      depthStride: width)
    let grain = max(1, Tuning.packedPart / (width * max(depth, 1))) * width
    ThreadPool.shared.parallel(count: lanes, grain: grain) { lanes in
      pack(matrix, lanes: lanes, into: panels)
    }
    return panels
  }

  /// Packs some lanes of `matrix` ([depth, lanes]), from the first of a panel on, to their places.
  func pack(_ matrix: MatrixView, lanes: Range<Int>, into panels: MatrixPanels) {
    let width = panels.depthStride
    let start = panels.offset + lanes.lowerBound * panels.step
    let panelCount = (lanes.count + width - 1) / width
    kernels.pack(
      lanes: matrix.block(0..<depth, lanes).transposed,
      into: panels.storage[start..<(start + panelCount * width * depth)], width: width)
  }
}
