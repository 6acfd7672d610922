import Autograd
import CVectorKernels

// What is done to C besides the product.
extension MatrixProduct {
  /// Puts the bias where the product is added to a block.
  func begin(_ rows: Range<Int>, _ columns: Range<Int>, of c: MatrixView) {
    guard let bias, c.columnStride == 1 else { return }
    for row in rows {
      unsafe kernels.table.pointee.copy(
        columns.count, bias.pointer + columns.lowerBound, 1,
        c.pointer + row * c.rowStride + columns.lowerBound, 1)
    }
  }

  /// Applies the activation to a block.
  func finish(_ rows: Range<Int>, _ columns: Range<Int>, of c: MatrixView) {
    guard let (index, parameter) = activation?.kernel, c.columnStride == 1 else { return }
    for row in rows {
      let result = unsafe c.pointer + row * c.rowStride + columns.lowerBound
      unsafe kernels.table.pointee.unary[index](columns.count, result, result, parameter)
    }
  }

  /// A tile of a C whose transpose is asked for: made in memory of its own, where its rows are contiguous, with the bias of
  /// each row, and written to its place when `multiply` has added the product and the activation has been applied.
  func withTransposed(
    _ rows: Range<Int>, _ columns: Int, _ result: UnsafeMutablePointer<Float>, _ resultStride: Int,
    _ accumulate: Bool, multiply: (UnsafeMutablePointer<Float>) -> Void
  ) {
    let table = unsafe kernels.table
    unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: rows.count * columns) { buffer in
      guard let tile = buffer.baseAddress else { return }
      if accumulate {
        unsafe table.pointee.transpose(columns, rows.count, result, resultStride, tile, columns)
      } else if let bias {
        for (index, row) in rows.enumerated() {
          unsafe table.pointee.copy(columns, bias.pointer + row, 0, tile + index * columns, 1)
        }
      }
      unsafe multiply(tile)
      if let (index, parameter) = activation?.kernel {
        unsafe table.pointee.unary[index](rows.count * columns, tile, tile, parameter)
      }
      unsafe table.pointee.transpose(rows.count, columns, tile, columns, result, resultStride)
    }
  }
}
