import CVectorKernels

/// An operand of a matrix product as the micro-kernel reads it, lane after lane of its panels: the rows of A or the columns
/// of B.
struct MatrixPanels {
  let storage: Storage
  var offset = 0
  /// From a panel to the next, for each lane.
  let step: Int
  var laneStride = 1
  var depthStride = 1
}

extension MatrixProduct {
  /// Floats worth packing on another thread.
  private static let grain = 1 << 14

  /// The floats that a product with `a` on its left copies.
  func packedFloats(_ a: MatrixView) -> Int {
    columns * depth + (readsInPlace(a) ? 0 : rows * depth)
  }

  /// Whether the tiles can read A where it lies: along its rows, or because each element is read only once.
  private func readsInPlace(_ a: MatrixView) -> Bool { a.columnStride == 1 || columnPanels == 1 }

  /// A to be read by tiles, and all panels of B.
  func pack(_ a: MatrixView, _ b: MatrixView?) -> (a: MatrixPanels, b: MatrixPanels) {
    var rowsOfA = MatrixPanels(
      storage: a.storage, offset: a.offset, step: a.rowStride, laneStride: a.rowStride,
      depthStride: a.columnStride)
    var packedRowPanels = 0
    if !readsInPlace(a) {
      packedRowPanels = rowPanels
      let storage = Storage(uninitializedCount: rowPanels * tileRows * depth)
      rowsOfA = MatrixPanels(storage: storage, step: depth, depthStride: tileRows)
    }
    let packedColumnPanels = b == nil ? 0 : columnPanels
    let columnsOfB = MatrixPanels(
      storage: Storage(uninitializedCount: packedColumnPanels * tileColumns * depth), step: depth,
      depthStride: tileColumns)
    let panelSize = max(tileColumns, tileRows) * max(depth, 1)
    ThreadPool.shared.parallel(
      count: packedRowPanels + packedColumnPanels, grain: max(1, Self.grain / panelSize)
    ) { panels in
      for panel in panels {
        if panel < packedRowPanels {
          let row = panel * tileRows
          pack(
            a.transposed, lanes: row..<min(row + tileRows, rows), into: rowsOfA.storage,
            at: row * depth, width: tileRows)
        } else if let b {
          let column = (panel - packedRowPanels) * tileColumns
          pack(b, column: column, into: columnsOfB.storage, at: column * depth)
        }
      }
    }
    return (rowsOfA, columnsOfB)
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
