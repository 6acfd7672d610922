import Autograd
import CVectorKernels

/// A matrix within a storage: element (i, j) is at `offset + i · rowStride + j · columnStride`. A transpose is the same
/// floats with the strides exchanged.
struct MatrixView {
  let storage: Storage
  var offset = 0
  var rowStride: Int
  var columnStride = 1

  var transposed: MatrixView {
    MatrixView(
      storage: storage, offset: offset, rowStride: columnStride, columnStride: rowStride)
  }

  var pointer: UnsafeMutablePointer<Float> { unsafe storage.pointer + offset }
}

/// C[rows, columns] = or += A[rows, depth] · B[depth, columns], for views of any strides of A and B.
///
/// After Goto and van de Geijn (2008) and BLIS: A and B are packed into panels as wide as a tile of C, so that the
/// micro-kernel reads both front to back; then tiles of C are computed, a block of them at a time, each block by one
/// thread. Blocks follow from the shape alone, and the sum over the depth runs in order.
struct MatrixProduct {
  let rows: Int
  let columns: Int
  let depth: Int
  let kernels = Kernels.current

  /// Floating-point operations worth handing to another thread.
  private static let grainOperations = 1 << 20
  /// Floats worth packing on another thread.
  private static let grainPacking = 1 << 15
  /// Row panels of A that a block of C spans: they stay in the second-level cache while B's panels pass.
  private static let blockRowPanels = 16

  init(rows: Int, columns: Int, depth: Int) {
    self.rows = rows
    self.columns = columns
    self.depth = depth
  }

  /// Columns of `c` must be contiguous. `c` must not overlap `a` or `b`.
  func multiply(_ a: MatrixView, _ b: MatrixView, into c: MatrixView, accumulate: Bool = false) {
    require(c.columnStride == 1, "the result of a matrix product has contiguous rows")
    if rows == 0 || columns == 0 { return }
    if multiplyThin(a, b, into: c, accumulate: accumulate) { return }
    let chunkCount = max(1, (depth + Int(MATRIX_DEPTH_BLOCK) - 1) / Int(MATRIX_DEPTH_BLOCK))
    let chunk = (depth + chunkCount - 1) / chunkCount
    var accumulate = accumulate
    var start = 0
    repeat {
      var aPart = a
      var bPart = b
      aPart.offset += start * a.columnStride
      bPart.offset += start * b.rowStride
      multiplyChunk(
        min(chunk, depth - start), aPart, bPart, into: c, accumulate: accumulate)
      accumulate = true
      start += chunk
    } while start < depth
  }

  private func multiplyChunk(
    _ depth: Int, _ a: MatrixView, _ b: MatrixView, into c: MatrixView, accumulate: Bool
  ) {
    let tileRows = unsafe kernels.table.pointee.tile_rows
    let tileColumns = unsafe kernels.table.pointee.tile_columns
    let rowPanels = (rows + tileRows - 1) / tileRows
    let columnPanels = (columns + tileColumns - 1) / tileColumns
    let packedA = Storage(uninitializedCount: rowPanels * tileRows * depth)
    let packedB = Storage(uninitializedCount: columnPanels * tileColumns * depth)
    pack(a.transposed, lanes: rows, depth, into: packedA, panelWidth: tileRows)
    pack(b, lanes: columns, depth, into: packedB, panelWidth: tileColumns)

    let blockRows = min(rowPanels, Self.blockRowPanels)
    let rowBlocks = (rowPanels + blockRows - 1) / blockRows
    let blockOperations = 2 * blockRows * tileRows * tileColumns * max(depth, 1)
    ThreadPool.shared.parallel(
      count: rowBlocks * columnPanels, grain: max(1, Self.grainOperations / blockOperations)
    ) { blocks in
      for block in blocks {
        let columnPanel = block % columnPanels
        let firstPanel = block / columnPanels * blockRows
        let column = columnPanel * tileColumns
        for rowPanel in firstPanel..<min(firstPanel + blockRows, rowPanels) {
          let row = rowPanel * tileRows
          unsafe kernels.table.pointee.matrix_tile(
            min(tileRows, rows - row), min(tileColumns, columns - column), depth,
            packedA.pointer + row * depth, packedB.pointer + column * depth,
            c.pointer + row * c.rowStride + column, c.rowStride, accumulate)
        }
      }
    }
  }

  /// Packs the columns of `matrix` ([depth, lanes]) into panels of `panelWidth` columns.
  private func pack(
    _ matrix: MatrixView, lanes: Int, _ depth: Int, into packed: Storage, panelWidth: Int
  ) {
    let panels = (lanes + panelWidth - 1) / panelWidth
    let grain = max(1, Self.grainPacking / (panelWidth * max(depth, 1)))
    ThreadPool.shared.parallel(count: panels, grain: grain) { range in
      for panel in range {
        let lane = panel * panelWidth
        unsafe kernels.table.pointee.pack_panel(
          min(panelWidth, lanes - lane), depth, matrix.pointer + lane * matrix.columnStride,
          matrix.columnStride, matrix.rowStride, packed.pointer + lane * depth, panelWidth)
      }
    }
  }
}
