/// How an optimizer changes a parameter by its gradient: the update rules, as data.
///
/// Each engine answers a rule in one pass over the parameter. The formulas are PyTorch's, so that trajectories carry
/// over. `weightDecay` adds that multiple of the parameter to the gradient (an L2 penalty), unless said otherwise.
public enum ParameterUpdate: Hashable, Sendable {
  /// Stochastic gradient descent; one state, the velocity, if `momentum` is not 0 (Sutskever et al., 2013).
  case sgd(learningRate: Double, momentum: Double, nesterov: Bool, weightDecay: Double)
  /// Divides by the root of the summed squared gradients (Duchi et al., 2011); one state, the sum.
  case adagrad(learningRate: Double, epsilon: Double, weightDecay: Double)
  /// Divides by the root of a moving mean of squared gradients (Tieleman & Hinton, 2012); states: the mean and, if
  /// `momentum` is not 0, the velocity.
  case rmsProp(
    learningRate: Double, decay: Double, epsilon: Double, momentum: Double, weightDecay: Double)
  /// Scales by the root of mean squared updates over gradients (Zeiler, 2012); states: the means of squared gradients and
  /// of squared updates.
  case adadelta(learningRate: Double, decay: Double, epsilon: Double, weightDecay: Double)
  /// Moving means of the gradient and its square, corrected for their start at 0 (Kingma & Ba, 2015); states: the two.
  ///
  /// `step` counts from 1. If `decoupled`, weight decay shrinks the parameter itself (AdamW; Loshchilov & Hutter, 2019).
  case adam(
    learningRate: Double, beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double,
    decoupled: Bool, step: Int)
  /// ``adam(learningRate:beta1:beta2:epsilon:weightDecay:decoupled:step:)`` that divides by the root of the largest mean square so
  /// far (AMSGrad; Reddi et al., 2018); states: the two means and the largest.
  case amsgrad(
    learningRate: Double, beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double,
    decoupled: Bool, step: Int)
  /// A rule of one's own; see ``custom(stateCount:_:)``.
  case custom(CustomParameterUpdate)
}

/// A rule of one's own, number by number; equal only to itself.
public final class CustomParameterUpdate: Hashable, Sendable {
  /// The new value of a number, of the number, its gradient and what the rule keeps for it.
  public typealias Rule =
    @Sendable (_ parameter: Double, _ gradient: Double, _ state: inout [Double]) -> Double

  let stateCount: Int
  let rule: Rule

  init(stateCount: Int, rule: @escaping Rule) {
    self.stateCount = stateCount
    self.rule = rule
  }

  public static func == (left: CustomParameterUpdate, right: CustomParameterUpdate) -> Bool {
    left === right
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension ParameterUpdate {
  /// A rule of one's own, which both engines run number by number in double precision.
  ///
  ///     .custom(stateCount: 1) { parameter, gradient, velocity in
  ///       velocity[0] = 0.9 * velocity[0] + gradient
  ///       return parameter - 0.01 * velocity[0]
  ///     }
  ///
  /// - Parameters:
  ///   - stateCount: how many numbers it keeps for each number of the parameter, all 0 before the first step; traps if negative.
  ///   - rule: the new value of a number. It must depend on nothing but what it is given: the vector engine calls it from several
  ///     threads at once, in any order. It keeps as many states as there are.
  public static func custom(
    stateCount: Int, _ rule: @escaping CustomParameterUpdate.Rule
  ) -> ParameterUpdate {
    require(
      stateCount >= 0,
      "ParameterUpdate.custom: the state count must be 0 or more, not \(stateCount)")
    return .custom(CustomParameterUpdate(stateCount: stateCount, rule: rule))
  }

  /// The rule that climbs where this one descends: this one for the negated gradient.
  ///
  /// The rules here are odd in parameter and gradient together, so that it takes no more than a learning rate and a weight decay of
  /// opposite sign.
  public var ascending: ParameterUpdate {
    switch self {
    case .sgd(let learningRate, let momentum, let nesterov, let weightDecay):
      .sgd(
        learningRate: -learningRate, momentum: momentum, nesterov: nesterov,
        weightDecay: -weightDecay)
    case .adagrad(let learningRate, let epsilon, let weightDecay):
      .adagrad(learningRate: -learningRate, epsilon: epsilon, weightDecay: -weightDecay)
    case .rmsProp(let learningRate, let decay, let epsilon, let momentum, let weightDecay):
      .rmsProp(
        learningRate: -learningRate, decay: decay, epsilon: epsilon, momentum: momentum,
        weightDecay: -weightDecay)
    case .adadelta(let learningRate, let decay, let epsilon, let weightDecay):
      .adadelta(
        learningRate: -learningRate, decay: decay, epsilon: epsilon, weightDecay: -weightDecay)
    case .adam(
      let learningRate, let beta1, let beta2, let epsilon, let weightDecay, let decoupled, let step):
      .adam(
        learningRate: -learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
        weightDecay: -weightDecay, decoupled: decoupled, step: step)
    case .amsgrad(
      let learningRate, let beta1, let beta2, let epsilon, let weightDecay, let decoupled, let step):
      .amsgrad(
        learningRate: -learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
        weightDecay: -weightDecay, decoupled: decoupled, step: step)
    case .custom(let custom):
      .custom(stateCount: custom.stateCount) { [rule = custom.rule] in rule($0, -$1, &$2) }
    }
  }
}

extension ParameterUpdate {
  /// How many numbers the rule keeps for each number of the parameter.
  public var stateCount: Int {
    switch self {
    case .sgd(_, let momentum, _, _): momentum == 0 ? 0 : 1
    case .adagrad: 1
    case .rmsProp(_, _, _, let momentum, _): momentum == 0 ? 1 : 2
    case .adadelta, .adam: 2
    case .amsgrad: 3
    case .custom(let custom): custom.stateCount
    }
  }

  /// The new value of one number of a parameter.
  ///
  /// - Parameters:
  ///   - parameter: the number as it is.
  ///   - gradient: its gradient.
  ///   - state: the ``stateCount`` numbers that the rule keeps for it.
  public func callAsFunction(
    _ parameter: Double, gradient: Double, state: inout [Double]
  ) -> Double {
    switch self {
    case .sgd(let learningRate, let momentum, let nesterov, let weightDecay):
      let gradient = gradient + weightDecay * parameter
      guard momentum != 0 else { return parameter - learningRate * gradient }
      state[0] = momentum * state[0] + gradient
      return parameter - learningRate * (nesterov ? gradient + momentum * state[0] : state[0])

    case .adagrad(let learningRate, let epsilon, let weightDecay):
      let gradient = gradient + weightDecay * parameter
      state[0] += gradient * gradient
      return parameter - learningRate * gradient / (state[0].squareRoot() + epsilon)

    case .rmsProp(let learningRate, let decay, let epsilon, let momentum, let weightDecay):
      let gradient = gradient + weightDecay * parameter
      state[0] = decay * state[0] + (1 - decay) * gradient * gradient
      let scaled = gradient / (state[0].squareRoot() + epsilon)
      guard momentum != 0 else { return parameter - learningRate * scaled }
      state[1] = momentum * state[1] + scaled
      return parameter - learningRate * state[1]

    case .adadelta(let learningRate, let decay, let epsilon, let weightDecay):
      let gradient = gradient + weightDecay * parameter
      state[0] = decay * state[0] + (1 - decay) * gradient * gradient
      let scale = (state[1] + epsilon).squareRoot() / (state[0] + epsilon).squareRoot()
      let change = scale * gradient
      state[1] = decay * state[1] + (1 - decay) * change * change
      return parameter - learningRate * change

    case .adam(
      let learningRate, let beta1, let beta2, let epsilon, let weightDecay, let decoupled, let step),
      .amsgrad(
        let learningRate, let beta1, let beta2, let epsilon, let weightDecay, let decoupled,
        let step):
      let shrunk = decoupled ? parameter * (1 - learningRate * weightDecay) : parameter
      let gradient = decoupled ? gradient : gradient + weightDecay * parameter
      state[0] = beta1 * state[0] + (1 - beta1) * gradient
      state[1] = beta2 * state[1] + (1 - beta2) * gradient * gradient
      var largest = state[1]
      if case .amsgrad = self {
        largest = max(state[2], largest)
        state[2] = largest
      }
      let mean = state[0] / (1 - power(beta1, Double(step)))
      let square = largest / (1 - power(beta2, Double(step)))
      return shrunk - learningRate * mean / (square.squareRoot() + epsilon)

    case .custom(let custom):
      return custom.rule(parameter, gradient, &state)
    }
  }
}
