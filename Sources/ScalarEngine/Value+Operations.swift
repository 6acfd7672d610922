import Autograd

extension Value: Differentiable {
  /// A number that takes part in a computation and that no gradient flows to.
  public static func constant(_ number: Double) -> Value {
    Value(number: number, origin: .leaf, flowsGradient: false)
  }

  /// A node for a function of one number.
  public static func apply(_ operation: UnaryOperation, to input: consuming Value) -> Value {
    let number = operation(input.number)
    guard input.flowsGradient, operation.isDifferentiable, Recording.isEnabled else {
      return .constant(number)
    }
    return Value(
      number: number, origin: .unary(operation), flowsGradient: true,
      inputVersions: input.version, left: input)
  }

  /// A node for a function of two numbers.
  public static func apply(
    _ operation: BinaryOperation, to left: consuming Value, _ right: consuming Value
  ) -> Value {
    let number = operation(left.number, right.number)
    guard left.flowsGradient || right.flowsGradient, operation.isDifferentiable, Recording.isEnabled
    else { return .constant(number) }
    return Value(
      number: number, origin: .binary(operation), flowsGradient: true,
      inputVersions: left.version &+ right.version, left: left, right: right)
  }

  /// A node for a function of two numbers, the second a constant: of the two only one node is made.
  public static func apply(
    _ operation: BinaryOperation, to left: consuming Value, constant right: Double
  ) -> Value {
    let number = operation(left.number, right)
    guard left.flowsGradient, operation.isDifferentiable, Recording.isEnabled
    else { return .constant(number) }
    return Value(
      number: number, origin: .binaryByConstant(right, operation), flowsGradient: true,
      inputVersions: left.version, left: left)
  }

  /// A node for a function of two numbers, the first a constant: of the two only one node is made.
  public static func apply(
    _ operation: BinaryOperation, toConstant left: Double, _ right: consuming Value
  ) -> Value {
    let number = operation(left, right.number)
    guard right.flowsGradient, operation.isDifferentiable, Recording.isEnabled
    else { return .constant(number) }
    return Value(
      number: number, origin: .binaryOfConstant(left, operation), flowsGradient: true,
      inputVersions: right.version, right: right)
  }

  /// A node for `first` if `condition` is not 0, otherwise for `second`.
  public static func select(where condition: Value, _ first: Value, _ second: Value) -> Value {
    let number = Double.select(where: condition.number, first.number, second.number)
    guard first.flowsGradient || second.flowsGradient, Recording.isEnabled else {
      return .constant(number)
    }
    return Value(
      number: number, origin: .select, flowsGradient: true,
      inputVersions: condition.version &+ first.version &+ second.version,
      left: first, right: second, condition: condition)
  }
}

extension Value: GraphNode {
  /// What made this node; `nil` for a leaf.
  public var operation: Operation? {
    switch origin {
    case .leaf: nil
    case .unary(let operation): .unary(operation)
    case .binary(let operation), .binaryOfConstant(_, let operation),
      .binaryByConstant(_, let operation):
      .binary(operation)
    case .select: .select
    }
  }

  /// What the operation was applied to, in order; empty for a leaf.
  public var inputs: [Value] {
    makeConstants()
    return [condition, left, right].compactMap { $0?.node }
  }

  /// The node itself, as what tells it from every other one that is alive.
  public var identity: ObjectIdentifier { ObjectIdentifier(self) }

  /// The chain rule on nodes: each input's gradient as a graph of its own.
  public static func pullback(
    _ operation: Operation, gradient: Value, inputs: [Value], result: Value, wanted: [Bool]
  ) -> [Value?] {
    switch operation {
    case .unary(let operation):
      return [gradient * operation.derivative(at: inputs[0], result: result)]
    case .binary(let operation):
      let (left, right) = (inputs[0], inputs[1])
      return [
        wanted[0] ? gradient * operation.derivativeByLeft(at: left, right, result: result) : nil,
        wanted[1] ? gradient * operation.derivativeByRight(at: left, right, result: result) : nil,
      ]
    case .select:
      return [
        nil,
        wanted[1] ? select(where: inputs[0], gradient, .constant(0)) : nil,
        wanted[2] ? select(where: inputs[0], .constant(0), gradient) : nil,
      ]
    case .tensor(let operation):
      fatalError("\(operation.symbol) applies to tensors, not to a scalar node")
    }
  }

  /// The gradients of `output` by each of `inputs`, without touching any ``grad``.
  public static func gradients(
    of output: Value, withRespectTo inputs: [Value], createGraph: Bool
  ) -> [Value] {
    reverseGradients(
      of: output, seed: .constant(1), withRespectTo: inputs, createGraph: createGraph
    ) { _ in .constant(0) }
  }
}
