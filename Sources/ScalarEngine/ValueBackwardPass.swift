import Autograd
import Synchronization

extension Value {
  /// A backward pass to step through: each step is taken when it is asked for.
  ///
  ///     for step in loss.backwardPass() { print(step) }
  ///
  /// ``backward()`` takes the same steps without a record of each. A pass that is not run to its end leaves gradients that are not complete.
  /// Traps where ``backward()`` does.
  public func backwardPass() -> ValueBackwardPass {
    requireGradientFlow()
    return ValueBackwardPass(
      from: self, Value.beginBackwardPass(from: CollectionOfOne((NodeReference(self), 1))))
  }
}

/// The steps of a backward pass over scalar nodes, from the result to the leaves; see ``Value/backwardPass()``.
///
/// The nodes come in an order in which all uses of a node come before the node itself, so that its gradient is complete
/// when it is passed on. A pass can be run through once.
public final class ValueBackwardPass: Sequence, IteratorProtocol {
  /// Keeps the nodes of the order alive.
  private let result: Value
  private let walk: BackwardWalk
  fileprivate let order: [NodeReference]
  private var position: Int

  init(from result: Value, _ walk: BackwardWalk) {
    self.result = result
    self.walk = walk
    order = walk.order
    position = order.count
    ReleasedNodes.beginStepping()
  }

  deinit { ReleasedNodes.endStepping() }

  /// Takes the next step, or `nil` after the last.
  @inlinable
  public func next() -> ValueBackwardStep? {
    takeStep().map { ValueBackwardStep(numbers: $0, pass: self) }
  }

  /// The number of steps that are left.
  public var underestimatedCount: Int { position }

  // Not inlined, so that a pass that is stepped through runs the very code of one that is not.
  @usableFromInline @inline(never)
  func takeStep() -> ValueBackwardStep.Numbers? {
    guard position > 0 else {
      walk.finish()
      return nil
    }
    position -= 1
    let node = order[position]
    node.completeGradient()
    let (left, right) = node.operands
    let numbers = ValueBackwardStep.Numbers(
      position: position, gradient: node.gradient,
      before: (left?.gradient ?? 0, right?.gradient ?? 0))
    node.passGradientOn()
    return numbers
  }

  /// The order with its uses; made when a step is first asked for its reasons.
  fileprivate private(set) lazy var stepOrder = StepOrder(order.map(\.node)) { $0.inputs }
}

/// What `releaseGraph()` lets go of while a pass is being stepped through, which holds the nodes of its order without counting.
struct ReleasedNodes: @unchecked Sendable {
  private static let shared = Mutex(ReleasedNodes())
  private var passCount = 0
  private var nodes: [Value] = []

  static func beginStepping() { shared.withLock { $0.passCount += 1 } }

  static func endStepping() {
    let released = shared.withLock { shared in
      shared.passCount -= 1
      defer { if shared.passCount == 0 { shared.nodes = [] } }
      return shared.passCount == 0 ? ReleasedNodes(nodes: shared.nodes) : nil
    }
    // Outside of the lock, as a node may hold whatever a hook captured.
    _ = consume released
  }

  /// Keeps the inputs of a node that is about to let go of them, if a pass may need them.
  static func keepInputs(of node: Value) {
    let inputs = ReleasedNodes(nodes: node.inputs)
    shared.withLock { if $0.passCount > 0 { $0.nodes += inputs.nodes } }
  }
}

/// One step of a backward pass over scalar nodes: the chain rule at one node, with its numbers.
public struct ValueBackwardStep: BackwardStep {
  /// What the step found before it passed the gradient on.
  @usableFromInline
  struct Numbers {
    /// Where the node stands in the order of the pass.
    let position: Int
    let gradient: Double
    /// The gradients of the operands but a condition, to which none flows.
    let before: (Double, Double)
  }

  @usableFromInline let numbers: Numbers
  @usableFromInline let pass: ValueBackwardPass

  @inlinable
  init(numbers: Numbers, pass: ValueBackwardPass) {
    self.numbers = numbers
    self.pass = pass
  }

  /// The node whose turn it was.
  public var node: Value { pass.order[numbers.position].node }

  /// Its complete gradient.
  public var gradient: Double { numbers.gradient }

  /// Which step this is, counted from 1.
  public var number: Int { pass.order.count - numbers.position }

  /// How many steps the pass has: one for each node that gradients flow to.
  public var count: Int { pass.order.count }

  /// The nodes that were computed from this one, with the numbers of their steps.
  public var uses: [(node: Value, step: Int)] { pass.stepOrder.uses(of: node) }

  /// What the node passed on, for each input that gradients flow to.
  public var contributions: [GradientContribution<Value>] {
    guard let operation = node.operation else { return [] }
    let inputs = node.inputs
    let data = inputs.map(\.number)
    let derivatives = operation.localDerivatives(at: data, result: node.number)
    // Ordered as the inputs are: a condition comes first.
    let before = [numbers.before.0, numbers.before.1]
    let start = inputs.count == 3 ? [0] + before : before
    var contributions: [GradientContribution<Value>] = []
    for (index, input) in inputs.enumerated() where node.inputsRequireGradient[index] {
      guard let derivative = derivatives[index] else { continue }
      // An input that is used twice goes on from what the first use made of its gradient.
      let before = contributions.last { $0.input === input }?.after ?? start[index]
      contributions.append(
        GradientContribution(
          node: node, input: input, index: index, derivative: derivative,
          amount: gradient * derivative, before: before, after: before + gradient * derivative))
    }
    return contributions
  }

  /// A number with few digits; NaN, ∞ and tiny numbers as they are.
  public static func text(_ data: Double) -> String { data.readableText() }

  public static func isFinite(_ data: Double) -> Bool { data.isFinite }
}
