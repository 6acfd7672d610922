import Autograd
import CVectorKernels
import Foundation

extension ParameterUpdate {
  /// Equal parts of whole cache lines.
  private static func grain(for count: Int) -> Int {
    if count < Tuning.parallelUpdate { return max(count, 1) }
    let partCount = max(Tuning.fewestUpdateParts, count / Tuning.updatePart)
    return ((count + partCount - 1) / partCount + 15) / 16 * 16
  }

  /// Changes a parameter and what the rule keeps for it, in one pass over the memory.
  ///
  /// - Parameter states: the ``stateCount`` states that the rule keeps.
  func apply(to parameter: Storage, gradient: Storage, states: [Storage]) {
    let kernels = Kernels.current
    let update = kernelUpdate
    let first = states.first
    let second = states.count > 1 ? states[1] : nil
    let count = parameter.count
    ThreadPool.shared.parallel(count: count, grain: Self.grain(for: count)) { part in
      guard let update else {
        applyByNumber(part, of: parameter, gradient: gradient, states: states)
        return
      }
      // What is kept of the gradients of a dead unit shrinks step by step; what is left of it at 10⁻³⁸ moves no
      // parameter, but would take most of the time.
      let state = flush_subnormals()
      defer { restore_subnormals(state) }
      kernels.update(
        parameter[part], by: update, gradient: gradient[part], first: first?[part],
        second: second?[part])
    }
  }

  /// The rule as it is written, for one that has no kernel.
  private func applyByNumber(
    _ part: Range<Int>, of parameter: Storage, gradient: Storage, states: [Storage]
  ) {
    var state = [Double](repeating: 0, count: states.count)
    for index in part {
      for number in state.indices { state[number] = Double(states[number][index]) }
      parameter[index] = Float(
        self(Double(parameter[index]), gradient: Double(gradient[index]), state: &state))
      for number in state.indices { states[number][index] = Float(state[number]) }
    }
  }

  /// The rule as kernels take it. What depends on the step alone (bias corrections) is worked out here, once and in double
  /// precision. Nil for one that has no kernel.
  private var kernelUpdate: Kernels.Update? {
    switch self {
    case .sgd(let learningRate, let momentum, let nesterov, let weightDecay):
      .sgd(
        sgd_arguments(
          learning_rate: Float(learningRate), momentum: Float(momentum),
          weight_decay: Float(weightDecay), nesterov: nesterov))
    case .adagrad(let learningRate, let epsilon, let weightDecay):
      .adagrad(
        adagrad_arguments(
          learning_rate: Float(learningRate), epsilon: Float(epsilon),
          weight_decay: Float(weightDecay)))
    case .rmsProp(let learningRate, let decay, let epsilon, let momentum, let weightDecay):
      .rmsProp(
        rmsprop_arguments(
          learning_rate: Float(learningRate), decay: Float(decay),
          one_minus_decay: Float(1 - decay), epsilon: Float(epsilon), momentum: Float(momentum),
          weight_decay: Float(weightDecay)))
    case .adadelta(let learningRate, let decay, let epsilon, let weightDecay):
      .adadelta(
        adadelta_arguments(
          learning_rate: Float(learningRate), decay: Float(decay),
          one_minus_decay: Float(1 - decay), epsilon: Float(epsilon),
          weight_decay: Float(weightDecay)))
    case .adam(
      let learningRate, let beta1, let beta2, let epsilon, let weightDecay, let decoupled, let step):
      .adam(
        adam_arguments(
          step_size: Float(learningRate / (1 - pow(beta1, Double(step)))),
          inverse_square_root_bias: Float(1 / (1 - pow(beta2, Double(step))).squareRoot()),
          beta1: Float(beta1), one_minus_beta1: Float(1 - beta1), beta2: Float(beta2),
          one_minus_beta2: Float(1 - beta2), epsilon: Float(epsilon),
          weight_decay: decoupled ? 0 : Float(weightDecay),
          shrink: decoupled ? Float(1 - learningRate * weightDecay) : 1))
    case .amsgrad, .custom: nil
    }
  }
}
