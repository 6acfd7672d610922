import Autograd
import NeuralNetworks
import ScalarEngine
import Testing

@Suite struct GradientClippingTests {
  @Test(arguments: Engine.allCases)
  func gradientsAreScaledTogether(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let (a, b, unused) = (T.of([1, 1], [2]), T.of([1], [1]), T.of([1], [1]))
      (3 * a.sum() + 4 * b.sum()).backward()
      let norm = clipGradients(of: [a, b, unused], toNorm: 1)
      #expect(agree([norm], [Double(34).squareRoot()], within: T.tolerance))
      let scale = 1 / (Double(34).squareRoot() + 1e-6)
      #expect(agree(a.gradientDoubles, [3 * scale, 3 * scale], within: T.tolerance))
      #expect(agree(b.gradientDoubles, [4 * scale], within: T.tolerance))
      #expect(!unused.hasGradient)
    }
    check(engine.tensorType)
  }

  @Test(arguments: Engine.allCases)
  func aSmallNormStays(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let a = T.of([1, 1], [2])
      a.sum().backward()
      #expect(
        agree([clipGradients(of: [a], toNorm: 10)], [Double(2).squareRoot()], within: T.tolerance))
      #expect(a.gradientDoubles == [1, 1])
    }
    check(engine.tensorType)
  }

  @Test(arguments: Engine.allCases)
  func valuesAreBounded(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let (a, unused) = (T.of([1, 2, 3], [3]), T.of([1], [1]))
      (a * T.of([-4, 0.25, 4], [3])).sum().backward()
      clipGradients(of: [a, unused], toValue: 0.5)
      #expect(a.gradientDoubles == [-0.5, 0.25, 0.5])
      #expect(!unused.hasGradient)
    }
    check(engine.tensorType)
  }

  @Test func negativeBoundsAreRefused() async {
    await #expect(processExitsWith: .failure) {
      clipGradients(of: [ValueTensor([1.0])], toNorm: -1)
    }
    await #expect(processExitsWith: .failure) {
      clipGradients(of: [ValueTensor([1.0])], toValue: -1)
    }
  }
}
