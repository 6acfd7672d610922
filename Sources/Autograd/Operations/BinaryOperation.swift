/// A function of two numbers, with its derivatives, its symbol and its formula side by side.
public enum BinaryOperation: Hashable, Sendable, CaseIterable {
  case add, subtract, multiply, divide, power, maximum, minimum
  // 1 where the comparison holds and 0 elsewhere; constant between the jumps, so no gradient flows.
  case greater, greaterOrEqual, less, lessOrEqual, equal, notEqual
}

extension BinaryOperation {
  /// The function at two numbers: `BinaryOperation.power(2, 10)`; comparisons give 1 or 0.
  @inlinable
  public func callAsFunction(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .power: Autograd.power(a, b)
    // Either argument being NaN makes the result NaN.
    case .maximum: a > b || a.isNaN ? a : b
    case .minimum: a < b || a.isNaN ? a : b
    case .greater: a > b ? 1 : 0
    case .greaterOrEqual: a >= b ? 1 : 0
    case .less: a < b ? 1 : 0
    case .lessOrEqual: a <= b ? 1 : 0
    case .equal: a == b ? 1 : 0
    case .notEqual: a != b ? 1 : 0
    }
  }

  /// The derivative by the left argument, at `a` and `b`, where the function's value is `y`.
  ///
  /// Where PyTorch makes a choice, this makes the same: equal arguments of `maximum` and `minimum` get
  /// one half each, and both get all of it if one is NaN; `∂aᵇ/∂a` is 0 for b = 0, even at a = 0.
  @inlinable
  public func derivativeByLeft<T: Differentiable>(at a: T, _ b: T, result y: T) -> T {
    switch self {
    case .add, .subtract: .constant(1)
    case .multiply: b
    case .divide: b.reciprocal()
    case .power: T.select(where: b .== 0, .constant(0), b * a.pow(b - 1))
    case .maximum: 1 - (a .< b) - 0.5 * (a .== b)
    case .minimum: 1 - (a .> b) - 0.5 * (a .== b)
    case .greater, .greaterOrEqual, .less, .lessOrEqual, .equal, .notEqual: .constant(0)
    }
  }

  /// The derivative by the right argument, at `a` and `b`, where the function's value is `y`.
  ///
  /// `∂aᵇ/∂b` is 0 for a = 0 and b ≥ 0 and NaN for a < 0, as in PyTorch.
  @inlinable
  public func derivativeByRight<T: Differentiable>(at a: T, _ b: T, result y: T) -> T {
    switch self {
    case .add: .constant(1)
    case .subtract: .constant(-1)
    case .multiply: a
    case .divide: -a / (b * b)
    case .power: T.select(where: (a .== 0) * (b .>= 0), .constant(0), y * a.log())
    case .maximum: 1 - (b .< a) - 0.5 * (a .== b)
    case .minimum: 1 - (b .> a) - 0.5 * (a .== b)
    case .greater, .greaterOrEqual, .less, .lessOrEqual, .equal, .notEqual: .constant(0)
    }
  }
}

extension BinaryOperation {
  /// The derivative by the left argument at numbers, where the function's value is `y`.
  @inlinable
  public func derivativeByLeft(at a: Double, _ b: Double, result y: Double) -> Double {
    derivativeByLeft(at: PlainNumber(a), PlainNumber(b), result: PlainNumber(y)).value
  }

  /// The derivative by the right argument at numbers, where the function's value is `y`.
  @inlinable
  public func derivativeByRight(at a: Double, _ b: Double, result y: Double) -> Double {
    derivativeByRight(at: PlainNumber(a), PlainNumber(b), result: PlainNumber(y)).value
  }
}

extension BinaryOperation: ElementwiseRule {
  package var operation: NodeOperation { .binary(self) }

  package var roles: [String] {
    switch self {
    case .add, .multiply, .maximum, .minimum, .equal, .notEqual: []
    case .power: ["base", "exponent"]
    case .subtract, .divide, .greater, .greaterOrEqual, .less, .lessOrEqual: ["left", "right"]
    }
  }

  /// Whether a gradient can flow through.
  @inlinable
  public var isDifferentiable: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .power, .maximum, .minimum: true
    case .greater, .greaterOrEqual, .less, .lessOrEqual, .equal, .notEqual: false
    }
  }

  package var needsResult: Bool { self == .power }

  package func needsInput(_ index: Int, wanted: (Int) -> Bool) -> Bool {
    switch self {
    case .add, .subtract, .greater, .greaterOrEqual, .less, .lessOrEqual, .equal, .notEqual: false
    case .multiply: wanted(1 - index)
    case .divide: wanted(1) || index == 1 && wanted(0)
    case .power, .maximum, .minimum: wanted(0) || wanted(1)
    }
  }

  /// How a drawing names the operation.
  public var symbol: String {
    switch self {
    case .add: "+"
    case .subtract: "−"
    case .multiply: "×"
    case .divide: "÷"
    case .power: "^"
    case .maximum: "max"
    case .minimum: "min"
    case .greater: ">"
    case .greaterOrEqual: "≥"
    case .less: "<"
    case .lessOrEqual: "≤"
    case .equal: "="
    case .notEqual: "≠"
    }
  }

  package func function(of names: [String]) -> String {
    let (a, b) = (names[0], names[1])
    return switch self {
    case .multiply: "(\(a)·\(b))"
    case .divide: "(\(a)/\(b))"
    case .add, .subtract, .power, .greater, .greaterOrEqual, .less, .lessOrEqual, .equal, .notEqual:
      "(\(a)\(symbol)\(b))"
    case .maximum, .minimum: "\(symbol)(\(a),\(b))"
    }
  }

  package func derivative(byInput index: Int, of names: [String], result: String) -> String? {
    let (a, b, isLeft) = (names[0], names[1], index == 0)
    return switch self {
    case .add: "1"
    case .subtract: isLeft ? "1" : "−1"
    case .multiply: isLeft ? b : a
    case .divide: isLeft ? "1/\(b)" : "−\(a)/\(b)²"
    case .power: isLeft ? "\(b)·\(a)^(\(b) − 1)" : "\(result)·log(\(a))"
    case .maximum: isLeft ? "1 if \(a) > \(b) else 0" : "1 if \(b) > \(a) else 0"
    case .minimum: isLeft ? "1 if \(a) < \(b) else 0" : "1 if \(b) < \(a) else 0"
    case .greater, .greaterOrEqual, .less, .lessOrEqual, .equal, .notEqual: nil
    }
  }
}
