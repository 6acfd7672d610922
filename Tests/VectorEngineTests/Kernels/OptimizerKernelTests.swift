import Autograd
import CVectorKernels
import Testing

@testable import VectorEngine

@Suite struct OptimizerKernelTests {
  static let rules: [ParameterUpdate] = [
    .sgd(learningRate: 0.1, momentum: 0, nesterov: false, weightDecay: 0.01),
    .sgd(learningRate: 0.1, momentum: 0.9, nesterov: false, weightDecay: 0),
    .sgd(learningRate: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.01),
    .adagrad(learningRate: 0.1, epsilon: 1e-10, weightDecay: 0.01),
    .rmsProp(learningRate: 0.01, decay: 0.99, epsilon: 1e-8, momentum: 0, weightDecay: 0.01),
    .rmsProp(learningRate: 0.01, decay: 0.99, epsilon: 1e-8, momentum: 0.9, weightDecay: 0),
    .adadelta(learningRate: 1, decay: 0.9, epsilon: 1e-6, weightDecay: 0.01),
    .adam(
      learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01,
      decoupled: false, step: 3),
    .adam(
      learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.1,
      decoupled: true, step: 1),
    .amsgrad(
      learningRate: 0.01, beta1: 0.9, beta2: 0.9, epsilon: 1e-8, weightDecay: 0.01,
      decoupled: false, step: 2),
    .custom(stateCount: 4) { parameter, gradient, state in
      for index in state.indices { state[index] += Double(index) * gradient }
      return parameter - 0.01 * (state[3] - state[1])
    },
  ]

  @Test(arguments: Kernels.supported, rules)
  func threeStepsFollowTheReference(_ kernels: Kernels, _ rule: ParameterUpdate) {
    var generator = SplitMix(seed: 8)
    for count in kernels.countsAroundBlocks {
      let start = generator.floats(count)
      let parameter = Storage(start)
      let states = (0..<rule.stateCount).map { _ in Storage(repeating: 0, count: count) }
      var expected = start.map { Double($0) }
      var state = [[Double]](
        repeating: [Double](repeating: 0, count: rule.stateCount), count: count)
      for _ in 0..<3 {
        let gradient = generator.floats(count)
        Kernels.withKernels(kernels) {
          rule.apply(to: parameter, gradient: Storage(gradient), states: states)
        }
        for i in 0..<count {
          expected[i] = rule(expected[i], gradient: Double(gradient[i]), state: &state[i])
        }
      }
      for i in 0..<count {
        let numbers = [(parameter, expected[i])] + zip(states, state[i])
        for (found, exact) in numbers {
          #expect(abs(Double(found[i]) - exact) <= 2e-6 * max(1, abs(exact)), "\(rule)")
        }
      }
    }
  }

  /// Moments that stay as they are make Adam's update m / (√v + ε) and nothing else.
  @Test(arguments: Kernels.supported)
  func adamDividesByTheRootWithinFourUlps(_ kernels: Kernels) {
    let v = stride(from: UInt32(0), through: Float.infinity.bitPattern, by: 1 << 20).map {
      Float(bitPattern: $0)
    }
    for m in [Float(0), 1, -3e-3, 1.7e-12, 1e-30, -1e10] {
      for epsilon in [Float(1e-12), 1e-8, 1e-3] {
        let same = adam_arguments(
          step_size: 1, inverse_square_root_bias: 1, beta1: 1, one_minus_beta1: 0, beta2: 1,
          one_minus_beta2: 0, epsilon: epsilon, weight_decay: 0, shrink: 1)
        let gradient = [Float](repeating: 0, count: v.count)
        let first = Storage(repeating: m, count: v.count)
        let second = Storage(v)
        let updated = unsafe output(v.count, from: gradient) {
          unsafe kernels.table.pointee.adam(
            v.count, $0, gradient, first.pointer, second.pointer, same)
        }
        let worst = zip(v, updated).map { v, found in
          ulps(found, from: 0 - Double(m) / (Double(v).squareRoot() + Double(epsilon)))
        }.max()
        #expect((worst ?? .infinity) <= 4, "m = \(m), ε = \(epsilon)")
      }
    }
  }
}
