import CVectorKernels

extension MatrixProduct {
  /// Whether C is made of dot products of the rows of A and the columns of B where they lie. Nothing is packed, but each
  /// sum is a vector whose lanes have to be added up, and vectors of both operands must not straddle two cache lines.
  func usesDots(_ a: MatrixView, _ b: MatrixView) -> Bool {
    let width = kernels.width
    guard a.columnStride == 1, b.rowStride == 1,
      depth % width == 0, a.rowStride % width == 0, b.columnStride % width == 0
    else { return false }
    return min(depth, Int(MATRIX_DEPTH_BLOCK)) >= Tuning.dotsDepthFactor * max(rows, columns)
      || min(rows, columns) <= Tuning.fewLanes && depth >= Tuning.dotsDepthOfFewLanes
  }

  /// Blocks of columns, each with all rows, or the other way round where there are more rows: in x · Wᵀ the rows of W are
  /// cut as `multiplyRows` would cut them.
  func multiplyDots(_ a: MatrixView, _ b: MatrixView, into c: MatrixView, _ accumulate: Bool) {
    let count = max(rows, columns)
    let panels = panelsInBlock(of: (count + tileRows - 1) / tileRows, most: Tuning.mostRowPanels)
    let mostParts = max(1, Tuning.mostRowPanels / panels)
    let pool = ThreadPool.shared
    pool.parallel(count: count, grain: panels * tileRows, threads: pool.threadCount) { parts in
      var parts = parts
      while let part = parts.next(most: mostParts) {
        multiplyDots(
          columns < rows ? part : 0..<rows, columns < rows ? 0..<columns : part, a, b, into: c,
          accumulate)
      }
    }
  }

  private func multiplyDots(
    _ rows: Range<Int>, _ columns: Range<Int>, _ a: MatrixView, _ b: MatrixView,
    into c: MatrixView, _ accumulate: Bool
  ) {
    let result = c.block(rows, columns)
    let bias = bias.map {
      $0.block(
        from: columns.lowerBound, rows: rows.count, columns: columns.count, rowStride: 0)
    }
    kernels.multiplyDots(
      a.block(rows, 0..<depth), b.block(0..<depth, columns).transposed,
      start: bias ?? (accumulate ? result : nil), into: result)
  }
}
