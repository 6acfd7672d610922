import Autograd

extension Value: Differentiable {
  /// A number that takes part in a computation and that no gradient flows to.
  public static func constant(_ number: Double) -> Value {
    Value(number, origin: nil, bookkeeping: Bookkeeping(requiresGradient: false))
  }

  // `consuming`, so that a node takes over the caller's references to its inputs instead of counting new ones.

  /// A node for a function of one number.
  public static func apply(_ operation: UnaryOperation, to input: consuming Value) -> Value {
    node(for: .unary(operation, NodeReference(keeping: input)))
  }

  /// A node for a function of two numbers.
  public static func apply(
    _ operation: BinaryOperation, to left: consuming Value, _ right: consuming Value
  ) -> Value {
    node(for: .binary(operation, NodeReference(keeping: left), NodeReference(keeping: right)))
  }

  /// A node for `first` if `condition` is not 0, otherwise for `second`.
  public static func select(
    where condition: consuming Value, _ first: consuming Value, _ second: consuming Value
  ) -> Value {
    node(
      for: .select(
        where: NodeReference(keeping: condition), NodeReference(keeping: first),
        NodeReference(keeping: second)))
  }

  /// The forward pass at one node: works the number out and remembers how, if a gradient can flow through it.
  @inline(__always)
  private static func node(for application: Application<NodeReference>) -> Value {
    // On plain numbers, so that nothing is recorded: for `.multiply`, left.number * right.number.
    let number = application.result { PlainNumber($0.number) }.value
    let flows = application.flows
    guard application.isDifferentiable, flows.bits != 0, Recording.isEnabled else {
      // A constant keeps no inputs.
      application.forEach { _, input in _ = input.take() }
      return .constant(number)
    }
    return Value(
      number, origin: application,
      bookkeeping: Bookkeeping(
        requiresGradient: true, flows: flows, inputVersions: application.versions))
  }
}

extension Application<NodeReference> {
  /// The operands that gradients flow to; none ever flows to a condition.
  @inline(__always)
  fileprivate var flows: Value.Flows {
    let bits: UInt8 =
      switch self {
      case .unary(_, let a): a.requiresGradient ? 1 : 0
      case .binary(_, let a, let b): (a.requiresGradient ? 1 : 0) | (b.requiresGradient ? 2 : 0)
      case .select(_, let a, let b): (a.requiresGradient ? 2 : 0) | (b.requiresGradient ? 4 : 0)
      }
    return Value.Flows(bits: bits)
  }
}

extension Value: GraphNode {
  /// What made this node; `nil` for a leaf.
  public var operation: NodeOperation? { origin?.operation }

  /// What the operation was applied to, in order; empty for a leaf.
  public var inputs: [Value] { origin?.operands.map(\.node) ?? [] }

  /// For each input, whether gradients flow to it from here: it required one when the operation was recorded, and still does.
  public var inputsRequireGradient: [Bool] {
    var result: [Bool] = []
    origin?.forEach { index, input in
      result.append(bookkeeping.flows.contains(index) && input.requiresGradient)
    }
    return result
  }

  /// The node itself, as what tells it from every other one that is alive.
  public var identity: ObjectIdentifier { ObjectIdentifier(self) }
}
