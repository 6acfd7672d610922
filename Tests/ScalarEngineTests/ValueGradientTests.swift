import Autograd
import ScalarEngine
import Testing

@Suite struct ValueGradientTests {
  static let unaries: [UnaryOperation] = [
    .negate, .abs, .exp, .log, .sqrt, .reciprocal, .sin, .cos, .tanh, .sigmoid, .relu, .gelu,
    .softplus, .erf, .leakyReLU(slope: 0.2), .elu(alpha: 1.5), .power(exponent: 3),
    .power(exponent: -0.5), .power(exponent: 0), .expm1, .atan, .sinh, .cosh, .silu, .mish,
  ]

  @Test(arguments: unaries) func gradientsOfFunctionsOfOneNumber(operation: UnaryOperation) {
    let needsPositive: Set<UnaryOperation> = [.log, .sqrt, .power(exponent: -0.5)]
    for point in [0.3, 1.7] + (needsPositive.contains(operation) ? [] : [-0.4, -1.3]) {
      let check = GradientCheck(at: [point]) { (x: [Value]) in
        (Value.apply(operation, to: x[0]) * 0.7).sin()
      }
      #expect(check.passes, "\(operation) at \(point): \(check)")
    }
  }

  @Test(arguments: BinaryOperation.allCases.filter(\.isDifferentiable))
  func gradientsOfFunctionsOfTwoNumbers(operation: BinaryOperation) {
    for point in [[0.3, 1.7], [1.2, -0.6], [2.5, 0.4]] {
      let check = GradientCheck(at: point) { (x: [Value]) in
        (Value.apply(operation, to: x[0], x[1]) * 0.7).sin()
      }
      #expect(check.passes, "\(operation) at \(point): \(check)")
    }
  }

  @Test(arguments: unaries) func secondDerivativesOfFunctionsOfOneNumber(operation: UnaryOperation)
  {
    let check = GradientCheck(at: [0.6], order: .second) { (x: [Value]) in
      Value.apply(operation, to: x[0]).pow(2)
    }
    #expect(check.passes, "\(operation): \(check)")
  }

  @Test(arguments: BinaryOperation.allCases.filter(\.isDifferentiable))
  func secondDerivativesOfFunctionsOfTwoNumbers(operation: BinaryOperation) {
    let check = GradientCheck(at: [1.2, 0.6], order: .second) { (x: [Value]) in
      (Value.apply(operation, to: x[0], x[1]) * 0.7).sin()
    }
    #expect(check.passes && check.count == 4, "\(operation): \(check)")
  }

  @Test(arguments: [-1000.0, -50, 0, 50, 1000])
  func functionsThatSaturateStayFinite(point: Double) {
    for operation in [
      UnaryOperation.sigmoid, .softplus, .tanh, .gelu, .elu(alpha: 1), .erf, .silu, .mish, .atan,
    ] {
      let x = Value(point)
      let y = Value.apply(operation, to: x)
      y.backward()
      #expect(y.data.isFinite && x.grad.isFinite, "\(operation) at \(point)")
    }
  }

  @Test func notANumberStaysNotANumber() {
    for operation in Self.unaries where operation != .power(exponent: 0) && operation != .negate {
      let x = Value(.nan)
      let y = Value.apply(operation, to: x)
      y.backward()
      #expect(y.data.isNaN && x.grad.isNaN, "\(operation)")
    }
  }

  /// What PyTorch gives at the corners of the power function: base, exponent, result, both gradients.
  @Test(arguments: [
    [0, 0, 1, 0, 0], [2, 0, 1, 0, 0.6931471805599453], [0, 2, 0, 0, 0], [-2, 3, -8, 12, .nan],
    [-2, 2, 4, -4, .nan],
  ])
  func powerHasDefinedGradientsAtItsCorners(row: [Double]) {
    let base = Value(row[0]), exponent = Value(row[1])
    let y = base.pow(exponent)
    y.backward()
    #expect(y.data == row[2])
    #expect(base.grad == row[3])
    #expect(exponent.grad == row[4] || (exponent.grad.isNaN && row[4].isNaN))
    let constant = Value(row[0])
    constant.pow(row[1]).backward()
    #expect(constant.grad == row[3])
  }

  @Test func equalArgumentsOfMaximumShareTheGradient() {
    let a = Value(2), b = Value(2)
    (a.maximum(b) * 3 + a.minimum(b)).backward()
    #expect(a.grad == 2 && b.grad == 2)
  }
}
