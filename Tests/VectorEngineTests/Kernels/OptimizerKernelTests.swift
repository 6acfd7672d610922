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
  ]

  @Test(arguments: Kernels.supported, rules)
  func threeStepsFollowTheReference(_ kernels: Kernels, _ rule: ParameterUpdate) {
    var generator = SplitMix(seed: 8)
    for count in kernels.countsAroundBlocks {
      let start = generator.floats(count)
      let parameter = Storage(start)
      let states = (0..<rule.stateCount).map { _ in Storage(repeating: 0, count: count) }
      var expected = start.map { Double($0) }
      var state = [(Double, Double)](repeating: (0, 0), count: count)
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
        let numbers = [(parameter, expected[i])] + zip(states, [state[i].0, state[i].1])
        for (found, exact) in numbers {
          #expect(abs(Double(found[i]) - exact) <= 2e-6 * max(1, abs(exact)), "\(rule)")
        }
      }
    }
  }
}
