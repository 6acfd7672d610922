import Autograd

/// Divides steps by the root of a moving mean of squared gradients (Tieleman & Hinton, 2012).
public final class RMSprop<T: DifferentiableTensor>: Optimizer<T> {
  private let decay: Double
  private let epsilon: Double
  private let momentum: Double

  /// Creates the optimizer; traps on a negative number, or a decay or momentum of 1 or more.
  ///
  /// - Parameters:
  ///   - decay: how much of the mean is kept in each step (PyTorch's `alpha`).
  ///   - epsilon: added to the root, so that it is not 0.
  ///   - momentum: how much of the last step's velocity goes into the next.
  ///   - weightDecay: how much of each parameter is added to its gradient.
  public init(
    _ parameters: [T], learningRate: Double = 1e-2, decay: Double = 0.99, epsilon: Double = 1e-8,
    momentum: Double = 0, weightDecay: Double = 0
  ) {
    self.decay = decay
    self.epsilon = epsilon
    self.momentum = momentum
    super.init(parameters, learningRate: learningRate, weightDecay: weightDecay)
    check(decay, "decay", in: 0..<1)
    check(epsilon, "epsilon")
    check(momentum, "momentum", in: 0..<1)
  }

  override func rule(for group: Group, step: Int) -> ParameterUpdate {
    .rmsProp(
      learningRate: group.learningRate, decay: decay, epsilon: epsilon, momentum: momentum,
      weightDecay: group.weightDecay)
  }
}
