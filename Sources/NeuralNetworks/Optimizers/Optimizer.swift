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
/// rule changes them; the formulas and the defaults are PyTorch's.
public class Optimizer<T: DifferentiableTensor> {
  /// Parameters that share a learning rate and a weight decay.
  public struct Group {
    /// The parameters.
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

  init(_ parameters: [T], learningRate: Double, weightDecay: Double) {
    addGroup(parameters, learningRate: learningRate, weightDecay: weightDecay)
  }

  /// Adds parameters with a learning rate and a weight decay of their own.
  ///
  ///     let optimizer = SGD(backbone.parameters, learningRate: 0.001)
  ///     optimizer.addGroup(head.parameters, learningRate: 0.01)
  ///
  /// Traps if there is none, if one is not a leaf, or if one is already there.
  ///
  /// - Parameters:
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
  /// others, and what is kept of their steps, stay as they are.
  public func step() {
    for group in groups {
      for history in group.histories {
        let parameter = history.parameter
        guard parameter.hasGradient else { continue }
        history.stepCount += 1
        let rule = rule(for: group, step: history.stepCount)
        if history.stepCount == 1 {
          history.states = (0..<rule.stateCount).map { _ in .zeros(parameter.shape) }
        }
        parameter.update(by: rule, states: history.states)
      }
    }
  }

  /// How the parameters of `group` change in their `step`-th step, counted from 1.
  func rule(for group: Group, step: Int) -> ParameterUpdate {
    fatalError("\(name) does not say how parameters change")
  }

  /// Traps unless `number` is in `range`.
  func check(_ number: Double, _ what: String, in range: Range<Double>) {
    require(
      range.contains(number),
      "\(name): \(what) must be at least \(range.lowerBound) and below \(range.upperBound), not \(number)"
    )
  }

  /// Traps unless `number` is a finite number that is not negative.
  func check(_ number: Double, _ what: String) {
    require(
      number >= 0 && number.isFinite, "\(name): \(what) must be 0 or more, not \(number)")
  }

  private var name: String { String("\(type(of: self))".prefix { $0 != "<" }) }

  private func describe(_ parameter: T) -> String {
    "\(parameter.label ?? "a parameter") of shape \(parameter.shape)"
  }
}
