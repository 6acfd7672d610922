import Autograd

extension Tensor {
  /// Gathers rows of bytes into a constant of shape `[rows.count] + rowShape`, each byte as `byte · scale + offset`.
  ///
  /// - Parameters:
  ///   - bytes: rows of `rowShape.elementCount` bytes each, one after the other.
  ///   - rows: which of them to take, in this order; traps when there is no such row.
  public convenience init(
    bytes: [UInt8], rows: [Int], rowShape: Shape, scale: Double, offset: Double
  ) {
    let length = rowShape.elementCount
    for row in rows {
      require(
        row >= 0 && (row + 1) * length <= bytes.count,
        "Tensor: there is no row \(row) of \(length) bytes in \(bytes.count) bytes")
    }
    let values = Values(uninitialized: Shape([rows.count] + rowShape))
    values.storage.gather(
      bytes, rows: rows, length: length, scale: Float(scale), offset: Float(offset))
    self.init(leaf: values, requiresGradient: false)
  }
}
