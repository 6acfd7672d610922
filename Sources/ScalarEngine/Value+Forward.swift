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
    guard application.isDifferentiable, application.someOperandRequiresGradient, Recording.isEnabled
    else {
      // A constant keeps no inputs.
      application.forEach { _, input in _ = input.take() }
      return .constant(number)
    }
    return Value(
      number, origin: application,
      bookkeeping: Bookkeeping(
        requiresGradient: true, inputVersions: application.versions))
  }
}

extension Application<NodeReference> {
  /// Whether gradients flow to an operand; none ever flows to a condition.
  fileprivate var someOperandRequiresGradient: Bool {
    switch self {
    case .unary(_, let a): a.requiresGradient
    case .binary(_, let a, let b), .select(_, let a, let b):
      a.requiresGradient || b.requiresGradient
    }
  }
}

extension Value: GraphNode {
  /// What made this node; `nil` for a leaf.
  public var operation: NodeOperation? { origin?.operation }

  /// What the operation was applied to, in order; empty for a leaf.
  public var inputs: [Value] { origin?.operands.map(\.node) ?? [] }

  /// The node itself, as what tells it from every other one that is alive.
  public var identity: ObjectIdentifier { ObjectIdentifier(self) }
}
