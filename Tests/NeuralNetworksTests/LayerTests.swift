import Autograd
import NeuralNetworks
import ScalarEngine
import Testing

@Suite struct LayerTests {
  @Test(arguments: Engine.allCases)
  func aLinearLayerTakesAnyLeadingAxes(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let layer = Linear<T>(2, 3)
      layer.weight.data = T.of([1, 2, 3, 4, 5, 6], [3, 2])
      layer.bias?.data = T.of([10, 20, 30], [3])
      #expect(layer(T.of([1, 1], [2])).doubles == [13, 27, 41])
      #expect(layer(T.ones([4, 2])).shape == [4, 3])
      #expect(layer(T.ones([2, 5, 2])).shape == [2, 5, 3])
      #expect(layer(T.ones([0, 2])).shape == [0, 3])
    }
    check(engine.tensorType)
  }

  @Test func aLinearLayerWithoutFeaturesIsRefused() async {
    await #expect(processExitsWith: .failure) { _ = Linear<ValueTensor>(0, 3) }
    await #expect(processExitsWith: .failure) { _ = Linear<ValueTensor>(3, 0) }
  }

  @Test(arguments: Engine.allCases)
  func activationsAreTheirFunctions(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let x = T.of([-2, -0.5, 0, 0.5, 2], [5])
      let pairs: [(any Module<T>, T)] = [
        (ReLU(), x.relu()), (LeakyReLU(slope: 0.2), x.leakyReLU(slope: 0.2)),
        (ELU(alpha: 0.5), x.elu(alpha: 0.5)), (GELU(), x.gelu()), (Sigmoid(), x.sigmoid()),
        (Tanh(), x.tanh()), (Softplus(), x.softplus()), (SiLU(), x.silu()), (Mish(), x.mish()),
        (Activation(.sin), x.sin()),
        (Softmax(), x.softmax(axis: 0)), (LogSoftmax(axis: 0), x.logSoftmax(axis: 0)),
      ]
      for (layer, expected) in pairs {
        #expect(layer(x).doubles == expected.doubles, "\(layer)")
      }
    }
    check(engine.tensorType)
  }

  @Test(arguments: Engine.allCases)
  func aPReLULearnsItsSlopes(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let layer = PReLU<T>(count: 2)
      let input = T.of([-1, 2, -3, -4, 5, -6, 7, -8], [2, 2, 2])
      let output = layer(input)
      #expect(output.doubles == [-0.25, 2, -0.75, -1, 5, -1.5, 7, -2])
      output.sum().backward()
      #expect(layer.weight.gradientDoubles == [-1 - 6, -3 - 4 - 8])
      #expect(input.gradientDoubles == [0.25, 1, 0.25, 0.25, 1, 0.25, 1, 0.25])
    }
    check(engine.tensorType)
  }

  @Test func aPReLURefusesOtherCounts() async {
    await #expect(processExitsWith: .failure) { _ = PReLU<ValueTensor>(count: 0) }
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = PReLU<ValueTensor>(count: 3)(ValueTensor.ones([3, 2]))
    }
    expectMessage(of: result, contains: "PReLU(count: 3)", "[3, 2]")
  }

  @Test(arguments: Engine.allCases)
  func flattenKeepsTheFirstAxes(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      #expect(Flatten<T>()(T.ones([2, 3, 4])).shape == [2, 12])
      #expect(Flatten<T>()(T.ones([2, 3])).shape == [2, 3])
      #expect(Flatten<T>(from: 0)(T.ones([2, 3])).shape == [6])
      #expect(Flatten<T>(from: 2)(T.ones([2, 3, 4, 5])).shape == [2, 3, 20])
    }
    check(engine.tensorType)
  }

  @Test func flattenRefusesAnAxisThatIsNotThere() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Flatten<ValueTensor>()(ValueTensor([1.0]))
    }
    expectMessage(of: result, contains: "Flatten(): there is no axis 1", "[1]")
  }
}
