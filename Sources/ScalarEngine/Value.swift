import Autograd

/// A number that remembers how it was computed.
///
/// Every operation makes a new node that keeps what was done and to which nodes. ``backward()`` walks that graph from the
/// result to the leaves and leaves in each node's ``grad`` how much the result changes when the node does:
///
///     let x = Value(3)
///     let y = x * x + 1
///     y.backward()
///     y.data   // 10.0
///     x.grad   // 6.0
///
/// Nodes are reference types and belong to one task at a time; they are not `Sendable`. Gradients flow to `Value(3)` and to a
/// variable made from a literal, but not to a literal inside of an expression, which is a constant.
public final class Value: Backpropagating {
  /// How a node came about: its operation and what it was applied to.
  enum Origin {
    case leaf
    case unary(UnaryOperation, Value)
    case binary(BinaryOperation, Value, Value)
    case select(Value, Value, Value)
  }

  /// What few nodes have, kept apart so that the many stay small.
  final class Annotations {
    var label: String?
    var hooks: [(Double) -> Double?] = []
    /// What a hooked leaf had collected before this pass.
    var earlierGradient = 0.0
  }

  var origin: Origin
  var annotations: Annotations?

  var number: Double
  var gradient = 0.0
  /// The backward pass that last met this node; see `Value.leavesFirst(from:)`.
  var mark: UInt64 = 0
  /// How often `data` was set, and what that count was, summed over the inputs, when they were used.
  var version: UInt32 = 0
  let inputVersions: UInt32

  /// Whether a backward pass has reached this node since the gradient was last cleared.
  public internal(set) var hasGradient = false
  var flowsGradient: Bool

  init(number: Double, origin: Origin, inputVersions: UInt32, flowsGradient: Bool) {
    self.number = number
    self.origin = origin
    self.inputVersions = inputVersions
    self.flowsGradient = flowsGradient
  }

  /// A leaf.
  ///
  /// - Parameters:
  ///   - label: the name that drawings and messages use.
  ///   - requiresGradient: whether gradients flow to it.
  public convenience init(_ data: Double, label: String? = nil, requiresGradient: Bool = true) {
    self.init(number: data, origin: .leaf, inputVersions: 0, flowsGradient: requiresGradient)
    if let label { self.label = label }
  }

  /// A leaf.
  public convenience init(floatLiteral value: Double) { self.init(value) }

  /// A leaf.
  public convenience init(integerLiteral value: Int) { self.init(Double(value)) }

  // Left to itself, releasing a node would release its inputs, which would release theirs: a stack frame for each
  // node of a chain. Here the inputs are moved out first, so that whatever this node alone kept alive is released in a loop.
  deinit {
    var pending: [Value] = []
    origin.moveInputs(to: &pending)
    while var node = pending.popLast() {
      if isKnownUniquelyReferenced(&node) { node.origin.moveInputs(to: &pending) }
    }
  }
}

extension Value.Origin {
  /// Leaves a leaf behind and hands over the inputs that have inputs of their own.
  fileprivate mutating func moveInputs(to pending: inout [Value]) {
    var inputs = Value.Origin.leaf
    swap(&self, &inputs)
    switch consume inputs {
    case .leaf: break
    case .unary(_, let input):
      if !input.isLeaf { pending.append(input) }
    case .binary(_, let left, let right):
      if !left.isLeaf { pending.append(left) }
      if !right.isLeaf { pending.append(right) }
    case .select(let condition, let first, let second):
      for input in [condition, first, second] where !input.isLeaf { pending.append(input) }
    }
  }
}

extension Value {
  /// The number itself. Setting it changes the node in place: a graph that used the old number can no longer run
  /// backward, and traps with a message if it is asked to.
  public var data: Double {
    get { number }
    set {
      number = newValue
      version &+= 1
    }
  }

  /// How much the result of the last backward pass changes when this number does; 0 before the first.
  ///
  /// A leaf adds up the gradients of all passes until ``zeroGradient()``; any other node holds that of the last alone.
  public var grad: Double {
    get { gradient }
    set {
      gradient = newValue
      hasGradient = true
    }
  }

  /// Whether gradients flow to this node. Settable on leaves; traps on results, whose inputs decide it.
  public var requiresGradient: Bool {
    get { flowsGradient }
    set {
      require(
        isLeaf, "requiresGradient: \(operation?.symbol ?? "") is a result, its inputs decide it")
      flowsGradient = newValue
    }
  }

  /// The name that drawings and messages use.
  public var label: String? {
    get { annotations?.label }
    set { annotate().label = newValue }
  }

  /// Whether this node was made from a number, not computed from other nodes.
  public var isLeaf: Bool {
    if case .leaf = origin { true } else { false }
  }

  /// Clears the gradient: ``grad`` reads 0 and ``hasGradient`` is false.
  public func zeroGradient() {
    gradient = 0
    hasGradient = false
  }

  /// The same number as a constant: no gradient flows through to this node. Later changes are not shared.
  public func detached() -> Value { .constant(number) }

  /// Calls `hook` with this node's gradient whenever a backward pass has completed it, before it flows on to the inputs.
  ///
  /// What the hook returns replaces the gradient; `nil` leaves it. Of several hooks each sees what the one before
  /// made of it. On a leaf the hook sees what this pass contributes, without what earlier passes left.
  public func onGradient(_ hook: @escaping (Double) -> Double?) { annotate().hooks.append(hook) }

  private func annotate() -> Annotations {
    if let annotations { return annotations }
    let made = Annotations()
    annotations = made
    return made
  }
}

extension Value: CustomStringConvertible {
  /// The label, the number and the gradient: `Value(a: -4.0, grad: 138.8)`, with "—" for a gradient not yet computed.
  public var description: String {
    "Value(\(label.map { "\($0): " } ?? "")\(number), grad: \(hasGradient ? "\(gradient)" : "—"))"
  }
}
