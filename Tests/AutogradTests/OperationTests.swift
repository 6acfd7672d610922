import Autograd
import Testing

@Suite struct OperationTests {
  @Test func aRuleOnNumbersGivesNumbers() {
    let y = UnaryOperation.tanh(0.5)
    #expect(UnaryOperation.tanh.derivative(at: 0.5, result: y) == 1 - y * y)
    #expect(BinaryOperation.multiply.derivativeByLeft(at: 3.0, 4.0, result: 12.0) == 4)
    #expect(BinaryOperation.divide.derivativeByRight(at: 3.0, 4.0, result: 0.75) == -3.0 / 16)
  }

  @Test(
    arguments: [
      (UnaryOperation.relu, 0.0, 0.0, 0.0), (.abs, 0, 0, 0), (.leakyReLU(slope: 0.1), 0, 0, 0.1),
      (.elu(alpha: 2), 0, 0, 2), (.sqrt, 0, 0, .infinity), (.power(exponent: 0), 0, 1, 0),
      (.sigmoid, -1000, 0, 0), (.sigmoid, 1000, 1, 0), (.softplus, 1000, 1000, 1),
      (.softplus, -1000, 0, 0), (.gelu, -1000, 0, 0), (.gelu, 1000, 1000, 1),
      (.softplus, .infinity, .infinity, 1), (.elu(alpha: 1), -1000, -1, 0),
      (.silu, -1000, 0, 0), (.silu, 1000, 1000, 1), (.mish, -1000, 0, 0), (.mish, 1000, 1000, 1),
      (.log1p, -1, -.infinity, .infinity), (.log1p, 1e-300, 1e-300, 1), (.expm1, -1000, -1, 0),
      (.expm1, 1e-300, 1e-300, 1), (.log2, 8, 3, 1 / (8 * .log(2))),
      (.log10, 1000, 3, 1 / (1000 * .log(10))), (.asin, 1, .pi / 2, .infinity),
      (.acos, -1, .pi, -.infinity), (.atan, .infinity, .pi / 2, 0),
      (.atLeast(2), 2, 2, 1), (.atLeast(2), 1, 2, 0), (.atMost(2), 2, 2, 1), (.atMost(2), 3, 2, 0),
      (.round, 2.5, 2, 0), (.round, -1.5, -2, 0), (.floor, -0.5, -1, 0), (.ceil, -1.5, -1, 0),
    ] as [(UnaryOperation, Double, Double, Double)])
  func functionsHaveTheirLimits(
    operation: UnaryOperation, point: Double, value: Double, slope: Double
  ) {
    #expect(operation(point) == value)
    #expect(operation.derivative(at: point, result: operation(point)) == slope)
  }

  @Test func notANumberPassesThroughEitherArgument() {
    for operation in BinaryOperation.allCases.prefix(while: { $0 != .greater }) {
      #expect(operation(.nan, 2).isNaN && operation(2, .nan).isNaN, "\(operation)")
    }
    #expect(BinaryOperation.greater(.nan, 1) == 0 && BinaryOperation.notEqual(.nan, .nan) == 1)
  }

  @Test func aRuleSaysWhatItReads() {
    let multiply = NodeOperation.binary(.multiply)
    #expect(multiply.neededInputs(wanted: [true, true]) == [true, true])
    #expect(multiply.neededInputs(wanted: [true, false]) == [false, true])
    #expect(NodeOperation.binary(.add).neededInputs(wanted: [true, true]) == [false, false])
    #expect(NodeOperation.unary(.tanh).needsResult)
    #expect(NodeOperation.unary(.tanh).neededInputs(wanted: [true]) == [false])
    let linear = NodeOperation.tensor(.linear)
    #expect(!linear.needsResult)
    #expect(linear.neededInputs(wanted: [false, true, true]) == [true, false, false])
  }

  @Test func comparisonsAndSignDoNotDifferentiateAndSaySo() {
    #expect(!NodeOperation.binary(.greater).isDifferentiable)
    for operation in [UnaryOperation.sign, .floor, .ceil, .round] {
      #expect(!NodeOperation.unary(operation).isDifferentiable)
    }
    let less = NodeOperation.binary(.less).formula(forInput: 0, of: ["x", "y"])
    #expect(less.description == "∂(x<y)/∂x = 0, no gradient flows")
    #expect(
      NodeOperation.unary(.sign).formula(forInput: 0, of: ["x"]).right.contains("no gradient"))
  }
}

@Suite struct FormulaTests {
  @Test(
    arguments: [
      (.binary(.multiply), 0, ["a", "b"], "y", "∂(a·b)/∂a = b"),
      (.binary(.multiply), 0, ["x", "w"], nil, "∂(x·w)/∂x = w"),
      (.binary(.divide), 1, ["10", "f"], nil, "∂(10/f)/∂f = −10/f²"),
      (.binary(.subtract), 0, ["b", "a"], "d", "∂(b−a)/∂b = 1"),
      (.binary(.power), 1, ["x", "n"], nil, "∂(x^n)/∂n = (x^n)·log(x)"),
      (.unary(.tanh), 0, ["e"], nil, "∂tanh(e)/∂e = 1 − tanh(e)²"),
      (.unary(.atLeast(0.5)), 0, ["x"], nil, "∂max(x,0.5)/∂x = 1 if x ≥ 0.5 else 0"),
      (.unary(.atMost(-2)), 0, ["x"], nil, "∂min(x,-2)/∂x = 1 if x ≤ -2 else 0"),
      (.unary(.expm1), 0, ["x"], "y", "∂expm1(x)/∂x = y + 1"),
      (.unary(.floor), 0, ["x"], nil, "∂⌊x⌋/∂x = 0, no gradient flows"),
      (.unary(.tanh), 0, ["e"], "out", "∂tanh(e)/∂e = 1 − out²"),
      (.unary(.power(exponent: 3)), 0, ["(-2)"], nil, "∂(-2)^3/∂(-2) = 3·(-2)^2"),
      (.select, 1, ["mask", "p", "q"], nil, "∂select(mask,p,q)/∂p = 1 if mask else 0"),
      (.tensor(.matmul), 1, ["A", "B"], "C", "grad(B) = Aᵀ·grad(C)"),
      (.tensor(.linear), 1, ["x", "0.weight", "0.bias"], nil, "grad(0.weight) = grad(linear)ᵀ·x"),
    ] as [(NodeOperation, Int, [String], String?, String)])
  func aFormulaSpeaksOfTheNamesThatItIsGiven(
    operation: NodeOperation, index: Int, names: [String], result: String?, text: String
  ) {
    #expect(
      operation.formula(forInput: index, of: names, result: result).description == text)
  }
}

@Suite struct RecordingTests {
  private struct Failure: Error {}

  @Test func recordingIsOffInsideOfWithoutGradientAlone() throws {
    #expect(Recording.isEnabled)
    #expect(withoutGradient { Recording.isEnabled } == false)
    #expect(throws: Failure.self) { try withoutGradient { throw Failure() } }
    #expect(Recording.isEnabled)
  }

  @Test func otherTasksKeepRecording() async {
    async let other = Task.detached { Recording.isEnabled }.value
    let inside = await withoutGradient { Task { Recording.isEnabled } }.value
    let outside = await other
    #expect(outside && !inside)
  }
}

@Suite struct ParameterUpdateTests {
  @Test func gradientDescentStepsAgainstTheGradient() {
    var state: [Double] = []
    let plain = ParameterUpdate.sgd(
      learningRate: 0.5, momentum: 0, nesterov: false, weightDecay: 0.1)
    #expect(plain(2, gradient: 3, state: &state) == 2 - 0.5 * 3.2)
    #expect(state.isEmpty && plain.stateCount == 0)
  }

  @Test func theFirstStepOfAdamIsAsLongAsTheLearningRate() {
    for gradient in [1e-3, 5, -200] {
      var state = [0.0, 0.0]
      let rule = ParameterUpdate.adam(
        learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 0, weightDecay: 0, decoupled: false,
        step: 1)
      let moved = rule(1, gradient: gradient, state: &state)
      #expect(abs(abs(moved - 1) - 0.1) < 1e-12)
    }
  }
}
