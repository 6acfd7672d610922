import Autograd

extension StepPageData {
  /// Reads a pass that has been run to its end.
  ///
  /// - Parameters:
  ///   - graph: what the pass went through.
  ///   - earlier: the leaves that had a gradient before the pass.
  init<Step: BackwardStep>(
    title: String, of steps: [Step], in graph: ComputationGraph, earlier: Set<ObjectIdentifier>
  ) {
    let order = Step.Node.topologicalOrder(from: steps.prefix(1).map(\.node))
    var places: [ObjectIdentifier: Int] = [:]
    for (place, node) in order.enumerated() { places[node.identity] = place }
    func place(_ node: Step.Node) -> Int { places[node.identity] ?? 0 }

    var gradients: [Int: Number] = [:]
    var start: [Int: Number] = [:]
    self.steps = steps.map { step in
      let node = step.node
      let symbols = node.operation.map { $0.symbols(count: node.inputs.count) } ?? []
      let contributions = step.contributions.map { contribution in
        let input = place(contribution.input)
        if gradients[input] == nil, earlier.contains(contribution.input.identity) {
          start[input] = step.number(contribution.before)
          gradients[input] = start[input]
        }
        let before = gradients[input]
        gradients[input] = step.number(contribution.after)
        return Contribution(
          input: input, operand: contribution.index, symbol: symbols[contribution.index],
          formula: contribution.formula, substitution: contribution.substitution,
          product: step.product(contribution), amount: step.number(contribution.amount),
          before: before, after: step.number(contribution.after))
      }
      let gradient = step.number(step.gradient)
      let sum = gradients[place(node)]
      return StepPageData.Step(
        node: place(node), reason: step.reason, gradient: gradient,
        isChangedByHook: step.gradient is Double && sum ?? gradient != gradient,
        saved: node.savedValues(symbols).map { SavedValue(symbol: $0, node: place($1)) },
        contributions: contributions)
    }

    self.title = title
    nodes = zip(order, graph.nodes).map { node, drawn in
      Node(
        name: node.pageName, equation: node.pageEquation, kind: "\(drawn.kind)",
        data: drawn.data?.text(shape: drawn.shape) ?? "", earlier: start[drawn.id])
    }
  }
}

extension BackwardStep {
  fileprivate func number(_ data: Node.Data) -> StepPageData.Number {
    let value = data as? Double
    return StepPageData.Number(
      text: Self.text(data), value: value.flatMap { $0.isFinite ? $0 : nil })
  }

  fileprivate func product(_ contribution: GradientContribution<Node>) -> String {
    guard let derivative = contribution.derivative else { return "" }
    let amount = Self.text(contribution.amount)
    return "\(Self.text(gradient)) · \(derivative.parenthesizedText) = \(amount)"
  }
}

extension Operation {
  /// What formulas call each input.
  fileprivate func symbols(count: Int) -> [String] {
    let names = inputNames.isEmpty ? ["a", "b"] : inputNames
    return (0..<count).map { $0 < names.count ? names[$0] : "input \($0 + 1)" }
  }
}

extension GraphNode {
  /// What the derivatives of the operation read, with what formulas call it.
  fileprivate func savedValues(_ symbols: [String]) -> [(symbol: String, node: Self)] {
    guard let operation else { return [] }
    let needed = operation.neededInputs(wanted: inputs.map(\.requiresGradient))
    let saved = zip(zip(symbols, inputs), needed).compactMap { $1 ? $0 : nil }
    return saved.map { (symbol: $0, node: $1) } + (operation.needsResult ? [("y", self)] : [])
  }

  /// The label, or else how the node came about.
  fileprivate var pageName: String { operandText(depth: 1) }

  /// How the node came about: `n = (a × b) + c`.
  fileprivate var pageEquation: String {
    guard let operation else { return pageName }
    let right = operation.expression(of: inputs.map { $0.parenthesized(depth: 1) })
    return label.map { "\($0) = \(right)" } ?? right
  }

  /// The label, or else the operation on operands named so, to a depth.
  private func operandText(depth: Int) -> String {
    if let label { return label }
    guard let operation else { return (data as? Double).map(\.parenthesizedText) ?? name }
    guard depth > 0 else { return "…" }
    return operation.expression(of: inputs.map { $0.parenthesized(depth: depth - 1) })
  }

  private func parenthesized(depth: Int) -> String {
    let text = operandText(depth: depth)
    if case .binary = operation, label == nil, depth > 0 { return "(\(text))" }
    return text
  }
}
