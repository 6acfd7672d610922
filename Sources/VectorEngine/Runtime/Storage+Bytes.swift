import Autograd
import CVectorKernels

extension Storage {
  /// Writes rows of bytes one after the other, each byte as `byte · scale + offset`; the rows must exist.
  func gather(_ bytes: [UInt8], rows: [Int], length: Int, scale: Float, offset: Float) {
    require(
      rows.count * length == count, "\(rows.count) rows of \(length) for \(count) floats")
    let kernels = Kernels.current
    unsafe bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      ThreadPool.shared.parallel(count: rows.count, grain: Grain.pieces(of: length)) { range in
        for index in range {
          unsafe kernels.table.pointee.convert_bytes(
            length, base + rows[index] * length, scale, offset, pointer + index * length)
        }
      }
    }
  }
}
