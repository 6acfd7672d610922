/// One step of a backward pass: a node whose gradient is complete adds its share to the gradient of each input.
///
/// The step has been taken when it is handed out. It prints as readable lines:
///
///     step 2 of 4: d = a × b, gradient 0.5: complete, its one use (e, step 1) is done
///       a: ∂(a·b)/∂a = b = -3; 0.5 · (-3) = -1.5; gradient 0 → -1.5
///       b: ∂(a·b)/∂b = a = 2; 0.5 · 2 = 1; gradient 0 → 1
public protocol BackwardStep<Node>: CustomStringConvertible {
  /// The kind of node that is stepped through.
  associatedtype Node: GraphNode

  /// Which step this is, counted from 1.
  var number: Int { get }
  /// How many steps the pass has: one for each node that gradients flow to.
  var count: Int { get }
  /// The node whose turn it is.
  var node: Node { get }
  /// The gradient of the node, complete, as it stood in this step.
  var gradient: Node.Data { get }
  /// The nodes that were computed from this one, with the numbers of their steps. All of them come before: that is why it is this
  /// node's turn. The result itself has none.
  var uses: [(node: Node, step: Int)] { get }
  /// What the node passes on, for each input that gradients flow to, in the order of the inputs.
  var contributions: [GradientContribution<Node>] { get }

  /// Numbers as the step's lines show them.
  static func text(_ data: Node.Data) -> String

  /// Whether every number is finite.
  static func isFinite(_ data: Node.Data) -> Bool
}

/// What one step adds to the gradient of one input.
public struct GradientContribution<Node: GraphNode> {
  /// The node that passes its gradient on.
  public let node: Node
  /// The node whose gradient grows.
  public let input: Node
  /// Which input of the operation it is, counted from 0.
  public let index: Int
  /// The local derivative's value; `nil` for an operation on tensors, which has one for each pair of elements.
  public let derivative: Double?
  /// What is added: the gradient of the node times the local derivative.
  public let amount: Node.Data
  /// The gradient of the input before.
  public let before: Node.Data
  /// The gradient of the input after.
  public let after: Node.Data

  /// A contribution as an engine reports it.
  public init(
    node: Node, input: Node, index: Int, derivative: Double?, amount: Node.Data, before: Node.Data,
    after: Node.Data
  ) {
    self.node = node
    self.input = input
    self.index = index
    self.derivative = derivative
    self.amount = amount
    self.before = before
    self.after = after
  }
}

extension GradientContribution {
  /// The local derivative as a formula in the names of the nodes: `∂(x·w)/∂x = w`.
  public var formula: Formula { rule(naming: \.formulaName, result: node.label).formula }

  /// The formula's right side with the numbers put in, and its value: `1 − 0.7071² = 0.5`.
  ///
  /// Of a right side that is a name alone just the value, of one that is the value already nothing; empty of tensors.
  public var substitution: String {
    rule(naming: \.formulaName, result: node.label).substitution
  }

  /// Formula and substitution, where nodes are called otherwise; a result without a name is written out.
  package func rule(
    naming name: (Node) -> String, result resultName: String?
  ) -> (formula: Formula, substitution: String) {
    let inputs = node.inputs
    guard let operation = node.operation else { fatalError("a leaf passes no gradient on") }
    let formula = operation.formula(forInput: index, of: inputs.map(name), result: resultName)
    guard let derivative, let result = node.data as? Double else { return (formula, "") }
    let value = derivative.readableText()
    if formula.right.replacing("−", with: "-") == value { return (formula, "") }
    let numbers = operation.formula(
      forInput: index, of: inputs.compactMap { ($0.data as? Double)?.parenthesizedText },
      result: result.parenthesizedText
    ).right
    let isSaid = [formula.right, value, derivative.parenthesizedText].contains(numbers)
    return (formula, isSaid ? value : "\(numbers) = \(value)")
  }
}

extension BackwardStep {
  /// The step in a line, and a line for each input it passes a gradient to.
  public var description: String {
    lines(heading: "\(node.equation), gradient \(Self.text(gradient)): \(reason)") {
      line($0, to: $0.input.name, rule: ($0.formula, $0.substitution))
    }
  }

  /// The same, where nodes are called otherwise.
  package func description(equation: String, naming name: (Node) -> String) -> String {
    lines(heading: "\(equation), gradient \(Self.text(gradient)): \(reason(naming: name))") {
      line($0, to: name($0.input), rule: $0.rule(naming: name, result: name(node)))
    }
  }

  private func lines(
    heading: String, _ line: (GradientContribution<Node>) -> String
  ) -> String {
    (["step \(number) of \(count): \(heading)"] + contributions.map(line)).joined(separator: "\n")
  }

  /// Why it is this node's turn, in words.
  public var reason: String { reason(naming: { $0.name }) }

  /// The same, where nodes are called otherwise.
  package func reason(naming name: (Node) -> String) -> String {
    let uses = uses
    let list = uses.map { "\(name($0.node)), step \($0.step)" }.joined(separator: "; ")
    switch uses.count {
    case 0: return "the result itself, from which the pass starts"
    case 1: return "complete, its one use (\(list)) is done"
    case 2...4: return "complete, its \(uses.count) uses (\(list)) are done"
    default:
      let last = uses.reduce(0) { max($0, $1.step) }
      return "complete, its \(uses.count) uses are done, the last in step \(last)"
    }
  }

  private func line(
    _ contribution: GradientContribution<Node>, to name: String,
    rule: (formula: Formula, substitution: String)
  ) -> String {
    let amount = Self.text(contribution.amount)
    let steps = [
      "\(rule.formula)" + (rule.substitution.isEmpty ? "" : " = \(rule.substitution)"),
      contribution.derivative.map {
        "\(Self.text(gradient)) · \($0.parenthesizedText) = \(amount)"
      } ?? "adds \(amount)",
      "gradient \(Self.text(contribution.before)) → \(Self.text(contribution.after))",
    ]
    return "  \(name): " + steps.joined(separator: "; ")
  }
}
