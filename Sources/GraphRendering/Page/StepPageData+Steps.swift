import Autograd

extension StepPageData {
  /// Reads a pass that has been run to its end.
  ///
  /// - Parameters:
  ///   - graph: what the pass went through.
  ///   - earlier: the leaves that had a gradient before the pass.
  init<Step: BackwardStep>(
    title: String, of steps: [Step], in graph: ComputationGraph, earlier: Set<ObjectIdentifier>
  ) where Step.Node.Data == Double {
    func number(_ value: Double) -> Number { Number(value, text: Step.text(value)) }

    let order = Step.Node.topologicalOrder(from: steps.prefix(1).map(\.node))
    var places: [ObjectIdentifier: Int] = [:]
    for (place, node) in order.enumerated() { places[node.identity] = place }

    var gradients: [ObjectIdentifier: Double] = [:]
    var start: [ObjectIdentifier: Double] = [:]
    var pages: [StepPageData.Step] = []
    for step in steps {
      let node = step.node
      var contributions: [Contribution] = []
      for contribution in step.contributions {
        let input = contribution.input.identity
        if gradients[input] == nil, earlier.contains(input) {
          start[input] = contribution.before
          gradients[input] = contribution.before
        }
        contributions.append(
          Contribution(
            input: places[input] ?? 0, operand: contribution.index, formula: contribution.formula,
            substitution: contribution.substitution, product: step.product(contribution),
            amount: number(contribution.amount), before: gradients[input].map(number),
            after: number(contribution.after)))
        gradients[input] = contribution.after
      }
      let expected = gradients[node.identity] ?? 1
      pages.append(
        StepPageData.Step(
          node: places[node.identity] ?? 0, reason: step.reason, gradient: number(step.gradient),
          isChangedByHook: !expected.isSame(as: step.gradient),
          saved: node.savedValues.map { SavedValue(symbol: $0, node: places[$1.identity] ?? 0) },
          contributions: contributions))
    }

    self.title = title
    self.steps = pages
    nodes = zip(order, graph.nodes).map { node, drawn in
      Node(
        name: node.name, equation: node.equation, kind: "\(drawn.kind)", data: Step.text(node.data),
        earlier: start[node.identity].map(number))
    }
  }
}

extension BackwardStep where Node.Data == Double {
  fileprivate func product(_ contribution: GradientContribution<Node>) -> String {
    let amount = Self.text(contribution.amount)
    guard let derivative = contribution.derivative else { return amount }
    return "\(Self.text(gradient)) · \(derivative.parenthesizedText) = \(amount)"
  }
}

extension GraphNode where Data == Double {
  /// What the derivatives of the operation read, with the names that formulas have for it.
  fileprivate var savedValues: [(symbol: String, node: Self)] {
    guard let operation else { return [] }
    let needed = operation.neededInputs(wanted: inputs.map(\.requiresGradient))
    let names = operation == .select ? ["c", "a", "b"] : ["a", "b"]
    var saved = zip(zip(names, inputs), needed).filter(\.1).map { ($0.0.0, $0.0.1) }
    if operation.needsResult { saved.append(("y", self)) }
    return saved
  }
}

extension Double {
  /// Whether it is the same number; NaN is the same as NaN.
  fileprivate func isSame(as other: Double) -> Bool { self == other || (isNaN && other.isNaN) }
}
