import Autograd
import NeuralNetworks
import ScalarEngine
import Testing
import VectorEngine

@Suite struct RandomSeedTests {
  private func model(seed: UInt64? = nil) -> Sequential<ValueTensor> {
    Sequential(seed: seed) {
      Linear(3, 3)
      Sequential { Linear(3, 3) }
      MLP(3, 3, 3)
    }
  }

  private func weights(_ module: any Module<ValueTensor>) -> [[Double]] {
    module.parameters.map(\.scalars)
  }

  @Test func theSameCodeBuildsTheSameWeights() {
    #expect(weights(model()) == weights(model()))
    #expect(weights(model()) == weights(model(seed: defaultRandomSeed)))
    #expect(weights(model(seed: 1)) == weights(model(seed: 1)))
    #expect(weights(model(seed: 1)) != weights(model(seed: 2)))
    #expect(weights(MLP<ValueTensor>(2, 2, seed: 5)) == weights(MLP<ValueTensor>(2, 2, seed: 5)))
  }

  @Test func nestedModelsDoNotRepeatWeights() {
    let all = weights(model())
    #expect(all.count == 8 && Set(all).count == 8)
  }

  @Test func anAmbientSeedReachesEveryLayer() {
    func build(_ seed: UInt64) -> [[Double]] {
      withRandomSeed(seed) { weights(Linear<ValueTensor>(2, 2)) + weights(model()) }
    }
    #expect(build(7) == build(7) && build(7) != build(8))
    #expect(Set(build(7)).count == 10)
    // A seed of its own comes first.
    #expect(withRandomSeed(7) { weights(model(seed: 1)) } == weights(model(seed: 1)))
  }

  @Test func theFirstWeightsOfTheDefaultSeedStay() {
    let layer = withRandomSeed(defaultRandomSeed) { Linear<ValueTensor>(4, 1) }
    var generator = SeededGenerator(seed: 0)
    let expected = (0..<5).map { _ in Double(Float(generator.uniform(in: -0.5...0.5))) }
    #expect(weights(layer).flatMap { $0 } == expected)
  }

  @Test func bothEnginesStartFromTheSameWeights() {
    func numbers<T: DifferentiableTensor>(_: T.Type) -> [[Double]] {
      let model = Sequential<T>(seed: 4) {
        Linear(5, 4, weightInitializer: .kaimingNormal())
        Linear(4, 3)
      }
      return model.parameters.map(\.doubles)
    }
    #expect(numbers(Tensor.self) == numbers(ValueTensor.self))
  }

  @Test func layersOutsideOfEverythingDiffer() {
    #expect(weights(Linear<ValueTensor>(2, 2)) != weights(Linear<ValueTensor>(2, 2)))
  }

  @Test func aGeneratorOfOnesOwnFeedsEverything() {
    let made = withRandomNumbers(from: Counter()) {
      let dropout = Dropout<ValueTensor>(0.5)
      let custom: ValueTensor = Initializer.custom { _, generator in
        [generator.uniform(), generator.normal(), Double(generator.integer(below: 10))]
      }([3])
      return [
        ValueTensor.uniform([2]), .normal([2]), .randomIntegers([1], in: 0..<10), custom,
        dropout(.ones([3])), .uniform([1]),
      ]
    }
    // Dropout has no branch of it to draw from.
    #expect(made.map(\.scalars) == [[3, 4], [5, 6], [7], [0, 1, 2], [2, 0, 2], [11]])
  }
}

/// Counts, whatever is asked for.
private struct Counter: RandomStream {
  private var count: UInt64 = 0

  mutating func next() -> UInt64 {
    defer { count += 1 }
    return count
  }

  mutating func uniform(in range: ClosedRange<Double>, count: Int) -> [Float] {
    (0..<count).map { _ in Float(next()) }
  }

  mutating func normal(mean: Double, standardDeviation: Double, count: Int) -> [Float] {
    (0..<count).map { _ in Float(next()) }
  }

  mutating func integers(in range: Range<Int>, count: Int) -> [Int] {
    (0..<count).map { _ in Int(next()) }
  }

  mutating func bernoulli(probability: Double, count: Int) -> [Bool] {
    (0..<count).map { _ in next().isMultiple(of: 2) }
  }

  mutating func permutation(of count: Int) -> [Int] { Array(0..<count) }
}
