import Autograd

// What is done to C besides the product.
extension MatrixProduct {
  /// Puts the bias where the product is added to a block.
  func begin(_ rows: Range<Int>, _ columns: Range<Int>, of c: MatrixView) {
    guard let bias, c.columnStride == 1 else { return }
    kernels.copy(bias[columns], intoRowsOf: c.block(rows, columns))
  }

  /// A tile of a C whose transpose is asked for: made in memory of its own, where its rows are contiguous, with the bias of
  /// each row, and written to its place when `multiply` has added the product.
  func withTransposed(
    _ rows: Range<Int>, _ result: Storage.Block, _ memory: Storage, _ elements: Range<Int>,
    _ accumulate: Bool, multiply: (_ tile: Storage.Block) -> Void
  ) {
    let columns = result.columns
    let tile = memory.block(
      from: elements.lowerBound, rows: rows.count, columns: columns, rowStride: columns)
    if accumulate {
      kernels.transpose(result.transposed, into: tile)
    } else if let bias {
      for (index, row) in rows.enumerated() {
        let start = elements.lowerBound + index * columns
        kernels.copy(
          bias.slice(from: row, count: columns, stride: 0),
          into: memory[start..<(start + columns)])
      }
    }
    multiply(tile)
    kernels.transpose(tile, into: result.transposed)
  }
}
