import Autograd
import Synchronization

/// Counts backward passes, so that a pass can mark the nodes it has met without clearing the marks of the last one.
private let passCount = Atomic<UInt64>(0)

extension Value {
  /// A backward pass to step through: each step is taken when it is asked for.
  ///
  ///     for step in loss.backwardPass() { print(step) }
  ///
  /// ``backward()`` is this loop without the printing. A pass that is not run to its end leaves gradients that are not complete.
  /// Traps where ``backward()`` does.
  public func backwardPass() -> ValueBackwardPass { ValueBackwardPass(from: self) }
}

/// The steps of a backward pass over scalar nodes, from the result to the leaves; see ``Value/backwardPass()``.
///
/// The nodes come in an order in which all uses of a node come before the node itself, so that its gradient is complete
/// when it is passed on. A pass can be run through once.
public final class ValueBackwardPass: Sequence, IteratorProtocol {
  private let nodes: [Value]
  private let order: StepOrder<Value>
  private var position: Int

  init(from output: Value) {
    require(
      output.requiresGradient,
      "backward: \(output) depends on nothing that requires a gradient")
    nodes = Self.leavesFirst(from: output)
    order = StepOrder(nodes) { $0.inputs }
    position = nodes.count
    for node in nodes { node.beginPass() }
    output.gradient += 1
  }

  /// Takes the next step, or `nil` after the last.
  public func next() -> ValueBackwardStep? {
    guard position > 0 else { return nil }
    position -= 1
    let node = nodes[position]
    node.completeGradient()
    let step = ValueBackwardStep(node: node, order: order, position: position)
    node.passGradientOn()
    return step
  }

  /// The number of steps that are left.
  public var underestimatedCount: Int { position }

  /// Every node that `root` depends on and gradients flow to, inputs before what was computed from them.
  ///
  /// A depth-first search with a stack of its own. A node is met twice: first to put its inputs on the stack above it,
  /// then, with all of them done, to take its place in the order.
  private static func leavesFirst(from root: Value) -> [Value] {
    let pass = passCount.add(1, ordering: .relaxed).newValue
    let (entered, done) = (2 * pass, 2 * pass + 1)
    var order: [Value] = []
    var stack = [root]
    func push(_ node: Value) {
      if node.flowsGradient && node.mark != done { stack.append(node) }
    }
    while let node = stack.popLast() {
      if node.mark == done { continue }
      if node.mark == entered {
        node.mark = done
        order.append(node)
        continue
      }
      node.mark = entered
      stack.append(node)
      switch node.origin {
      case .leaf: break
      case .unary(_, let input): push(input)
      case .binary(_, let left, let right):
        push(right)
        push(left)
      case .select(_, let first, let second):
        push(second)
        push(first)
      }
    }
    return order
  }
}

/// One step of a backward pass over scalar nodes: the chain rule at one node, with its numbers.
public struct ValueBackwardStep: BackwardStep {
  /// The node whose turn it was.
  public let node: Value
  /// Its complete gradient.
  public let gradient: Double
  /// The gradients of the inputs before the step.
  private let before: (Double, Double, Double)
  private let order: StepOrder<Value>
  private let position: Int

  fileprivate init(node: Value, order: StepOrder<Value>, position: Int) {
    self.node = node
    self.order = order
    self.position = position
    gradient = node.gradient
    switch node.origin {
    case .leaf: before = (0, 0, 0)
    case .unary(_, let input): before = (input.gradient, 0, 0)
    case .binary(_, let left, let right): before = (left.gradient, right.gradient, 0)
    case .select(_, let first, let second): before = (0, first.gradient, second.gradient)
    }
  }

  /// Which step this is, counted from 1.
  public var number: Int { order.step(at: position) }

  /// How many steps the pass has.
  public var count: Int { order.count }

  /// The nodes that were computed from this one, with the numbers of their steps.
  public var uses: [(node: Value, step: Int)] { order.uses(of: node) }

  /// What the node passed on, for each input that gradients flow to.
  public var contributions: [GradientContribution<Value>] {
    guard let operation = node.operation else { return [] }
    let inputs = node.inputs
    let numbers = inputs.map(\.number)
    let derivatives = operation.localDerivatives(at: numbers, result: node.number)
    let start = [before.0, before.1, before.2]
    var contributions: [GradientContribution<Value>] = []
    for (index, input) in inputs.enumerated() where input.flowsGradient {
      guard let derivative = derivatives[index] else { continue }
      // An input that is used twice goes on from what the first use made of its gradient.
      let before = contributions.last { $0.input === input }?.after ?? start[index]
      contributions.append(
        GradientContribution(
          input: input, index: index, formula: operation.formula(forInput: index),
          substitution: operation.substitution(
            forInput: index, inputs: numbers, result: node.number, value: derivative),
          derivative: derivative, amount: gradient * derivative, before: before,
          after: before + gradient * derivative))
    }
    return contributions
  }

  /// A number with few digits; NaN, ∞ and tiny numbers as they are.
  public static func text(_ data: Double) -> String { data.readableText() }

  /// Whether the number is finite.
  public static func isFinite(_ data: Double) -> Bool { data.isFinite }
}
