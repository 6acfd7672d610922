import CVectorKernels

/// An operand of a matrix product as the micro-kernel reads it: lanes are the rows of A or the columns of B.
struct MatrixPanels {
  let storage: Storage
  var offset = 0
  /// From the first lane of a tile to that of the next, for each lane between them.
  let step: Int
  var laneStride = 1
  var depthStride = 1
}

extension MatrixProduct {
  /// Floats worth packing on another thread.
  private static let grain = 1 << 14
  /// The most rows of B that are read in place: further apart than their columns, they would not stay in the
  /// first-level cache.
  private static let inPlaceDepth = 64

  /// The floats that the product of `a` and `b` copies.
  func packedFloats(_ a: MatrixView, _ b: MatrixView) -> Int {
    (panelsInPlace(of: b) != nil ? 0 : columns * depth) + (readsInPlace(a) ? 0 : rows * depth)
  }

  /// Whether the tiles can read A where it lies: along its rows, or because each element is read only once.
  private func readsInPlace(_ a: MatrixView) -> Bool { a.columnStride == 1 || columnPanels == 1 }

  /// The panels of B where they lie, if tiles can read its rows, which must end with whole vectors, and do so a few times
  /// only.
  func panelsInPlace(of b: MatrixView) -> MatrixPanels? {
    let width = unsafe kernels.table.pointee.width
    guard b.columnStride == 1, columns % width == 0, depth <= Self.inPlaceDepth,
      rowPanels <= Self.blockRowPanels
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
    let storage = Storage(uninitializedCount: rowPanels * tileRows * depth)
    let grain = max(1, Self.grain / (tileRows * max(depth, 1)))
    ThreadPool.shared.parallel(count: rowPanels, grain: grain) { panels in
      for panel in panels {
        let row = panel * tileRows
        pack(
          a.transposed, lanes: row..<min(row + tileRows, rows), into: storage, at: row * depth,
          width: tileRows)
      }
    }
    return MatrixPanels(storage: storage, step: depth, depthStride: tileRows)
  }

  /// All panels of B, packed by all threads.
  func packedColumns(of b: MatrixView) -> MatrixPanels {
    let storage = Storage(uninitializedCount: columnPanels * tileColumns * depth)
    let grain = max(1, Self.grain / (tileColumns * max(depth, 1)))
    ThreadPool.shared.parallel(count: columnPanels, grain: grain) { panels in
      for panel in panels {
        let column = panel * tileColumns
        pack(b, column: column, into: storage, at: column * depth)
      }
    }
    return MatrixPanels(storage: storage, step: depth, depthStride: tileColumns)
  }

  /// All panels of B, packed by this thread in its own memory.
  func packedColumns(of b: MatrixView, at own: MatrixPanels) -> MatrixPanels {
    for column in stride(from: 0, to: columns, by: tileColumns) {
      pack(b, column: column, into: own.storage, at: own.offset + column * depth)
    }
    return MatrixPanels(
      storage: own.storage, offset: own.offset, step: depth, depthStride: tileColumns)
  }

  /// Packs the panel of B that begins at a column.
  func pack(_ b: MatrixView, column: Int, into packed: Storage, at place: Int) {
    pack(
      b, lanes: column..<min(column + tileColumns, columns), into: packed, at: place,
      width: tileColumns)
  }

  /// Packs some columns of `matrix` ([depth, lanes]) as a panel of `width`.
  private func pack(
    _ matrix: MatrixView, lanes: Range<Int>, into packed: Storage, at place: Int, width: Int
  ) {
    unsafe kernels.table.pointee.pack_panel(
      lanes.count, depth, matrix.pointer + lanes.lowerBound * matrix.columnStride,
      matrix.columnStride, matrix.rowStride, packed.pointer + place, width)
  }
}
