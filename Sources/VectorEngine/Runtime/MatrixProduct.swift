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
/// micro-kernel reads both front to back. All of A is packed first. Then C is computed in blocks, one panel of B wide, each
/// by one thread, which packs the panel right before it uses it, so that it comes from the second-level cache. Blocks follow
/// from the shape alone, and the sum over the depth runs in order.
struct MatrixProduct {
  let rows: Int
  let columns: Int
  let depth: Int
  let kernels = Kernels.current

  /// Floating-point operations worth handing to another thread.
  private static let grainOperations = 1 << 20
  /// Floats worth packing on another thread.
  private static let grainPacking = 1 << 15
  /// With fewer panels of B than this, blocks do not span all rows: there would be too few for the threads.
  private static let fewColumnPanels = 8
  /// The row panels of such a block; enough to be worth packing B's panel for each block anew.
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
    let packingGrain = max(1, Self.grainPacking / (tileRows * max(depth, 1)))
    ThreadPool.shared.parallel(count: rowPanels, grain: packingGrain) { panels in
      for panel in panels {
        let row = panel * tileRows
        pack(
          a.transposed, from: row, lanes: rows, depth, into: packedA, at: row * depth, tileRows)
      }
    }

    let blockRows =
      columnPanels < Self.fewColumnPanels ? min(rowPanels, Self.blockRowPanels) : rowPanels
    let rowBlocks = (rowPanels + blockRows - 1) / blockRows
    let blockOperations = 2 * blockRows * tileRows * tileColumns * max(depth, 1)
    ThreadPool.shared.parallel(
      count: rowBlocks * columnPanels, grain: max(1, Self.grainOperations / blockOperations)
    ) { blocks in
      let panelOfB = Storage(uninitializedCount: tileColumns * depth)
      for block in blocks {
        let column = block % columnPanels * tileColumns
        let firstPanel = block / columnPanels * blockRows
        pack(b, from: column, lanes: columns, depth, into: panelOfB, at: 0, tileColumns)
        for rowPanel in firstPanel..<min(firstPanel + blockRows, rowPanels) {
          let row = rowPanel * tileRows
          unsafe kernels.table.pointee.matrix_tile(
            min(tileRows, rows - row), min(tileColumns, columns - column), depth,
            packedA.pointer + row * depth, panelOfB.pointer,
            c.pointer + row * c.rowStride + column, c.rowStride, accumulate)
        }
      }
    }
  }

  /// Packs the panel of `width` columns of `matrix` ([depth, lanes]) that begins at column `lane`.
  private func pack(
    _ matrix: MatrixView, from lane: Int, lanes: Int, _ depth: Int, into packed: Storage,
    at place: Int, _ width: Int
  ) {
    unsafe kernels.table.pointee.pack_panel(
      min(width, lanes - lane), depth, matrix.pointer + lane * matrix.columnStride,
      matrix.columnStride, matrix.rowStride, packed.pointer + place, width)
  }
}
