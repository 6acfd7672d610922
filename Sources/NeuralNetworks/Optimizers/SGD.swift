import Autograd

/// Stochastic gradient descent, with momentum if asked (Sutskever et al., 2013).
public final class SGD<T: DifferentiableTensor>: Optimizer<T> {
  private var velocityDecay: Double
  private let nesterov: Bool

  /// Creates the optimizer; traps on a negative number, a momentum of 1 or more, or Nesterov
  /// without momentum.
  ///
  /// - Parameters:
  ///   - parameters: leaves that require a gradient, such as `model.parameters`.
  ///   - learningRate: what the gradient, or the velocity, is multiplied by.
  ///   - momentum: how much of the last step's velocity goes into the next.
  ///   - nesterov: whether the gradient counts as if it were taken after the velocity's next step.
  ///   - weightDecay: how much of each parameter is added to its gradient.
  ///   - maximize: whether parameters climb their gradients instead of descending.
  public init(
    _ parameters: [T], learningRate: Double = 1e-3, momentum: Double = 0, nesterov: Bool = false,
    weightDecay: Double = 0, maximize: Bool = false
  ) {
    velocityDecay = momentum
    self.nesterov = nesterov
    super.init(
      parameters, learningRate: learningRate, weightDecay: weightDecay, maximize: maximize)
    check(momentum, "momentum", in: 0..<1)
    require(velocityDecay > 0 || !nesterov, "SGD: Nesterov momentum needs a momentum above 0")
  }

  /// How much of the last step's velocity goes into the next.
  public override var momentum: Double? {
    get { velocityDecay }
    set {
      let number = newValue ?? .nan
      check(number, "momentum", in: 0..<1)
      velocityDecay = number
    }
  }

  public override func rule(for group: Group, step: Int) -> ParameterUpdate {
    .sgd(
      learningRate: group.learningRate, momentum: velocityDecay, nesterov: nesterov,
      weightDecay: group.weightDecay)
  }
}
