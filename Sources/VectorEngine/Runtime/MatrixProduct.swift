import Autograd
import CVectorKernels

/// C[rows, columns] = or += A[rows, depth] · B[depth, columns] for views of any strides; with a bias for each column of C,
/// C = A · B + bias.
///
/// After Goto and van de Geijn (2008) and BLIS, for the small matrices of training. B is packed into panels as wide as a
/// tile of C, which the micro-kernel reads front to back, unless its rows can be read as they are. A is read where it lies
/// if its rows are contiguous, else it is packed too. Cᵀ = Bᵀ · Aᵀ comes out of the same kernel, so whichever operand is
/// cheaper to pack takes the place of B: in x · Wᵀ that is the batch, and weights are never packed. A small product of two
/// operands that are both contiguous along the depth, as x · Wᵀ is, is made of dot products and packs neither.
///
/// C is cut into blocks by its shape alone, and each thread computes its share of them. Where it can be, C is cut so that a
/// thread has the same rows of the weights in the product, in their gradient and in the optimizer's update: a core's cache
/// hands over a row to another core much slower than the core multiplies. In tiles the sum over the depth runs in order.
struct MatrixProduct {
  let rows: Int
  let columns: Int
  let depth: Int
  let bias: Storage?
  let kernels = Kernels.current

  init(rows: Int, columns: Int, depth: Int, bias: Storage? = nil) {
    self.rows = rows
    self.columns = columns
    self.depth = depth
    self.bias = bias
  }

  var tileRows: Int { kernels.tileRows }
  var tileColumns: Int { kernels.tileColumns }
  var rowPanels: Int { (rows + tileRows - 1) / tileRows }
  var columnPanels: Int { (columns + tileColumns - 1) / tileColumns }

  /// Columns of `c` must be contiguous. `c` must not overlap `a` or `b`.
  func multiply(_ a: MatrixView, _ b: MatrixView, into c: MatrixView, accumulate: Bool = false) {
    require(c.columnStride == 1, "the result of a matrix product has contiguous rows")
    if rows == 0 || columns == 0 { return }
    if multiplyThin(a, b, into: c, accumulate: accumulate) { return }
    if usesDots(a, b) {
      return forEachChunk(a, b, accumulate) { $0.multiplyDots($1, $2, into: c, $3) }
    }
    let transposed = MatrixProduct(
      rows: columns, columns: rows, depth: depth, bias: bias)
    if transposed.packedFloats(b.transposed, a.transposed) < packedFloats(a, b) {
      transposed.forEachChunk(b.transposed, a.transposed, accumulate) {
        $0.multiplyTiles($1, $2, into: c.transposed, $3)
      }
    } else {
      forEachChunk(a, b, accumulate) { $0.multiplyTiles($1, $2, into: c, $3) }
    }
  }

  /// Cuts the depth into chunks of whole cache lines, whose panels stay in the second-level cache. `multiply` gets the
  /// product of a chunk, its parts of `a` and `b`, and whether to add to what C holds.
  private func forEachChunk(
    _ a: MatrixView, _ b: MatrixView, _ accumulate: Bool,
    _ multiply: (MatrixProduct, MatrixView, MatrixView, Bool) -> Void
  ) {
    let chunkCount = max(1, (depth + Int(MATRIX_DEPTH_BLOCK) - 1) / Int(MATRIX_DEPTH_BLOCK))
    let lines = (depth + chunkCount * Int(PACK_STEPS) - 1) / (chunkCount * Int(PACK_STEPS))
    let chunk = lines * Int(PACK_STEPS)
    for index in 0..<chunkCount {
      let start = index * chunk
      let part = MatrixProduct(
        rows: rows, columns: columns, depth: min(chunk, depth - start),
        bias: index == 0 ? bias : nil)
      var (aPart, bPart) = (a, b)
      aPart.offset += start * a.columnStride
      bPart.offset += start * b.rowStride
      multiply(part, aPart, bPart, accumulate || index > 0)
    }
  }

  private func multiplyTiles(
    _ a: MatrixView, _ b: MatrixView, into c: MatrixView, _ accumulate: Bool
  ) {
    let left = packedRows(of: a)
    let right = panelsInPlace(of: b)
    // Eight blocks of rows keep to the threads that come by these rows elsewhere, too. But panels that have to be packed
    // are best packed right before their only use.
    let mostRowPanels = right == nil ? Tuning.mostRowPanels : Tuning.mostRowPanels - 1
    if columnPanels > rowPanels && rowPanels <= mostRowPanels {
      multiplyColumns(left, b, right, into: c, accumulate)
    } else {
      multiplyRows(left, b, right, into: c, accumulate)
    }
  }

  /// Few rows: blocks of columns. A panel of B serves one block, which packs it right before its use.
  private func multiplyColumns(
    _ a: MatrixPanels, _ b: MatrixView, _ inPlace: MatrixPanels?, into c: MatrixView,
    _ accumulate: Bool
  ) {
    let width = panelsInBlock(of: columnPanels, most: columnPanels) * tileColumns
    let ownFloats = inPlace == nil ? tileColumns * depth : 0
    forEachThread(count: columns, grain: width, ownFloats: ownFloats, step: 0, of: c) {
      parts, own in
      for columns in parts {
        begin(0..<rows, columns, of: c)
        let tiles = a.tiles(0..<rows, height: tileRows, depth: depth)
        for column in stride(from: columns.lowerBound, to: columns.upperBound, by: tileColumns) {
          if inPlace == nil {
            pack(b, lanes: column..<min(column + tileColumns, columns.upperBound), into: own.panels)
          }
          multiplyPanel(0..<rows, column, a, tiles, inPlace ?? own.panels, into: c, accumulate, own)
        }
      }
    }
  }

  /// Blocks of rows, each with all columns.
  private func multiplyRows(
    _ a: MatrixPanels, _ b: MatrixView, _ inPlace: MatrixPanels?, into c: MatrixView,
    _ accumulate: Bool
  ) {
    let height = panelsInBlock(of: rowPanels, most: Tuning.mostRowPanels) * tileRows
    let packedFloats = columnPanels * tileColumns * depth
    let isOwn = inPlace == nil && packedFloats <= Tuning.mostOwnFloats
    let shared = inPlace ?? (isOwn ? nil : packed(b, lanes: columns, width: tileColumns))
    let ownFloats = isOwn ? packedFloats : 0
    let mostParts = max(1, Tuning.mostRowPanels * tileRows / height)
    forEachThread(count: rows, grain: height, ownFloats: ownFloats, step: depth, of: c) {
      parts, own in
      var parts = parts
      var isPacked = !isOwn
      let right = shared ?? own.panels
      while let rows = parts.next(most: mostParts) {
        if !isPacked { pack(b, lanes: 0..<columns, into: own.panels) }
        isPacked = true
        begin(rows, 0..<columns, of: c)
        let tiles = a.tiles(rows, height: tileRows, depth: depth)
        for column in stride(from: 0, to: columns, by: tileColumns) {
          multiplyPanel(rows, column, a, tiles, right, into: c, accumulate, own)
        }
      }
    }
  }

  /// What a thread has for itself, the same in each product of this size: it may still be in the core's cache.
  private struct OwnMemory {
    let memory: Storage
    /// For panels of B.
    let panels: MatrixPanels
    /// Where there is room for a tile of a C whose columns are contiguous.
    let tile: Int
  }

  /// Calls `body` on each thread with the parts that it is to do and memory of its own.
  private func forEachThread(
    count: Int, grain: Int, ownFloats: Int, step: Int, of c: MatrixView,
    _ body: (Parts, OwnMemory) -> Void
  ) {
    let threads = ThreadPool.shared.threadCount
    let tileFloats = c.columnStride == 1 ? 0 : tileRows * tileColumns
    let memory = Storage(uninitializedCount: (ownFloats + tileFloats) * threads)
    ThreadPool.shared.parallel(count: count, grain: grain, threads: threads) { parts in
      body(
        parts,
        OwnMemory(
          memory: memory,
          panels: MatrixPanels(
            storage: memory, offset: parts.thread * ownFloats, step: step, depthStride: tileColumns),
          tile: threads * ownFloats + parts.thread * tileFloats))
    }
  }

  /// The tiles of some rows at one panel of columns.
  private func multiplyPanel(
    _ rows: Range<Int>, _ column: Int, _ a: MatrixPanels, _ tiles: MatrixPanels.Tiles,
    _ b: MatrixPanels, into c: MatrixView, _ accumulate: Bool, _ own: OwnMemory
  ) {
    let count = min(tileColumns, columns - column)
    let accumulates = accumulate || bias != nil
    let panel = b.lanes(
      from: column, count: kernels.wholeVectors(count), depth: depth
    ).transposed
    let columns = column..<(column + count)
    if c.columnStride == 1 {
      return kernels.multiply(
        tiles, panel, into: c.block(rows, columns), accumulate: accumulates)
    }
    for row in stride(from: rows.lowerBound, to: rows.upperBound, by: tileRows) {
      let rows = row..<min(row + tileRows, rows.upperBound)
      let elements = own.tile..<(own.tile + rows.count * count)
      withTransposed(rows, c.block(rows, columns), own.memory, elements, accumulate) {
        let tile = a.tiles(rows, height: tileRows, depth: depth)
        kernels.multiply(tile, panel, into: $0, accumulate: accumulates)
      }
    }
  }

  /// The panels along the side that is cut, for about as many blocks as wanted.
  func panelsInBlock(of panels: Int, most: Int) -> Int {
    let operations = 2 * rows * columns * max(depth, 1)
    if operations < Tuning.parallelOperations { return panels }
    let least = Tuning.fewestBlockOperations * panels / operations + 1
    return min(most, max(least, (panels + Tuning.blockCount - 1) / Tuning.blockCount))
  }
}
