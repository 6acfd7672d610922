import Autograd
import CVectorKernels
import Foundation

extension ParameterUpdate {
  /// Numbers worth updating on other threads.
  private static let parallelCount = 1 << 15

  /// Equal parts of whole cache lines, at least eight, so that cores come by the rows whose gradients they have computed.
  private static func grain(for count: Int) -> Int {
    if count < parallelCount { return max(count, 1) }
    let partCount = max(8, count >> 14)
    return ((count + partCount - 1) / partCount + 15) / 16 * 16
  }

  /// Changes a parameter and what the rule keeps for it, in one pass over the memory.
  ///
  /// What depends on the step alone (bias corrections) is worked out here, once and in double precision.
  ///
  /// - Parameters:
  ///   - first: the first of the rule's states, if it keeps one.
  ///   - second: the second, if it keeps two.
  func apply(to parameter: Storage, gradient: Storage, first: Storage?, second: Storage?) {
    let kernels = Kernels.current
    switch self {
    case .sgd(let learningRate, let momentum, let nesterov, let weightDecay):
      let arguments = sgd_arguments(
        learning_rate: Float(learningRate), momentum: Float(momentum),
        weight_decay: Float(weightDecay), nesterov: nesterov)
      Self.forEachPart(of: parameter) { start, count in
        unsafe kernels.table.pointee.sgd(
          count, parameter.pointer + start, gradient.pointer + start,
          first.map { unsafe $0.pointer + start }, arguments)
      }

    case .adagrad(let learningRate, let epsilon, let weightDecay):
      guard let first else { return }
      let arguments = adagrad_arguments(
        learning_rate: Float(learningRate), epsilon: Float(epsilon),
        weight_decay: Float(weightDecay))
      Self.forEachPart(of: parameter) { start, count in
        unsafe kernels.table.pointee.adagrad(
          count, parameter.pointer + start, gradient.pointer + start, first.pointer + start,
          arguments)
      }

    case .rmsProp(let learningRate, let decay, let epsilon, let momentum, let weightDecay):
      guard let first else { return }
      let arguments = rmsprop_arguments(
        learning_rate: Float(learningRate), decay: Float(decay), one_minus_decay: Float(1 - decay),
        epsilon: Float(epsilon), momentum: Float(momentum), weight_decay: Float(weightDecay))
      Self.forEachPart(of: parameter) { start, count in
        unsafe kernels.table.pointee.rmsprop(
          count, parameter.pointer + start, gradient.pointer + start, first.pointer + start,
          second.map { unsafe $0.pointer + start }, arguments)
      }

    case .adadelta(let learningRate, let decay, let epsilon, let weightDecay):
      guard let first, let second else { return }
      let arguments = adadelta_arguments(
        learning_rate: Float(learningRate), decay: Float(decay), one_minus_decay: Float(1 - decay),
        epsilon: Float(epsilon), weight_decay: Float(weightDecay))
      Self.forEachPart(of: parameter) { start, count in
        unsafe kernels.table.pointee.adadelta(
          count, parameter.pointer + start, gradient.pointer + start, first.pointer + start,
          second.pointer + start, arguments)
      }

    case .adam(
      let learningRate, let beta1, let beta2, let epsilon, let weightDecay, let decoupled, let step):
      guard let first, let second else { return }
      let arguments = adam_arguments(
        step_size: Float(learningRate / (1 - pow(beta1, Double(step)))),
        inverse_square_root_bias: Float(1 / (1 - pow(beta2, Double(step))).squareRoot()),
        beta1: Float(beta1), one_minus_beta1: Float(1 - beta1), beta2: Float(beta2),
        one_minus_beta2: Float(1 - beta2), epsilon: Float(epsilon),
        weight_decay: decoupled ? 0 : Float(weightDecay),
        shrink: decoupled ? Float(1 - learningRate * weightDecay) : 1)
      Self.forEachPart(of: parameter) { start, count in
        unsafe kernels.table.pointee.adam(
          count, parameter.pointer + start, gradient.pointer + start, first.pointer + start,
          second.pointer + start, arguments)
      }
    }
  }

  private static func forEachPart(
    of parameter: Storage, _ update: (_ start: Int, _ count: Int) -> Void
  ) {
    ThreadPool.shared.parallel(count: parameter.count, grain: grain(for: parameter.count)) {
      // What is kept of the gradients of a dead unit shrinks step by step; what is left of it at 10⁻³⁸ moves no
      // parameter, but would take most of the time.
      let state = flush_subnormals()
      defer { restore_subnormals(state) }
      update($0.lowerBound, $0.count)
    }
  }
}
