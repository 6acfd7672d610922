import Autograd

/// Stochastic gradient descent, with momentum if asked (Sutskever et al., 2013).
public final class SGD<T: DifferentiableTensor>: Optimizer<T> {
  private let momentum: Double
  private let nesterov: Bool

  /// Creates the optimizer; traps on a negative number, a momentum of 1 or more, or Nesterov
  /// without momentum.
  ///
  /// - Parameters:
  ///   - momentum: how much of the last step's velocity goes into the next.
  ///   - nesterov: whether the gradient counts as if it were taken after the velocity's next step.
  ///   - weightDecay: how much of each parameter is added to its gradient.
  public init(
    _ parameters: [T], learningRate: Double = 1e-3, momentum: Double = 0, nesterov: Bool = false,
    weightDecay: Double = 0
  ) {
    self.momentum = momentum
    self.nesterov = nesterov
    super.init(parameters, learningRate: learningRate, weightDecay: weightDecay)
    check(momentum, "momentum", in: 0..<1)
    require(momentum > 0 || !nesterov, "SGD: Nesterov momentum needs a momentum above 0")
  }

  override func rule(for group: Group, step: Int) -> ParameterUpdate {
    .sgd(
      learningRate: group.learningRate, momentum: momentum, nesterov: nesterov,
      weightDecay: group.weightDecay)
  }
}
