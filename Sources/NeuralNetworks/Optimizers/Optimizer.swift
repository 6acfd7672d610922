import Autograd

/// Changes parameters by their gradients, step by step.
///
///     let optimizer = Adam(model.parameters, learningRate: 1e-3)
///     for (images, labels) in batches {
///       let loss = crossEntropy(model(images), labels)
///       optimizer.zeroGradients()
///       loss.backward()
///       optimizer.step()
///     }
///
/// The subclasses (``SGD``, ``Adagrad``, ``RMSprop``, ``Adadelta``, ``Adam``, ``AdamW``) say which
/// rule changes them; the formulas and the defaults are PyTorch's. So does one of your own:
///
///     final class SignSGD<T: DifferentiableTensor>: Optimizer<T> {
///       override func rule(for group: Group, step: Int) -> ParameterUpdate {
///         let rate = group.learningRate
///         return .custom(stateCount: 0) { parameter, gradient, _ in
///           gradient == 0 ? parameter : parameter - (gradient > 0 ? rate : -rate)
///         }
///       }
///     }
///     let optimizer = SignSGD(model.parameters, learningRate: 1e-3)
open class Optimizer<T: DifferentiableTensor> {
  /// Parameters that share a learning rate and a weight decay.
  public struct Group {
    /// What is changed, in the order in which it was given.
    public var parameters: [T] { histories.map(\.parameter) }
    /// How far a step goes.
    public var learningRate: Double
    /// How strongly parameters are drawn to 0.
    public var weightDecay: Double
    fileprivate let histories: [History]
  }

  /// A parameter and what the rule keeps of its steps.
  fileprivate final class History {
    let parameter: T
    var stepCount = 0
    var states: [T] = []

    init(_ parameter: T) { self.parameter = parameter }
  }

  /// The groups; their learning rates and weight decays can be set one by one.
  public var groups: [Group] = [] {
    didSet {
      for group in groups {
        check(group.learningRate, "learning rate")
        check(group.weightDecay, "weight decay")
      }
    }
  }

  /// The learning rate of the first group; setting it sets that of every group.
  public var learningRate: Double {
    get { groups[0].learningRate }
    set {
      for index in groups.indices { groups[index].learningRate = newValue }
    }
  }

  /// Whether parameters climb their gradients instead of descending.
  public let maximize: Bool

  /// What a schedule such as ``OneCycle`` moves against the learning rate: the momentum, or beta1 of
  /// ``Adam``; nil where there is none.
  ///
  /// Setting it traps on a number that is not at least 0 and below 1, and where there is none.
  open var momentum: Double? {
    get { nil }
    set { require(newValue == nil, "\(name): there is no momentum to set") }
  }

  /// Creates an optimizer with one group; traps on a negative number, and on parameters as
  /// ``addGroup(_:learningRate:weightDecay:)`` does.
  ///
  /// - Parameters:
  ///   - parameters: leaves that require a gradient, such as `model.parameters`.
  ///   - learningRate: how far a step goes.
  ///   - weightDecay: how strongly parameters are drawn to 0, as the rule takes it.
  ///   - maximize: whether parameters climb their gradients instead of descending.
  public init(
    _ parameters: [T], learningRate: Double, weightDecay: Double = 0, maximize: Bool = false
  ) {
    self.maximize = maximize
    addGroup(parameters, learningRate: learningRate, weightDecay: weightDecay)
  }

  /// Adds parameters with a learning rate and a weight decay of their own.
  ///
  ///     let optimizer = SGD(backbone.parameters, learningRate: 0.001)
  ///     optimizer.addGroup(head.parameters, learningRate: 0.01)
  ///
  /// Traps if there is none, if one is not a leaf or requires no gradient, or if one is already
  /// there. One may be frozen later (`requiresGradient = false`), and stays as it is then.
  ///
  /// - Parameters:
  ///   - parameters: leaves that require a gradient, none of which is in another group.
  ///   - learningRate: that of the first group, if not given.
  ///   - weightDecay: that of the first group, if not given.
  public func addGroup(
    _ parameters: [T], learningRate: Double? = nil, weightDecay: Double? = nil
  ) {
    require(!parameters.isEmpty, "\(name): there are no parameters to change")
    var known = Set(groups.flatMap(\.parameters).map { ObjectIdentifier($0) })
    for parameter in parameters {
      require(
        parameter.isLeaf, "\(name): \(describe(parameter)) is not a leaf: it was computed")
      require(
        parameter.requiresGradient,
        "\(name): \(describe(parameter)) is a constant: expected requiresGradient: true, found false"
      )
      require(
        known.insert(ObjectIdentifier(parameter)).inserted,
        "\(name): \(describe(parameter)) is given twice")
    }
    groups.append(
      Group(
        learningRate: learningRate ?? groups[0].learningRate,
        weightDecay: weightDecay ?? groups[0].weightDecay,
        histories: parameters.map { History($0) }))
  }

  /// Clears the gradient of every parameter.
  public func zeroGradients() {
    for group in groups {
      for history in group.histories { history.parameter.zeroGradient() }
    }
  }

  /// Changes every parameter that a backward pass has reached since the gradients were cleared; the
  /// others, and what is kept of their steps, stay as they are. Traps if no pass has reached any.
  open func step() {
    require(
      groups.contains { $0.histories.contains { $0.parameter.hasGradient } },
      "\(name): expected a gradient in a parameter, found none: call backward() on the loss before step()"
    )
    for group in groups {
      for history in group.histories {
        let parameter = history.parameter
        guard parameter.hasGradient else { continue }
        history.stepCount += 1
        let rule = rule(for: group, step: history.stepCount)
        // A rule may come to keep more: SGD, whose momentum is no longer 0.
        while history.states.count < rule.stateCount {
          history.states.append(.zeros(parameter.shape))
        }
        parameter.update(
          by: maximize ? rule.ascending : rule,
          states: Array(history.states.prefix(rule.stateCount)))
      }
    }
  }

  /// How the parameters of `group` change in their `step`-th step, counted from 1.
  ///
  /// Every optimizer declares it; the rule descends, and is turned where parameters are to climb.
  open func rule(for group: Group, step: Int) -> ParameterUpdate {
    fatalError("\(name) does not say how parameters change: it must override rule(for:step:)")
  }

  /// Traps unless `number` is in `range`.
  public final func check(_ number: Double, _ what: String, in range: Range<Double>) {
    require(
      range.contains(number),
      "\(name): \(what) must be at least \(range.lowerBound) and below \(range.upperBound), not \(number)"
    )
  }

  /// Traps unless `number` is a finite number that is not negative.
  public final func check(_ number: Double, _ what: String) {
    require(
      number >= 0 && number.isFinite, "\(name): \(what) must be 0 or more, not \(number)")
  }

  final var name: String { String("\(type(of: self))".prefix { $0 != "<" }) }

  private func describe(_ parameter: T) -> String {
    "\(parameter.label ?? "a parameter") of shape \(parameter.shape)"
  }
}
