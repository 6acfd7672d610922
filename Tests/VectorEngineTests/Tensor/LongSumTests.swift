import Testing

@testable import Autograd
@testable import VectorEngine

/// Errors of sums do not grow with the number of rows. PyTorch's are 6e-7 and less, relative to the sum, at a million rows.
@Suite struct LongSumTests {
  private static func numbers(_ count: Int) -> [Float] {
    // Not a generator's, which takes a minute for as many in a debug build: some thousand numbers, in a period that no block has.
    var generator = SplitMix(seed: 3)
    let some = generator.floats(4999, in: 0...1)
    return (0..<count).map { some[$0 % some.count] }
  }

  /// How far sums of columns are from those in `Double`, relative to them.
  private func error(of sums: [Float], over numbers: [Float], dividedBy divisor: Double = 1)
    -> Double
  {
    let columns = sums.count
    var exact = [Double](repeating: 0, count: columns)
    for index in numbers.indices { exact[index % columns] += Double(numbers[index]) }
    return zip(sums, exact).reduce(0) { max($0, abs(Double($1.0) * divisor / $1.1 - 1)) }
  }

  @Test(arguments: [1, 3, 65]) func sumsOfColumnsStayExact(columns: Int) {
    let rows = 1_000_000 / (columns > 60 ? 4 : 1)
    let numbers = Self.numbers(rows * columns)
    let x = Tensor(numbers, shape: [rows, columns])
    #expect(error(of: x.sum(axis: 0).scalars, over: numbers) < 6e-7)
    #expect(error(of: x.mean(axis: 0).scalars, over: numbers, dividedBy: Double(rows)) < 6e-7)
    #expect(error(of: x.sum().scalars, over: numbers) < 1e-7)
    #expect(error(of: x.mean().scalars, over: numbers, dividedBy: Double(numbers.count)) < 2e-7)
    let blocks = x.reshaped([1, rows, columns]).sum(axes: [0, 1])
    #expect(blocks.scalars == x.sum(axis: 0).scalars)
  }

  @Test func theGradientOfABiasStaysExact() {
    let (rows, columns) = (1_000_000, 3)
    let numbers = Self.numbers(rows * columns)
    let bias = Tensor.zeros([columns])
    bias.requiresGradient = true
    let x = Tensor(repeating: 1, shape: [rows, 1])
    let weight = Tensor(repeating: 1, shape: [columns, 1])
    let seed = Tensor(numbers, shape: [rows, columns])
    x.linear(weight, bias: bias).backward(gradient: seed)
    #expect(error(of: bias.grad.scalars, over: numbers) < 6e-7)
    bias.zeroGradient()
    (x + bias).backward(gradient: seed)
    #expect(error(of: bias.grad.scalars, over: numbers) < 6e-7)
  }

  @Test func columnsInTheMiddleOfAShapeAreCutLikeOthers() {
    let rows = 2 * Tuning.rowsAddedInTurn + 1
    let numbers = Self.numbers(2 * rows * 3)
    let x = Tensor(numbers, shape: [2, rows, 3])
    let sums = x.sum(axis: 1).scalars
    for block in 0..<2 {
      let part = Array(numbers[block * rows * 3..<(block + 1) * rows * 3])
      #expect(error(of: Array(sums[block * 3..<block * 3 + 3]), over: part) < 6e-7)
    }
    let largest = x.max(axis: 1).scalars
    for (index, number) in largest.enumerated() {
      let column = (0..<rows).map { numbers[(index / 3 * rows + $0) * 3 + index % 3] }
      #expect(number == column.max())
    }
  }

  /// The number of threads is that of the process.
  @Test func theNumberOfThreadsDoesNotShow() async {
    await #expect(processExitsWith: .success) {
      let count = 100_001
      var generator = SplitMix(seed: 5)
      let x = Tensor(generator.floats(count * 7), shape: [count, 7])
      let results = [1, 2, 3, 5].map { threads in
        Tensor.threadCount = threads
        return x.sum(axis: 0).scalars.map(\.bitPattern)
      }
      precondition(results.allSatisfy { $0 == results[0] })
    }
  }
}
