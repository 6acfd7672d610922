import Autograd

/// A number that remembers how it was computed.
///
/// Every operation makes a new node that keeps what was done and to which nodes. ``backward()`` walks that graph from the
/// result to the leaves and stores in each node's ``grad`` how much the result changes when the node does:
///
///     let x = Value(3)
///     let y = x * x + x
///     y.backward()
///     y.data   // 12.0
///     x.grad   // 7.0
///
/// Nodes are reference types and belong to one task at a time; they are not `Sendable`. Gradients flow to `Value(3)`
/// but not to a number inside of a formula, literal or variable, which is a constant.
///
/// How these numbers come about, for who reads on:
///
/// 1. `*` and `+` (`Value+Operators.swift`) make two nodes (`Value+Forward.swift`): p, with the origin `.binary(.multiply, x, x)`
///    and the number 9, and y, with `.binary(.add, p, x)` and 12.
/// 2. `backward()` (`Value+Backward.swift`) sorts them, inputs first: x, p, y. It begins with the gradient 1 of y and goes back.
/// 3. y passes 1 · 1 on to p and 1 · 1 to x; p passes 1 · 3 on to x, and 1 · 3 again. So x has 1 + 3 + 3 = 7.
///
/// What functions compute and their derivatives stand side by side in `BinaryOperation.swift` and `UnaryOperation.swift`, and the
/// chain rule in `Application.swift`, written for numbers, nodes and tensors alike.
public final class Value: Backpropagating {
  /// The number. Users see it as ``data``, and when they set it the change is counted.
  var number: Double

  /// How much the result of a backward pass changes when the number does. Users see it as ``grad``.
  var gradient = 0.0

  /// How the number came about, such as `.binary(.multiply, a, b)`: an operation and the nodes that it was applied to. `nil` for a
  /// leaf.
  var origin: Application<NodeReference>?

  /// Whether gradients flow here, and what else the engine keeps to be fast and to find mistakes.
  var bookkeeping: Bookkeeping

  init(_ number: Double, origin: Application<NodeReference>?, bookkeeping: Bookkeeping) {
    self.number = number
    self.origin = origin
    self.bookkeeping = bookkeeping
  }

  /// A leaf: a number to compute from, to which gradients flow unless it is said otherwise.
  ///
  /// - Parameters:
  ///   - data: the number.
  ///   - label: the name that drawings and messages use.
  ///   - requiresGradient: whether gradients flow to it.
  public convenience init(_ data: Double, label: String? = nil, requiresGradient: Bool = true) {
    self.init(data, origin: nil, bookkeeping: Bookkeeping(requiresGradient: requiresGradient))
    if let label { self.label = label }
  }

  // In a loop, as a chain of a million nodes would overflow the stack.
  deinit { releaseInputs() }
}

extension Value {
  /// The number itself. Setting it changes the node in place: a graph that used the old number can no longer run
  /// backward, and traps with a message if it is asked to.
  public var data: Double {
    get { number }
    set {
      number = newValue
      bookkeeping.version &+= 1
    }
  }

  /// How much the result of the last backward pass changes when this number does; 0 before the first.
  ///
  /// A leaf adds up the gradients of all passes until ``zeroGradient()``; any other node holds that of the last alone.
  public var grad: Double {
    get { gradient }
    set {
      gradient = newValue
      bookkeeping.hasGradient = true
    }
  }

  /// Whether this node was made from a number, not computed from other nodes.
  public var isLeaf: Bool { origin == nil }

  /// Makes this result a constant that holds its number and gradient and nothing else: lets go of the nodes that it was computed from.
  ///
  /// What variables hold stays. A backward pass from this node, or through it from what was computed from it, traps with a message
  /// that says why. A leaf stays as it is. Traps inside of a hook.
  public func releaseGraph() {
    if isLeaf { return }
    GraphWalk.requireNoHook(in: "releaseGraph")
    ReleasedNodes.keepInputs(of: self)
    releaseInputs()
    bookkeeping.requiresGradient = false
    bookkeeping.graphWasReleased = true
    // For those that used it.
    bookkeeping.version &+= 1
  }

  /// Clears the gradient: ``grad`` reads 0 and ``hasGradient`` is false.
  public func zeroGradient() {
    gradient = 0
    bookkeeping.hasGradient = false
  }

  /// The same number as a constant: no gradient flows through to this node. Later changes are not shared.
  public func detached() -> Value { .constant(number) }
}

extension Value: CustomStringConvertible {
  /// The label, the number and the gradient: `Value(a: -4.0, grad: 138.8)`, with "—" for a gradient not yet computed.
  public var description: String {
    "Value(\(label.map { "\($0): " } ?? "")\(number.exactText), grad: \(hasGradient ? gradient.exactText : "—"))"
  }
}
