import Autograd
import NeuralNetworks
import ScalarEngine
import Testing

@Suite struct InitializerTests {
  static let shape: Shape = [60, 40]

  /// Each initializer, with the bound or the standard deviation that its paper gives for fan-in 40
  /// and fan-out 60.
  static let uniform: [(Initializer, Double)] = [
    (.uniform(lower: -0.3, upper: 0.3), 0.3),
    (.xavierUniform(), (6.0 / 100).squareRoot()),
    (.xavierUniform(gain: 2), 2 * (6.0 / 100).squareRoot()),
    (.kaimingUniform(), (6.0 / 40).squareRoot()),
    (.kaimingUniform(mode: .fanOut, gain: 1), (3.0 / 60).squareRoot()),
    (.fanInUniform, 1 / 40.0.squareRoot()),
  ]
  static let normal: [(Initializer, Double)] = [
    (.normal(standardDeviation: 0.7), 0.7),
    (.xavierNormal(gain: 3), 3 * (2.0 / 100).squareRoot()),
    (.kaimingNormal(), (2.0 / 40).squareRoot()),
    (
      .kaimingNormal(mode: .fanOut, gain: Initializer.gain(for: .tanh)), 5.0 / 3 / 60.0.squareRoot()
    ),
  ]

  private func numbers(_ initializer: Initializer, _ shape: Shape = shape) -> [Double] {
    let tensor: ValueTensor = withRandomSeed(3) { initializer(shape) }
    #expect(tensor.shape == shape && tensor.requiresGradient && tensor.isLeaf)
    return tensor.scalars
  }

  @Test func uniformNumbersFillTheirBounds() {
    for (initializer, bound) in Self.uniform {
      let numbers = numbers(initializer)
      let largest = numbers.map(abs).max() ?? 0
      #expect(largest <= bound * 1.000_001 && largest > 0.99 * bound, "\(initializer)")
      let mean = numbers.reduce(0, +) / 2400
      #expect(abs(mean) < 0.05 * bound, "\(initializer)")
    }
  }

  @Test func normalNumbersHaveTheirDeviation() {
    for (initializer, deviation) in Self.normal {
      let numbers = numbers(initializer)
      let variance = numbers.reduce(0) { $0 + $1 * $1 } / 2400
      #expect(abs(variance.squareRoot() / deviation - 1) < 0.05, "\(initializer)")
      #expect(numbers.contains { abs($0) > 2 * deviation }, "\(initializer)")
    }
    let shifted = numbers(.normal(mean: 5, standardDeviation: 0.1))
    #expect(abs(shifted.reduce(0, +) / 2400 - 5) < 0.02)
  }

  @Test func constantsAreConstant() {
    #expect(numbers(.zeros, [3]) == [0, 0, 0])
    #expect(numbers(.ones, [2]) == [1, 1])
    #expect(numbers(.constant(0.25), []) == [0.25])
  }

  @Test func theFieldOfAConvolutionCountsForItsFans() {
    let largest = numbers(.fanInUniform, [8, 4, 5, 5]).map(abs).max() ?? 0
    #expect(largest <= 0.1 && largest > 0.099)
  }

  @Test func numbersAreThoseOfSinglePrecision() {
    #expect(numbers(.fanInUniform).allSatisfy { Double(Float($0)) == $0 })
    #expect(numbers(.kaimingNormal()).allSatisfy { Double(Float($0)) == $0 })
  }

  @Test func aBiasStartsByTheFanInOfItsWeight() throws {
    let layer = withRandomSeed(1) { Linear<ValueTensor>(10_000, 50, weightInitializer: .zeros) }
    let bias = try #require(layer.bias).scalars
    #expect(bias.allSatisfy { abs($0) <= 0.01 } && bias.contains { abs($0) > 0.009 })
    #expect(layer.weight.scalars.allSatisfy { $0 == 0 })
  }

  @Test func gainsAreThoseOfPyTorch() {
    #expect(Initializer.gain(for: .relu) == 2.0.squareRoot())
    #expect(Initializer.gain(for: .leakyReLU(slope: 0.5)) == 1.6.squareRoot())
    #expect(Initializer.gain(for: .sigmoid) == 1)
  }

  @Test func fansNeedTwoAxes() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let _: ValueTensor = Initializer.xavierUniform()([3])
    }
    expectMessage(of: result, contains: "Initializer: shape [3] has no fan-in")
  }

  @Test func distributionsThatAreNoneAreRefused() async {
    let bounds = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let _: ValueTensor = Initializer.uniform(lower: 1, upper: 0)([3])
    }
    expectMessage(of: bounds, contains: "Initializer.uniform", "found 1.0 and 0.0")
    let deviation = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let _: ValueTensor = Initializer.normal(standardDeviation: -1)([3])
    }
    expectMessage(of: deviation, contains: "Initializer.normal", "0.0 and -1.0")
    let gain = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let _: ValueTensor = Initializer.xavierUniform(gain: -1)([3, 3])
    }
    expectMessage(of: gain, contains: "Initializer.uniform")
    let count = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let _: ValueTensor = Initializer.custom { _, _ in [1, 2] }([3])
    }
    expectMessage(of: count, contains: "expected 3 numbers for shape [3], found 2")
  }
}
