import CVectorKernels
import Testing

@testable import VectorEngine

@Suite(.serialized) struct CopyKernelTests {
  @Test(arguments: Kernels.supported)
  func fillScaleAndAddScaledReachEveryElement(_ kernels: Kernels) {
    for count in kernels.countsAroundBlocks {
      let x = (0..<count).map { Float($0) + 0.5 }
      let filled = unsafe output(count) { unsafe kernels.table.pointee.fill(count, 7, $0) }
      #expect(filled == [Float](repeating: 7, count: count))
      let scaled = unsafe output(count) {
        unsafe kernels.table.pointee.scale(count, -2, x, $0)
      }
      #expect(scaled == x.map { -2 * $0 })
      let added = unsafe output(count, from: x) {
        unsafe kernels.table.pointee.add_scaled(count, 3, x, $0)
      }
      #expect(added == x.map { $0 + 3 * $0 })
    }
  }

  @Test(arguments: Kernels.supported, [(1, 1), (3, 1), (0, 1), (1, 2), (-2, 1), (2, 3)])
  func copyFollowsStrides(_ kernels: Kernels, _ strides: (from: Int, to: Int)) {
    for count in kernels.countsAroundBlocks {
      let x = Storage((0..<2 * 800).map { Float($0) })
      let length = max(0, (count - 1) * strides.to + 1)
      let initial = [Float](repeating: -1, count: length)
      let result = unsafe output(length, from: initial) {
        unsafe kernels.table.pointee.copy(
          count, x.pointer + 800, strides.from, $0, strides.to)
      }
      var expected = initial
      for i in 0..<count { expected[i * strides.to] = x[800 + i * strides.from] }
      #expect(result == expected)
    }
  }

  @Test(arguments: Kernels.supported, [0, 1, 3, 4, 5, 31, 32, 33, 70])
  func transposeExchangesRowsAndColumns(_ kernels: Kernels, _ rows: Int) {
    for columns in [0, 1, 3, 4, 5, 31, 32, 33, 70] {
      let x = (0..<rows * (columns + 2)).map { Float($0) }
      let count = columns == 0 || rows == 0 ? 0 : (columns - 1) * (rows + 1) + rows
      let result = unsafe output(count, from: [Float](repeating: -1, count: count)) {
        unsafe kernels.table.pointee.transpose(
          rows, columns, x, columns + 2, $0, rows + 1)
      }
      var expected = [Float](repeating: -1, count: count)
      for i in 0..<rows {
        for j in 0..<columns { expected[j * (rows + 1) + i] = x[i * (columns + 2) + j] }
      }
      #expect(result == expected)
    }
  }

  @Test(arguments: Kernels.supported)
  func bytesBecomeScaledFloats(_ kernels: Kernels) {
    let bytes = (0...255).map { UInt8($0) }
    for count in kernels.countsAroundBlocks + [256] {
      let result = unsafe output(count) { out in
        unsafe bytes.withUnsafeBufferPointer { bytes in
          if let base = bytes.baseAddress {
            unsafe kernels.table.pointee.convert_bytes(count, base, 1 / 255, -0.5, out)
          }
        }
      }
      for i in 0..<count { #expect(abs(result[i] - (Float(i) / 255 - 0.5)) < 1e-6) }
    }
  }
}
