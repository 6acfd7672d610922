import Autograd

/// Divides steps by the root of all squared gradients so far (Duchi et al., 2011).
public final class Adagrad<T: DifferentiableTensor>: Optimizer<T> {
  private let epsilon: Double

  /// Creates the optimizer; traps on a negative number.
  ///
  /// - Parameters:
  ///   - parameters: leaves that require a gradient, such as `model.parameters`.
  ///   - learningRate: what the step is multiplied by.
  ///   - epsilon: added to the root, so that it is not 0.
  ///   - weightDecay: how much of each parameter is added to its gradient.
  ///   - maximize: whether parameters climb their gradients instead of descending.
  public init(
    _ parameters: [T], learningRate: Double = 1e-2, epsilon: Double = 1e-10,
    weightDecay: Double = 0, maximize: Bool = false
  ) {
    self.epsilon = epsilon
    super.init(
      parameters, learningRate: learningRate, weightDecay: weightDecay, maximize: maximize)
    check(epsilon, "epsilon")
  }

  public override func rule(for group: Group, step: Int) -> ParameterUpdate {
    .adagrad(
      learningRate: group.learningRate, epsilon: epsilon, weightDecay: group.weightDecay)
  }
}
