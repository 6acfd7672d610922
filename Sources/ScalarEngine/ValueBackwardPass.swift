import Autograd

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
  fileprivate let order: LeavesFirst
  private var position: Int

  init(from output: Value) {
    require(
      output.requiresGradient,
      "backward: \(output) depends on nothing that requires a gradient")
    order = LeavesFirst(from: output)
    position = order.count
    output.gradient += 1
  }

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
    guard position > 0 else { return nil }
    position -= 1
    return ValueBackwardStep.Numbers(takingStepAt: order[position], position: position)
  }

  /// The order with its uses; made when a step is first asked for its reasons.
  fileprivate private(set) lazy var stepOrder = StepOrder(order.nodes) { $0.inputs }
}

/// One step of a backward pass over scalar nodes: the chain rule at one node, with its numbers.
public struct ValueBackwardStep: BackwardStep {
  /// What the step found before it changed anything.
  @usableFromInline
  struct Numbers {
    /// Where the node stands in the order of the pass.
    let position: Int
    let gradient: Double
    /// The gradients of the inputs.
    let left, right: Double

    @inline(__always)
    init(takingStepAt reference: NodeReference, position: Int) {
      self.position = position
      reference.look { $0.completeGradient() }
      gradient = reference.look { $0.gradient }
      left = reference.look { $0.left?.look { $0.gradient } ?? 0 }
      right = reference.look { $0.right?.look { $0.gradient } ?? 0 }
      reference.look { $0.passGradientOn() }
    }
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

  /// How many steps the pass has.
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
    let start =
      inputs.count == 3 ? [0, numbers.left, numbers.right] : [numbers.left, numbers.right]
    var contributions: [GradientContribution<Value>] = []
    for (index, input) in inputs.enumerated() where input.flowsGradient {
      guard let derivative = derivatives[index] else { continue }
      // An input that is used twice goes on from what the first use made of its gradient.
      let before = contributions.last { $0.input === input }?.after ?? start[index]
      contributions.append(
        GradientContribution(
          input: input, index: index, formula: operation.formula(forInput: index),
          substitution: operation.substitution(
            forInput: index, inputs: data, result: node.number, value: derivative),
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
