import Autograd
import CVectorKernels

/// Some rows of a matrix of bytes, to be read as floats.
struct ByteRows: Sendable {
  let bytes: [UInt8]
  let rows: [Int]
  /// The bytes in a row.
  let length: Int
  let scale: Float
  let offset: Float

  /// Traps when there is no such row.
  init(bytes: [UInt8], rows: [Int], length: Int, scale: Double, offset: Double) {
    for row in rows {
      require(
        row >= 0 && (row + 1) * length <= bytes.count,
        "Tensor: there is no row \(row) of \(length) bytes in \(bytes.count) bytes")
    }
    self.bytes = bytes
    self.rows = rows
    self.length = length
    self.scale = Float(scale)
    self.offset = Float(offset)
  }
}

extension Storage {
  /// Writes rows of bytes one after the other, each byte as `byte · scale + offset`, on at most `threads` threads.
  func gather(_ source: ByteRows, threads: Int) {
    let (rows, length) = (source.rows, source.length)
    require(
      rows.count * length == count, "\(rows.count) rows of \(length) for \(count) floats")
    let kernels = Kernels.current
    unsafe source.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      ThreadPool.shared.parallel(
        count: rows.count, grain: Tuning.pieces(of: length), threads: threads
      ) { parts in
        for range in parts {
          // Rows are far apart and in no order the CPU could guess.
          for index in range.prefix(Tuning.rowsAhead) {
            unsafe prefetch_bytes(base + rows[index] * length, length)
          }
          for index in range {
            if index + Tuning.rowsAhead < range.upperBound {
              unsafe prefetch_bytes(base + rows[index + Tuning.rowsAhead] * length, length)
            }
            unsafe kernels.table.pointee.convert_bytes(
              length, base + rows[index] * length, source.scale, source.offset,
              pointer + index * length)
          }
        }
      }
    }
  }
}
