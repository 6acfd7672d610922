import Autograd
import Testing

/// The Jacobians and Hessians that PyTorch gives.
@Suite struct DerivativeFixtureTests {
  struct Case: Decodable {
    let function: String
    let inputs: [FixtureNumber]
    let jacobianShape: [Int]
    let jacobian: [FixtureNumber]
    let hessian: [FixtureNumber]
  }

  @Test(arguments: Engine.allCases)
  func jacobiansAndHessiansAreWhatPyTorchGives(on engine: Engine) throws {
    func check<T: DifferentiableTensor>(_: T.Type) throws {
      for test in try Fixture.load("derivatives") as [Case] {
        let x = T.of(test.inputs.values, [3])
        let slopes = jacobian(of: { apply(test.function, to: $0) }, at: x)
        #expect(slopes.shape == Shape(test.jacobianShape), "\(test.function)")
        #expect(
          agree(slopes.doubles, test.jacobian.values, within: T.tolerance), "\(test.function)")
        let curvature = hessian(of: { apply(test.function, to: $0).pow(3).sum() }, at: x)
        #expect(curvature.shape == [3, 3], "\(test.function)")
        #expect(
          agree(curvature.doubles, test.hessian.values, within: T.tolerance),
          "\(test.function): \(curvature.doubles), not \(test.hessian.values)")
      }
    }
    try check(engine.tensorType)
  }

  private func apply<T: DifferentiableTensor>(_ function: String, to x: T) -> T {
    let matrix = T.of([1, -2, 0.5, 0.25, 3, -1], [2, 3])
    switch function {
    case "linear": return matrix.matmul(x)
    case "tanh": return matrix.matmul(x).tanh()
    case "softmax": return x.softmax(axis: 0)
    case "outer": return x.reshaped([3, 1]) * x.sin()
    default: fatalError("no function \(function)")
    }
  }
}
