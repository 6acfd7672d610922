import Autograd

extension StepPageData {
  /// Reads a pass that has been run to its end.
  ///
  /// - Parameters:
  ///   - graph: what the pass went through, with a name for every node.
  ///   - earlier: the leaves that had a gradient before the pass.
  ///   - numbers: what is shown of numbers.
  init<Step: BackwardStep>(
    title: String, of steps: [Step], in graph: ComputationGraph, earlier: Set<ObjectIdentifier>,
    numbers: (Step.Node.Data) -> ComputationGraph.Node.Numbers?
  ) {
    let order = Step.Node.topologicalOrder(from: steps.prefix(1).map(\.node))
    var places: [ObjectIdentifier: Int] = [:]
    for (place, node) in order.enumerated() { places[node.identity] = place }
    func place(_ node: Step.Node) -> Int { places[node.identity] ?? 0 }
    func name(_ node: Step.Node) -> String { graph.nodes[place(node)].operandName }
    func number(_ data: Step.Node.Data) -> Number { Number(numbers(data)) }

    var gradients: [Int: Number] = [:]
    var start: [Int: Number] = [:]
    self.steps = steps.map { step in
      let node = step.node
      let contributions = step.contributions.map { contribution in
        let input = place(contribution.input)
        if gradients[input] == nil, earlier.contains(contribution.input.identity) {
          start[input] = number(contribution.before)
          gradients[input] = start[input]
        }
        let before = gradients[input]
        gradients[input] = number(contribution.after)
        let rule = contribution.rule(naming: name, result: name(node))
        return Contribution(
          input: input, operand: contribution.index, formula: rule.formula.description,
          substitution: rule.substitution,
          product: step.product(contribution), amount: number(contribution.amount),
          before: before, after: number(contribution.after))
      }
      let gradient = number(step.gradient)
      let sum = gradients[place(node)]
      return StepPageData.Step(
        node: place(node), reason: step.reason(naming: name), gradient: gradient,
        isChangedByHook: step.gradient is Double && sum ?? gradient != gradient,
        saved: node.savedValues.map(place),
        contributions: contributions)
    }

    var equations: [Int: String] = [:]
    for step in graph.forwardTrace { equations[step.node] = step.equation }
    self.title = title
    nodes = graph.nodes.map { node in
      let name = node.label ?? node.drawnData
      return Node(
        name: name, equation: equations[node.id] ?? name,
        kind: "\(node.kind)", data: node.drawnData, earlier: start[node.id])
    }
  }
}

extension StepPageData.Number {
  init(_ numbers: ComputationGraph.Node.Numbers?) {
    text = numbers?.drawnText() ?? ""
    if case .scalar(let number) = numbers, number.isFinite { value = number } else { value = nil }
  }
}

extension ComputationGraph.Node {
  /// The numbers after the shape, if there are several.
  fileprivate var drawnData: String {
    let shape = shape.flatMap { $0.rank > 0 ? "\($0)" : nil }
    return [shape, data?.drawnText()].compactMap { $0 }.joined(separator: ", ")
  }
}

extension BackwardStep {
  fileprivate func product(_ contribution: GradientContribution<Node>) -> String {
    guard let derivative = contribution.derivative else { return "" }
    let amount = Self.text(contribution.amount)
    return "\(Self.text(gradient)) · \(derivative.parenthesizedText) = \(amount)"
  }
}

extension GraphNode {
  /// What the derivatives of the operation read.
  fileprivate var savedValues: [Self] {
    guard let operation else { return [] }
    let needed = operation.neededInputs(wanted: inputsRequireGradient)
    return zip(inputs, needed).compactMap { $1 ? $0 : nil } + (operation.needsResult ? [self] : [])
  }
}
