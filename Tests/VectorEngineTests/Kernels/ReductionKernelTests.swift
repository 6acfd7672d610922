import CVectorKernels
import Testing

@testable import VectorEngine

@Suite struct ReductionKernelTests {
  @Test(arguments: Kernels.supported)
  func sumAndDotStayExactOverManyElements(_ kernels: Kernels) {
    var generator = SplitMix(seed: 6)
    let block = Int(SUM_BLOCK)
    for count in kernels.countsAroundBlocks + [block - 1, block, block + 1, 100_000] {
      let x = generator.floats(count, in: 0...1)
      let y = generator.floats(count, in: 0...1)
      let sum = unsafe kernels.table.pointee.sum(count, x)
      let dot = unsafe kernels.table.pointee.dot(count, x, y)
      let exactSum = x.reduce(0) { $0 + Double($1) }
      let exactDot = zip(x, y).reduce(0) { $0 + Double($1.0) * Double($1.1) }
      #expect(abs(sum - exactSum) <= 1e-6 * exactSum)
      #expect(abs(dot - exactDot) <= 1e-6 * exactDot)
    }
  }

  @Test(arguments: Kernels.supported)
  func maximumFindsTheLargestAnywhereAndKeepsNaN(_ kernels: Kernels) {
    for count in kernels.countsAroundBlocks where count > 0 {
      for place in Set([0, count / 2, count - 1]) {
        var x = (0..<count).map { -Float($0) - 10 }
        x[place] = -3
        #expect(unsafe kernels.table.pointee.maximum(count, x) == -3)
        x[place] = .nan
        #expect(unsafe kernels.table.pointee.maximum(count, x).isNaN)
      }
    }
    #expect(unsafe kernels.table.pointee.maximum(0, []) == -.infinity)
  }

  @Test(arguments: Kernels.supported, [0, 1, 2, 7])
  func columnsAreReducedDownTheRows(_ kernels: Kernels, _ rows: Int) {
    var generator = SplitMix(seed: 7)
    for columns in kernels.countsAroundBlocks {
      let stride = columns + 3
      let x = generator.floats(rows * stride)
      let start = generator.floats(columns)
      let sums = unsafe output(columns, from: start) {
        unsafe kernels.table.pointee.add_rows(rows, columns, x, stride, $0)
      }
      let maxima = unsafe output(columns, from: start) {
        unsafe kernels.table.pointee.maximum_rows(rows, columns, x, stride, $0)
      }
      for j in 0..<columns {
        let column = (0..<rows).map { x[$0 * stride + j] }
        #expect(abs(sums[j] - column.reduce(start[j], +)) < 1e-5)
        #expect(maxima[j] == column.reduce(start[j], max))
      }
    }
  }
}
