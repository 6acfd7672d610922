import Autograd
import CVectorKernels

extension Storage {
  /// Writes rows of bytes one after the other, each byte as `byte · scale + offset`, on at most `threads` threads.
  func gather(_ source: ByteRows, threads: Int) {
    let (rows, length) = (source.rows, source.rowShape.elementCount)
    let (scale, offset) = (Float(source.scale), Float(source.offset))
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
              length, base + rows[index] * length, scale, offset,
              pointer + index * length)
          }
        }
      }
    }
  }
}
