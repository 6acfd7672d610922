import Autograd
import CVectorKernels
import Testing

@testable import VectorEngine

@Suite struct BinaryKernelTests {
  private func apply(
    _ operation: BinaryOperation, _ kernels: Kernels, _ a: [Float], _ b: [Float], count: Int
  ) -> [Float] {
    let (a, aStride) = (Storage(a + [0]), a.count == count && count != 1 ? 1 : 0)
    let (b, bStride) = (Storage(b + [0]), b.count == count && count != 1 ? 1 : 0)
    return unsafe output(count) {
      unsafe kernels.table.pointee.binary[operation.kernelIndex](
        count, a.pointer, aStride, b.pointer, bStride, $0)
    }
  }

  @Test(arguments: Kernels.supported, BinaryOperation.allCases)
  func agreesWithTheReferenceForEveryStride(_ kernels: Kernels, _ operation: BinaryOperation) {
    var generator = SplitMix(seed: 5)
    for count in kernels.countsAroundBlocks {
      // Powers of negative bases are NaN, which the extremes cover.
      let a = generator.floats(max(count, 1), in: operation == .power ? 0.1...4 : -4...4)
      var b = generator.floats(max(count, 1), in: -4...4)
      b[0] = a[0]
      for (a, b) in [(a, b), ([a[0]], b), (a, [b[0]]), ([a[0]], [b[0]])] {
        let result = apply(operation, kernels, a, b, count: count)
        for i in 0..<count {
          let exact = operation(Double(a[a.count == 1 ? 0 : i]), Double(b[b.count == 1 ? 0 : i]))
          #expect(ulps(result[i], from: exact) <= 1, "\(operation) gave \(result[i]), not \(exact)")
        }
      }
    }
  }

  @Test(arguments: Kernels.supported, BinaryOperation.allCases)
  func followsTheStandardAtExtremes(_ kernels: Kernels, _ operation: BinaryOperation) {
    let numbers: [Float] = [
      0, 1, -1, 2, -0.5, .infinity, -.infinity, .nan, 1000, -1000, .leastNormalMagnitude / 100,
    ]
    let a = numbers.flatMap { number in numbers.map { _ in number } }
    let b = numbers.flatMap { _ in numbers }
    let result = apply(operation, kernels, a, b, count: a.count)
    for i in a.indices {
      let exact = operation(Double(a[i]), Double(b[i]))
      #expect(
        ulps(result[i], from: exact) <= 1,
        "\(operation) of \(a[i]) and \(b[i]) gave \(result[i]), not \(exact)")
    }
  }

  @Test(arguments: Kernels.supported)
  func selectTakesTheFirstWhereTheConditionIsNotZero(_ kernels: Kernels) {
    for count in kernels.countsAroundBlocks {
      let condition = (0..<count + 1).map { $0 % 3 == 0 ? Float(0) : $0 % 5 == 0 ? .nan : -2 }
      let a = (0..<count + 1).map { Float($0) }
      let b = a.map { -$0 - 1 }
      for strides in 0..<8 {
        let (c, aStride, bStride) = (strides & 1, strides >> 1 & 1, strides >> 2)
        let result = unsafe output(count) {
          unsafe kernels.table.pointee.select(
            count, condition, c, a, aStride, b,
            bStride, $0)
        }
        let expected = (0..<count).map {
          condition[$0 * c] != 0 ? a[$0 * aStride] : b[$0 * bStride]
        }
        #expect(result == expected)
      }
    }
  }
}
