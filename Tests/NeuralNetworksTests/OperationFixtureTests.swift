import Autograd
import Testing

/// What PyTorch gives at kinks, ties, poles and extremes: values and gradients.
@Suite struct OperationFixtureTests {
  struct Case: Decodable {
    let operation: String
    let inputs: [[FixtureNumber]]
    let value: [FixtureNumber]
    let gradients: [[FixtureNumber]]
  }

  /// Through these, PyTorch lets a NaN pass with a gradient of 0, the slope or 1. Here the gradient
  /// is NaN as well, so that what a spoiled number spoils can be seen.
  static let spoiledByNaN = ["abs", "sign", "relu", "leakyReLU", "elu"]

  @Test(arguments: Engine.allCases)
  func operationsGiveWhatPyTorchGives(on engine: Engine) throws {
    func check<T: DifferentiableTensor>(_: T.Type) throws {
      let cases: [Case] = try Fixture.load("operations")
      #expect(cases.count > 400)
      for test in cases where !isSpoiledByNaN(test) {
        let inputs = test.inputs.map { T.of($0.values, [$0.count]) }
        let result: T = try #require(apply(test.operation, to: inputs), "\(test.operation)")
        let weights = (0..<result.shape.elementCount).map { Double($0 + 1) }
        // Nothing flows through `sign`: the gradient stays 0.
        if result.requiresGradient {
          (result * T.of(weights, result.shape)).sum().backward()
        }
        let place = "\(test.operation) of \(test.inputs.map(\.values))"
        #expect(
          agree(result.doubles, test.value.values, within: T.tolerance),
          "\(place): \(result.doubles), not \(test.value.values)")
        for (input, expected) in zip(inputs, test.gradients) {
          #expect(
            agree(input.gradientDoubles, expected.values, within: T.tolerance),
            "gradient of \(place): \(input.gradientDoubles), not \(expected.values)")
        }
      }
    }
    try check(engine.tensorType)
  }

  @Test(arguments: Engine.allCases)
  func aNaNStaysNaNWithAGradientOfNaN(on engine: Engine) throws {
    func check<T: DifferentiableTensor>(_: T.Type) throws {
      for test in try Fixture.load("operations") as [Case] where isSpoiledByNaN(test) {
        let x = T.of([.nan], [1])
        let result: T = try #require(apply(test.operation, to: [x]))
        #expect(result.item.isNaN, "\(test.operation)")
        if result.requiresGradient {
          result.sum().backward()
          #expect(x.grad.item.isNaN, "gradient of \(test.operation)")
        }
      }
    }
    try check(engine.tensorType)
  }

  private func isSpoiledByNaN(_ test: Case) -> Bool {
    test.inputs[0].values.contains(where: \.isNaN)
      && Self.spoiledByNaN.contains { test.operation.hasPrefix($0) }
  }

  private func applyRoundingOrInverse<T: DifferentiableTensor>(_ name: String, to x: T) -> T? {
    switch name {
    case "floor": x.floor()
    case "ceil": x.ceil()
    case "round": x.round()
    case "log1p": x.log1p()
    case "expm1": x.expm1()
    case "log2": x.log2()
    case "log10": x.log10()
    case "square": x.square()
    case "rsqrt": x.rsqrt()
    case "tan": x.tan()
    case "asin": x.asin()
    case "acos": x.acos()
    case "atan": x.atan()
    case "sinh": x.sinh()
    case "cosh": x.cosh()
    case "silu": x.silu()
    case "mish": x.mish()
    default: nil
    }
  }

  private func apply<T: DifferentiableTensor>(_ name: String, to inputs: [T]) -> T? {
    let x = inputs[0]
    if let result = applyRoundingOrInverse(name, to: x) { return result }
    switch name {
    case "abs": return x.abs()
    case "exp": return x.exp()
    case "log": return x.log()
    case "sqrt": return x.sqrt()
    case "reciprocal": return x.reciprocal()
    case "sin": return x.sin()
    case "cos": return x.cos()
    case "tanh": return x.tanh()
    case "erf": return x.erf()
    case "sign": return x.sign()
    case "sigmoid": return x.sigmoid()
    case "relu": return x.relu()
    case "gelu": return x.gelu()
    case "softplus": return x.softplus()
    case "logSumExp": return x.logSumExp()
    case "max": return x.max()
    case "min": return x.min()
    case "softmax": return x.softmax(axis: 0)
    case "logSoftmax": return x.logSoftmax(axis: 0)
    case "pow": return x.pow(inputs[1])
    case "maximum": return x.maximum(inputs[1])
    case "minimum": return x.minimum(inputs[1])
    case "divide": return x / inputs[1]
    default: return applyWithConstant(name, to: x)
    }
  }

  /// Operations written with a number in brackets, such as `pow(2)`.
  private func applyWithConstant<T: DifferentiableTensor>(_ name: String, to x: T) -> T? {
    let parts = name.split { "()".contains($0) }
    guard parts.count == 2, let constant = Double(parts[1]) else { return nil }
    switch parts[0] {
    case "pow": return x.pow(constant)
    case "leakyReLU": return x.leakyReLU(slope: constant)
    case "elu": return x.elu(alpha: constant)
    case "atLeast": return x.clamped(to: constant...)
    case "atMost": return x.clamped(to: ...constant)
    case "clamped": return x.clamped(to: -constant...constant)
    default: return nil
    }
  }
}
