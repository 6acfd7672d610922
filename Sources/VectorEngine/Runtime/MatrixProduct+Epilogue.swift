import Autograd
import CVectorKernels

// What is done to a block of C besides the product, run by run of contiguous numbers. C may be the transpose of the
// result, as it is told by its strides: then the bias runs along its rows.
extension MatrixProduct {
  /// Puts the bias where the product is added.
  func begin(_ rows: Range<Int>, _ columns: Range<Int>, of c: MatrixView) {
    guard let bias else { return }
    unsafe forEachRun(rows, columns, of: c) { run, result in
      unsafe kernels.table.pointee.copy(run.count, bias.pointer + run.lowerBound, 1, result, 1)
    }
  }

  /// Applies the activation.
  func finish(_ rows: Range<Int>, _ columns: Range<Int>, of c: MatrixView) {
    guard let (index, parameter) = activation?.kernel else { return }
    unsafe forEachRun(rows, columns, of: c) { run, result in
      unsafe kernels.table.pointee.unary[index](run.count, result, result, parameter)
    }
  }

  private func forEachRun(
    _ rows: Range<Int>, _ columns: Range<Int>, of c: MatrixView,
    _ body: (Range<Int>, UnsafeMutablePointer<Float>) -> Void
  ) {
    let isTransposed = c.columnStride != 1
    let (lines, run) = isTransposed ? (columns, rows) : (rows, columns)
    for line in lines {
      unsafe body(
        run, c.pointer + run.lowerBound + line * (isTransposed ? c.columnStride : c.rowStride))
    }
  }
}
