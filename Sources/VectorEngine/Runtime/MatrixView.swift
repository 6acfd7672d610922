/// A matrix within a storage: element (i, j) is at `offset + i · rowStride + j · columnStride`. A transpose is the same
/// floats with the strides exchanged.
///
/// It has no size; whoever works with it knows how many rows and columns there are.
struct MatrixView {
  let storage: Storage
  var offset = 0
  var rowStride: Int
  var columnStride = 1

  var transposed: MatrixView {
    MatrixView(
      storage: storage, offset: offset, rowStride: columnStride, columnStride: rowStride)
  }

  /// Some columns of some rows.
  @inline(__always)
  func block(_ rows: Range<Int>, _ columns: Range<Int>) -> Storage.Block {
    storage.block(
      from: offset + rows.lowerBound * rowStride + columns.lowerBound * columnStride,
      rows: rows.count, columns: columns.count, rowStride: rowStride, columnStride: columnStride)
  }

  /// Some columns of a row.
  @inline(__always)
  func row(_ row: Int, _ columns: Range<Int>) -> Storage.Slice {
    storage.slice(
      from: offset + row * rowStride + columns.lowerBound * columnStride, count: columns.count,
      stride: columnStride)
  }

  /// Some rows of a column.
  @inline(__always)
  func column(_ column: Int, _ rows: Range<Int>) -> Storage.Slice {
    storage.slice(
      from: offset + column * columnStride + rows.lowerBound * rowStride, count: rows.count,
      stride: rowStride)
  }
}
