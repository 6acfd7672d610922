extension MatrixProduct {
  /// A product with a single row or column reads its large operand once: packing it would cost more than the
  /// product. Returns `false` if this is not such a product, or the large operand is contiguous along neither axis.
  func multiplyThin(
    _ a: MatrixView, _ b: MatrixView, into c: MatrixView, accumulate: Bool
  ) -> Bool {
    guard rows == 1 || columns == 1 else { return false }
    begin(0..<rows, 0..<columns, of: c)
    let accumulate = accumulate || bias != nil
    return rows == 1
      ? multiply(row: a.transposed, b, count: columns, into: c.transposed, accumulate: accumulate)
      : multiply(row: b, a.transposed, count: rows, into: c, accumulate: accumulate)
  }

  /// out[j] = or += Σₚ v[p] m[p, j] for j < count, where `v` and `out` are columns.
  private func multiply(
    row v: MatrixView, _ m: MatrixView, count: Int, into out: MatrixView, accumulate: Bool
  ) -> Bool {
    let v = contiguous(v)
    let columns = Tuning.thinPart / max(depth, 1)
    if m.rowStride == 1 {
      ThreadPool.shared.parallel(count: count, grain: max(1, columns)) { range in
        for j in range {
          let dot = kernels.dot(v.column(0, 0..<depth), m.column(j, 0..<depth))
          let place = out.offset + j * out.rowStride
          out.storage[place] = (accumulate ? out.storage[place] : 0) + Float(dot)
        }
      }
      return true
    }
    guard m.columnStride == 1, out.rowStride == 1 else { return false }
    // Columns are cut in strips that stay in the first-level cache while the rows of m are added up.
    ThreadPool.shared.parallel(count: count, grain: max(Tuning.fewestThinColumns, columns)) {
      range in
      let result = out.column(0, range)
      if !accumulate { kernels.fill(result, with: 0) }
      for p in 0..<depth {
        kernels.add(m.row(p, range), times: v.storage[v.offset + p], to: result)
      }
    }
    return true
  }

  private func contiguous(_ v: MatrixView) -> MatrixView {
    if v.rowStride == 1 { return v }
    let copy = Storage(uninitializedCount: depth)
    kernels.copy(v.column(0, 0..<depth), into: copy.all)
    return MatrixView(storage: copy, rowStride: 1)
  }
}
