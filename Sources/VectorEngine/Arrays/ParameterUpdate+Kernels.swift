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
  /// - Parameters:
  ///   - first: the first of the rule's states, if it keeps one.
  ///   - second: the second, if it keeps two.
  func apply(to parameter: Storage, gradient: Storage, first: Storage?, second: Storage?) {
    let kernels = Kernels.current
    let update = kernelUpdate
    let count = parameter.count
    ThreadPool.shared.parallel(count: count, grain: Self.grain(for: count)) { part in
      // What is kept of the gradients of a dead unit shrinks step by step; what is left of it at 10⁻³⁸ moves no
      // parameter, but would take most of the time.
      let state = flush_subnormals()
      defer { restore_subnormals(state) }
      kernels.update(
        parameter[part], by: update, gradient: gradient[part], first: first?[part],
        second: second?[part])
    }
  }

  /// The rule as kernels take it. What depends on the step alone (bias corrections) is worked out here, once and in double
  /// precision.
  private var kernelUpdate: Kernels.Update {
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
    }
  }
}
