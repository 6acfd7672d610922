import Autograd
import NeuralNetworks
import ScalarEngine
import Testing

@Suite struct DropoutTests {
  @Test(arguments: Engine.allCases)
  func whatIsKeptIsScaled(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let input = T(repeating: 3, shape: [50, 20], requiresGradient: true)
      let output = Dropout<T>(0.25, seed: 1)(input)
      let values = Set(output.doubles).sorted()
      #expect(agree(values, [0, 4], within: T.tolerance))
      let kept = output.doubles.count { $0 != 0 }
      // 750 expected, with a standard deviation of 14.
      #expect((690...810).contains(kept))
      output.sum().backward()
      #expect(agree(input.gradientDoubles.map { $0 * 3 }, output.doubles, within: T.tolerance))
    }
    check(engine.tensorType)
  }

  @Test(arguments: Engine.allCases)
  func theExtremesKeepAllAndNothing(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let input = T.of([1, 2, 3], [3])
      #expect(Dropout<T>(0)(input) === input)
      let output = Dropout<T>(1)(input)
      #expect(output.doubles == [0, 0, 0])
      output.sum().backward()
      #expect(input.gradientDoubles == [0, 0, 0])
    }
    check(engine.tensorType)
  }

  @Test func nothingIsDroppedInEvaluation() {
    let layer = Dropout<ValueTensor>(0.9)
    let input = ValueTensor.ones([10])
    layer.isTraining = false
    #expect(layer(input) === input)
  }

  @Test func theSeedDecidesWhatIsDropped() {
    let input = ValueTensor.ones([100])
    func outputs(_ seed: UInt64) -> [[Double]] {
      let layer = Dropout<ValueTensor>(0.5, seed: seed)
      return [layer(input).scalars, layer(input).scalars]
    }
    #expect(outputs(1) == outputs(1) && outputs(1) != outputs(2))
    #expect(outputs(1)[0] != outputs(1)[1])
    func drawn(_ seed: UInt64) -> [Double] {
      withRandomSeed(seed) { Dropout<ValueTensor>(0.5) }(input).scalars
    }
    #expect(drawn(1) == drawn(1) && drawn(1) != drawn(2))
  }

  @Test func badProbabilitiesAreRefused() async {
    let above = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Dropout<ValueTensor>(1.1)
    }
    expectMessage(of: above, contains: "Dropout: p must be from 0 to 1, not 1.1")
    await #expect(processExitsWith: .failure) { _ = Dropout<ValueTensor>(-0.1) }
    await #expect(processExitsWith: .failure) { _ = Dropout<ValueTensor>(.nan) }
  }
}
