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
  /// How a node came about. What it was applied to stands beside it, in `left`, `right` and `condition`.
  enum Origin {
    case leaf
    case unary(UnaryOperation)
    case binary(BinaryOperation)
    /// With a number on the left or on the right, whose node is made when somebody looks at it.
    case binaryOfConstant(Double, BinaryOperation)
    case binaryByConstant(Double, BinaryOperation)
    case select
  }

  /// What few nodes have, kept apart so that the many stay small.
  final class Annotations {
    var label: String?
    var hooks: [(Double) -> Double?] = []
    /// What a hooked leaf had collected before this pass.
    var earlierGradient = 0.0
  }

  var number: Double
  var gradient = 0.0

  let origin: Origin
  var flowsGradient: Bool
  /// Whether a backward pass has reached this node; see ``hasGradient``.
  var isReached = false
  /// How often `data` was set, and what that count was, summed over the inputs, when they were used.
  var version: UInt32 = 0
  let inputVersions: UInt32
  /// The backward pass that last met this node; see `LeavesFirst`.
  var mark: UInt64 = 0

  /// The inputs: `left` alone of a function of one number, all three of a selection.
  private(set) var left, right, condition: NodeReference?
  /// The next of the nodes that are about to be released; see `deinit`.
  fileprivate var nextToRelease: NodeReference?

  var annotations: Annotations?

  init(
    number: Double, origin: Origin, flowsGradient: Bool, inputVersions: UInt32 = 0,
    left: Value? = nil, right: Value? = nil, condition: Value? = nil
  ) {
    self.number = number
    self.origin = origin
    self.flowsGradient = flowsGradient
    self.inputVersions = inputVersions
    if let left { self.left = NodeReference(keeping: left) }
    if let right { self.right = NodeReference(keeping: right) }
    if let condition { self.condition = NodeReference(keeping: condition) }
  }

  /// A leaf.
  ///
  /// - Parameters:
  ///   - label: the name that drawings and messages use.
  ///   - requiresGradient: whether gradients flow to it.
  public convenience init(_ data: Double, label: String? = nil, requiresGradient: Bool = true) {
    self.init(number: data, origin: .leaf, flowsGradient: requiresGradient)
    if let label { self.label = label }
  }

  /// A leaf.
  public convenience init(floatLiteral value: Double) { self.init(value) }

  /// A leaf.
  public convenience init(integerLiteral value: Int) { self.init(Double(value)) }

  /// Makes the node of a number that stands beside this node's only input, if it is not there yet.
  func makeConstants() {
    switch origin {
    case .binaryOfConstant(let number, _) where left == nil:
      left = NodeReference(keeping: .constant(number))
    case .binaryByConstant(let number, _) where right == nil:
      right = NodeReference(keeping: .constant(number))
    default: break
    }
  }

  // An input that is released releases its own inputs, which would take a stack frame for each node of a chain. So the inputs
  // are moved out of a node first, and whatever it alone kept alive is released in a loop.
  deinit {
    var doomed: NodeReference?
    moveInputs(to: &doomed)
    while let node = doomed?.take() {
      doomed = node.nextToRelease
      node.moveInputs(to: &doomed)
    }
  }

  /// Lets go of the inputs; one with inputs of its own that nothing else holds joins the list instead.
  private func moveInputs(to doomed: inout NodeReference?) {
    if let left { left.release(to: &doomed) }
    if let right { right.release(to: &doomed) }
    if let condition { condition.release(to: &doomed) }
    (left, right, condition) = (nil, nil, nil)
  }
}

extension NodeReference {
  fileprivate func release(to doomed: inout NodeReference?) {
    var node = take()
    if !node.isLeaf && isKnownUniquelyReferenced(&node) {
      node.nextToRelease = doomed
      doomed = NodeReference(keeping: node)
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
      isReached = true
    }
  }

  /// Whether a backward pass has reached this node since the gradient was last cleared.
  public var hasGradient: Bool { isReached }

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
    isReached = false
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
