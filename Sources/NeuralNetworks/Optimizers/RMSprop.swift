import Autograd

/// Divides steps by the root of a moving mean of squared gradients (Tieleman & Hinton, 2012).
public final class RMSprop<T: DifferentiableTensor>: Optimizer<T> {
  private let decay: Double
  private let epsilon: Double
  private var velocityDecay: Double

  /// Creates the optimizer; traps on a negative number, or a decay or momentum of 1 or more.
  ///
  /// - Parameters:
  ///   - parameters: leaves that require a gradient, such as `model.parameters`.
  ///   - learningRate: what the step is multiplied by.
  ///   - decay: how much of the mean is kept in each step (PyTorch's `alpha`).
  ///   - epsilon: added to the root, so that it is not 0.
  ///   - momentum: how much of the last step's velocity goes into the next.
  ///   - weightDecay: how much of each parameter is added to its gradient.
  ///   - maximize: whether parameters climb their gradients instead of descending.
  public init(
    _ parameters: [T], learningRate: Double = 1e-2, decay: Double = 0.99, epsilon: Double = 1e-8,
    momentum: Double = 0, weightDecay: Double = 0, maximize: Bool = false
  ) {
    self.decay = decay
    self.epsilon = epsilon
    velocityDecay = momentum
    super.init(
      parameters, learningRate: learningRate, weightDecay: weightDecay, maximize: maximize)
    check(decay, "decay", in: 0..<1)
    check(epsilon, "epsilon")
    check(momentum, "momentum", in: 0..<1)
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
    .rmsProp(
      learningRate: group.learningRate, decay: decay, epsilon: epsilon, momentum: velocityDecay,
      weightDecay: group.weightDecay)
  }
}
