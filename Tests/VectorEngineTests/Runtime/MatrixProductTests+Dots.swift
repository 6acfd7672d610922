import Autograd
import Testing

@testable import VectorEngine

extension MatrixProductTests {
  @Suite struct Dots {
    private func usesDots(
      _ rows: Int, _ columns: Int, _ depth: Int, aStride: Int? = nil, bStride: Int? = nil
    ) -> Bool {
      MatrixProduct(rows: rows, columns: columns, depth: depth).usesDots(
        MatrixView(storage: Storage([]), rowStride: aStride ?? depth),
        MatrixView(storage: Storage([]), rowStride: bStride ?? depth).transposed)
    }

    @Test(arguments: [
      ((32, 64, 784), true), ((64, 10, 512), true), ((512, 64, 784), false), ((32, 10, 64), false),
      ((16, 16, 64), true), ((16, 17, 64), false), ((17, 16, 64), false),
      ((4, 512, 64), true), ((512, 4, 64), true), ((4, 512, 48), false), ((5, 512, 64), false),
      ((20, 256, 4096), true), ((20, 257, 4096), false),
    ])
    func deepProductsAndThoseOfFewLanesUseThem(_ size: (Int, Int, Int), _ expected: Bool) {
      #expect(usesDots(size.0, size.1, size.2) == expected)
    }

    @Test func onlyRowsOfWholeVectorsUseThem() {
      #expect(usesDots(8, 8, 64, aStride: 80, bStride: 96))
      #expect(!usesDots(8, 8, 65, aStride: 80, bStride: 96))
      #expect(!usesDots(8, 8, 64, aStride: 81, bStride: 96))
      #expect(!usesDots(8, 8, 64, aStride: 80, bStride: 97))
      let product = MatrixProduct(rows: 8, columns: 8, depth: 64)
      let rows = MatrixView(storage: Storage([]), rowStride: 64)
      #expect(!product.usesDots(rows, rows))
      #expect(!product.usesDots(rows.transposed, rows.transposed))
    }

    /// Sizes of one block, of blocks of columns and of rows, and of several chunks of the depth.
    @Test(arguments: [
      (2, 2, 64), (3, 11, 64), (13, 4, 80), (7, 9, 48), (9, 7, 48), (33, 65, 528), (65, 33, 528),
      (5, 3, 1040), (4, 6, 2064),
    ])
    func biasStartAndActivationComeWithTheProduct(_ rows: Int, _ columns: Int, _ depth: Int) {
      var generator = SplitMix(seed: UInt64(depth))
      // A has floats to spare behind each row, C one that must stay as it is.
      let (aStride, cStride) = (depth + 16, columns + 1)
      let a = generator.floats(rows * aStride)
      let weight = generator.floats(columns * depth)
      let bias = generator.floats(columns)
      let start = generator.floats(rows * cStride)
      let left = MatrixView(storage: Storage(a), rowStride: aStride)
      let right = MatrixView(storage: Storage(weight), rowStride: depth).transposed
      var exact = [Double](repeating: 0, count: rows * columns)
      for i in 0..<rows {
        for j in 0..<columns {
          var sum = 0.0
          for p in 0..<depth { sum += Double(a[i * aStride + p]) * Double(weight[j * depth + p]) }
          exact[i * columns + j] = sum
        }
      }
      for kernels in Kernels.supported {
        for (hasBias, accumulates) in [(false, false), (false, true), (true, false)] {
          let c = Storage(start)
          Kernels.withKernels(kernels) {
            let product = MatrixProduct(
              rows: rows, columns: columns, depth: depth, bias: hasBias ? Storage(bias) : nil)
            #expect(product.usesDots(left, right))
            product.multiply(
              left, right, into: MatrixView(storage: c, rowStride: cStride),
              accumulate: accumulates)
          }
          for i in 0..<rows {
            #expect(c[i * cStride + columns] == start[i * cStride + columns])
            for j in 0..<columns {
              let before = hasBias ? bias[j] : accumulates ? start[i * cStride + j] : 0
              let error =
                Double(c[i * cStride + j]) - (exact[i * columns + j] + Double(before))
              #expect(abs(error) <= 2e-6 * (1 + Double(depth).squareRoot()), "at \(i), \(j)")
            }
          }
        }
      }
    }
  }
}
