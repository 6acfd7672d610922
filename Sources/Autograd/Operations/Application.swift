/// A function of numbers with what it is applied to: how the result of an element-wise operation came about.
///
///     Application.binary(.multiply, 2.0, 3.0).result { PlainNumber($0) }.value   // 6.0
///
/// Here, and nowhere else, such an operation is carried out and the chain rule applied: on numbers, on scalar nodes, on tensors.
@frozen
public enum Application<Operand> {
  case unary(UnaryOperation, Operand)
  case binary(BinaryOperation, Operand, Operand)
  /// The first of the operands behind the condition where it is not 0, the second elsewhere.
  case select(where: Operand, Operand, Operand)
}

extension Application {
  /// The operation on its operands, in their order; `nil` for an operation on whole tensors.
  @inlinable
  public init?(_ operation: NodeOperation, to operands: [Operand]) {
    switch operation {
    case .unary(let function): self = .unary(function, operands[0])
    case .binary(let function): self = .binary(function, operands[0], operands[1])
    case .select: self = .select(where: operands[0], operands[1], operands[2])
    case .tensor: return nil
    }
  }

  /// What is applied.
  @inlinable
  public var operation: NodeOperation {
    switch self {
    case .unary(let function, _): .unary(function)
    case .binary(let function, _, _): .binary(function)
    case .select: .select
    }
  }

  /// What it is applied to, in order; a condition comes first.
  @inlinable
  public var operands: [Operand] {
    switch self {
    case .unary(_, let a): [a]
    case .binary(_, let a, let b): [a, b]
    case .select(let condition, let a, let b): [condition, a, b]
    }
  }
}

extension Application {
  /// What `combine` makes of all operands, one after the other.
  @inlinable @inline(__always)
  public func reduce<Result>(
    _ initial: Result, _ combine: (Result, Operand) -> Result
  ) -> Result {
    switch self {
    case .unary(_, let a): combine(initial, a)
    case .binary(_, let a, let b): combine(combine(initial, a), b)
    case .select(let condition, let a, let b): combine(combine(combine(initial, condition), a), b)
    }
  }

  /// Calls `body` with each operand and its place.
  @inlinable @inline(__always)
  public func forEach(_ body: (_ index: Int, _ operand: Operand) -> Void) {
    switch self {
    case .unary(_, let a): body(0, a)
    case .binary(_, let a, let b):
      body(0, a)
      body(1, b)
    case .select(let condition, let a, let b):
      body(0, condition)
      body(1, a)
      body(2, b)
    }
  }

  /// Whether a gradient can flow through.
  @inlinable @inline(__always)
  public var isDifferentiable: Bool {
    switch self {
    case .unary(let function, _): function.isDifferentiable
    case .binary(let function, _, _): function.isDifferentiable
    case .select: true
    }
  }
}

// What an operation computes, and the chain rule. Numbers, scalar nodes and tensors take them from here; `value` tells what an
// operand stands for.
extension Application {
  /// The function's value.
  @inlinable @inline(__always)
  public func result<T: Differentiable>(_ value: (Operand) -> T) -> T {
    switch self {
    case .unary(let function, let a): T.apply(function, to: value(a))
    case .binary(let function, let a, let b): T.apply(function, to: value(a), value(b))
    case .select(let condition, let a, let b):
      T.select(where: value(condition), value(a), value(b))
    }
  }

  /// The chain rule: gives `receive` for each operand its share, the gradient of the result times the local derivative.
  ///
  /// On ``PlainNumber`` this is plain arithmetic; on nodes it makes nodes, for gradients of gradients.
  ///
  /// Nothing flows to a condition, nor to operands that are not wanted. Of tensors a share has the shape of the result, to which
  /// the operand may have been stretched.
  @inlinable @inline(__always)
  public func chainRule<T: Differentiable>(
    _ gradient: T, result: T, value: (Operand) -> T, isWanted: (_ index: Int, Operand) -> Bool,
    receive: (_ index: Int, Operand, _ share: T) -> Void
  ) {
    switch self {
    case .unary(let function, let a):
      if isWanted(0, a) {
        receive(0, a, gradient * function.derivative(at: value(a), result: result))
      }
    case .binary(let function, let a, let b):
      let (left, right) = (value(a), value(b))
      if isWanted(0, a) {
        receive(0, a, gradient * function.derivativeByLeft(at: left, right, result: result))
      }
      if isWanted(1, b) {
        receive(1, b, gradient * function.derivativeByRight(at: left, right, result: result))
      }
    // Not a product with 0, which NaN and infinity survive.
    case .select(let condition, let a, let b):
      if isWanted(1, a) {
        receive(1, a, .select(where: value(condition), gradient, .constant(0)))
      }
      if isWanted(2, b) {
        receive(2, b, .select(where: value(condition), .constant(0), gradient))
      }
    }
  }
}

extension Application where Operand: Differentiable {
  /// What the chain rule gives each operand; `nil` where it gives nothing.
  @inlinable
  public func shares(
    of gradient: Operand, result: Operand, wanted: [Bool]
  ) -> [Operand?] {
    var shares = [Operand?](repeating: nil, count: wanted.count)
    chainRule(gradient, result: result, value: { $0 }, isWanted: { index, _ in wanted[index] }) {
      index, _, share in shares[index] = share
    }
    return shares
  }
}
