import Autograd

/// Divides a moving mean of gradients by the root of that of their squares (Kingma & Ba, 2015).
public class Adam<T: DifferentiableTensor>: Optimizer<T> {
  private var beta1: Double
  private let beta2: Double
  private let epsilon: Double
  private let amsgrad: Bool

  /// Creates the optimizer; traps on a negative number or a beta of 1 or more.
  ///
  /// - Parameters:
  ///   - parameters: leaves that require a gradient, such as `model.parameters`.
  ///   - learningRate: what the step is multiplied by.
  ///   - beta1: how much of the mean of gradients is kept in each step.
  ///   - beta2: how much of the mean of squared gradients is kept in each step.
  ///   - epsilon: added to the root, so that it is not 0.
  ///   - weightDecay: how much of each parameter is added to its gradient.
  ///   - amsgrad: whether steps are divided by the root of the largest mean of squares so far
  ///     (Reddi et al., 2018), so that rates never grow again.
  ///   - maximize: whether parameters climb their gradients instead of descending.
  public init(
    _ parameters: [T], learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8, weightDecay: Double = 0, amsgrad: Bool = false, maximize: Bool = false
  ) {
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.amsgrad = amsgrad
    super.init(
      parameters, learningRate: learningRate, weightDecay: weightDecay, maximize: maximize)
    check(beta1, "beta1", in: 0..<1)
    check(beta2, "beta2", in: 0..<1)
    check(epsilon, "epsilon")
  }

  /// beta1, how much of the mean of gradients is kept in each step.
  public override var momentum: Double? {
    get { beta1 }
    set {
      let number = newValue ?? .nan
      check(number, "beta1", in: 0..<1)
      beta1 = number
    }
  }

  public override func rule(for group: Group, step: Int) -> ParameterUpdate {
    if amsgrad {
      return .amsgrad(
        learningRate: group.learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
        weightDecay: group.weightDecay, decoupled: isWeightDecayDecoupled, step: step)
    }
    return .adam(
      learningRate: group.learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
      weightDecay: group.weightDecay, decoupled: isWeightDecayDecoupled, step: step)
  }

  var isWeightDecayDecoupled: Bool { false }
}

/// ``Adam`` with a weight decay that shrinks the parameters themselves, not by way of the gradient
/// (Loshchilov & Hutter, 2019).
public final class AdamW<T: DifferentiableTensor>: Adam<T> {
  /// Creates the optimizer; traps on a negative number or a beta of 1 or more.
  ///
  /// - Parameters:
  ///   - parameters: leaves that require a gradient, such as `model.parameters`.
  ///   - learningRate: what the step is multiplied by.
  ///   - beta1: how much of the mean of gradients is kept in each step.
  ///   - beta2: how much of the mean of squared gradients is kept in each step.
  ///   - epsilon: added to the root, so that it is not 0.
  ///   - weightDecay: each step multiplies the parameters by 1 − learningRate·weightDecay.
  ///   - amsgrad: whether steps are divided by the root of the largest mean of squares so far
  ///     (Reddi et al., 2018), so that rates never grow again.
  ///   - maximize: whether parameters climb their gradients instead of descending.
  public override init(
    _ parameters: [T], learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8, weightDecay: Double = 1e-2, amsgrad: Bool = false,
    maximize: Bool = false
  ) {
    super.init(
      parameters, learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
      weightDecay: weightDecay, amsgrad: amsgrad, maximize: maximize)
  }

  override var isWeightDecayDecoupled: Bool { true }
}
