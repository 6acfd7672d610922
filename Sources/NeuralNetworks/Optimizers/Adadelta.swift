import Autograd

/// Scales steps by the moving means of squared steps and squared gradients, and so needs no
/// learning rate (Zeiler, 2012).
public final class Adadelta<T: DifferentiableTensor>: Optimizer<T> {
  private let decay: Double
  private let epsilon: Double

  /// Creates the optimizer; traps on a negative number or a decay of 1 or more.
  ///
  /// - Parameters:
  ///   - parameters: leaves that require a gradient, such as `model.parameters`.
  ///   - learningRate: what the step is multiplied by.
  ///   - decay: how much of the means is kept in each step (PyTorch's `rho`).
  ///   - epsilon: added under the roots, so that the first step is not 0.
  ///   - weightDecay: how much of each parameter is added to its gradient.
  ///   - maximize: whether parameters climb their gradients instead of descending.
  public init(
    _ parameters: [T], learningRate: Double = 1, decay: Double = 0.9, epsilon: Double = 1e-6,
    weightDecay: Double = 0, maximize: Bool = false
  ) {
    self.decay = decay
    self.epsilon = epsilon
    super.init(
      parameters, learningRate: learningRate, weightDecay: weightDecay, maximize: maximize)
    check(decay, "decay", in: 0..<1)
    check(epsilon, "epsilon")
  }

  public override func rule(for group: Group, step: Int) -> ParameterUpdate {
    .adadelta(
      learningRate: group.learningRate, decay: decay, epsilon: epsilon,
      weightDecay: group.weightDecay)
  }
}
