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
    let rows = ByteRows(
      bytes: bytes, rows: rows, length: rowShape.elementCount, scale: scale, offset: offset)
    let array = NDArray(uninitialized: rows.shape(of: rowShape))
    array.storage.gather(rows, threads: Self.threadCount)
    self.init(leaf: array, requiresGradient: false)
  }

  /// Begins to gather rows of bytes as ``init(bytes:rows:rowShape:scale:offset:)`` does.
  ///
  /// A thread of the engine does it after the next operation that it takes part in, if it comes to it before the tensor is
  /// asked for.
  ///
  /// - Returns: what gives the tensor as soon as it is complete, the same one however often it is called.
  public static func prefetch(
    bytes: [UInt8], rows: [Int], rowShape: Shape, scale: Double, offset: Double
  ) -> () -> Tensor {
    let rows = ByteRows(
      bytes: bytes, rows: rows, length: rowShape.elementCount, scale: scale, offset: offset)
    let array = NDArray(uninitialized: rows.shape(of: rowShape))
    let storage = array.storage
    let gathering = ThreadPool.shared.background { storage.gather(rows, threads: $0) }
    let tensor = Tensor(leaf: array, requiresGradient: false)
    return {
      gathering.wait()
      return tensor
    }
  }
}

extension ByteRows {
  fileprivate func shape(of row: Shape) -> Shape { Shape([rows.count] + row) }
}
