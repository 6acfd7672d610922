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
    let multiply = Operation.binary(.multiply)
    #expect(multiply.neededInputs(wanted: [true, true]) == [true, true])
    #expect(multiply.neededInputs(wanted: [true, false]) == [false, true])
    #expect(Operation.binary(.add).neededInputs(wanted: [true, true]) == [false, false])
    #expect(Operation.unary(.tanh).needsResult)
    #expect(Operation.unary(.tanh).neededInputs(wanted: [true]) == [false])
    let linear = Operation.tensor(.linear(activation: .relu))
    #expect(linear.needsResult)
    #expect(linear.neededInputs(wanted: [false, true, true]) == [true, false, false])
  }

  @Test func comparisonsAndSignDoNotDifferentiateAndSaySo() {
    #expect(!Operation.binary(.greater).isDifferentiable)
    #expect(!Operation.unary(.sign).isDifferentiable)
    #expect(BinaryOperation.less.formulas.left == "a comparison is constant: no gradient flows")
    #expect(UnaryOperation.sign.formula.contains("no gradient flows"))
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
    var state = (0.0, 0.0)
    let plain = ParameterUpdate.sgd(
      learningRate: 0.5, momentum: 0, nesterov: false, weightDecay: 0.1)
    #expect(plain(2, gradient: 3, state: &state) == 2 - 0.5 * 3.2)
    #expect(state == (0, 0) && plain.stateCount == 0)
  }

  @Test func theFirstStepOfAdamIsAsLongAsTheLearningRate() {
    for gradient in [1e-3, 5, -200] {
      var state = (0.0, 0.0)
      let rule = ParameterUpdate.adam(
        learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 0, weightDecay: 0, decoupled: false,
        step: 1)
      let moved = rule(1, gradient: gradient, state: &state)
      #expect(abs(abs(moved - 1) - 0.1) < 1e-12)
    }
  }
}
