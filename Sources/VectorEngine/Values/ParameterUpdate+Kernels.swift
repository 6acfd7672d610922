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
  /// What depends on the step alone (bias corrections) is worked out in double precision here.
  func apply(to parameter: Storage, gradient: Storage, states: [Storage]) {
    let kernels = Kernels.current
    ThreadPool.shared.parallel(count: parameter.count, grain: Self.grain(for: parameter.count)) {
      range in
      // What is kept of the gradients of a dead unit shrinks step by step; what is left of it at 10⁻³⁸ moves no
      // parameter, but would take most of the time.
      let state = flush_subnormals()
      defer { restore_subnormals(state) }
      let start = range.lowerBound
      unsafe update(
        kernels.table.pointee, range.count, parameter.pointer + start, gradient.pointer + start,
        states.isEmpty ? nil : states[0].pointer + start,
        states.count < 2 ? nil : states[1].pointer + start)
    }
  }

  private func update(
    _ kernels: vector_kernels, _ count: Int, _ parameter: UnsafeMutablePointer<Float>,
    _ gradient: UnsafePointer<Float>, _ first: UnsafeMutablePointer<Float>?,
    _ second: UnsafeMutablePointer<Float>?
  ) {
    switch self {
    case .sgd(let learningRate, let momentum, let nesterov, let weightDecay):
      unsafe kernels.sgd(
        count, parameter, gradient, first,
        sgd_arguments(
          learning_rate: Float(learningRate), momentum: Float(momentum),
          weight_decay: Float(weightDecay), nesterov: nesterov))

    case .adagrad(let learningRate, let epsilon, let weightDecay):
      guard let first = unsafe first else { return }
      unsafe kernels.adagrad(
        count, parameter, gradient, first,
        adagrad_arguments(
          learning_rate: Float(learningRate), epsilon: Float(epsilon),
          weight_decay: Float(weightDecay)))

    case .rmsProp(let learningRate, let decay, let epsilon, let momentum, let weightDecay):
      guard let first = unsafe first else { return }
      unsafe kernels.rmsprop(
        count, parameter, gradient, first, second,
        rmsprop_arguments(
          learning_rate: Float(learningRate), decay: Float(decay),
          one_minus_decay: Float(1 - decay),
          epsilon: Float(epsilon), momentum: Float(momentum), weight_decay: Float(weightDecay)))

    case .adadelta(let learningRate, let decay, let epsilon, let weightDecay):
      guard let first = unsafe first, let second = unsafe second else { return }
      unsafe kernels.adadelta(
        count, parameter, gradient, first, second,
        adadelta_arguments(
          learning_rate: Float(learningRate), decay: Float(decay),
          one_minus_decay: Float(1 - decay),
          epsilon: Float(epsilon), weight_decay: Float(weightDecay)))

    case .adam(
      let learningRate, let beta1, let beta2, let epsilon, let weightDecay, let decoupled, let step):
      guard let first = unsafe first, let second = unsafe second else { return }
      unsafe kernels.adam(
        count, parameter, gradient, first, second,
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
