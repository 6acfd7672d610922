/// A function of two numbers, with its derivatives, its symbol and its formula side by side.
public enum BinaryOperation: Hashable, Sendable, CaseIterable {
  case add, subtract, multiply, divide, power, maximum, minimum
  // 1 where the comparison holds and 0 elsewhere; constant between the jumps, so no gradient flows.
  case greater, greaterOrEqual, less, lessOrEqual, equal, notEqual
}

extension BinaryOperation {
  /// The function's value.
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
  /// Whether a gradient can flow through.
  @inlinable
  public var isDifferentiable: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .power, .maximum, .minimum: true
    case .greater, .greaterOrEqual, .less, .lessOrEqual, .equal, .notEqual: false
    }
  }

  /// Whether the derivative by the left argument reads the argument at `index`.
  func needsForLeft(input index: Int) -> Bool {
    switch self {
    case .multiply, .divide: index == 1
    case .power, .maximum, .minimum: true
    default: false
    }
  }

  /// Whether the derivative by the right argument reads the argument at `index`.
  func needsForRight(input index: Int) -> Bool {
    switch self {
    case .multiply: index == 0
    case .divide, .power, .maximum, .minimum: true
    default: false
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

  /// The derivatives as text, by the left and by the right argument; `y` is the function's value.
  public var formulas: (left: String, right: String) {
    switch self {
    case .add: ("∂(a+b)/∂a = 1", "∂(a+b)/∂b = 1")
    case .subtract: ("∂(a−b)/∂a = 1", "∂(a−b)/∂b = −1")
    case .multiply: ("∂(a·b)/∂a = b", "∂(a·b)/∂b = a")
    case .divide: ("∂(a/b)/∂a = 1/b", "∂(a/b)/∂b = −a/b²")
    case .power: ("∂(a^b)/∂a = b·a^(b − 1)", "∂(a^b)/∂b = y·log(a)")
    case .maximum: ("∂max(a,b)/∂a = 1 if a > b else 0", "∂max(a,b)/∂b = 1 if b > a else 0")
    case .minimum: ("∂min(a,b)/∂a = 1 if a < b else 0", "∂min(a,b)/∂b = 1 if b < a else 0")
    case .greater, .greaterOrEqual, .less, .lessOrEqual, .equal, .notEqual:
      ("a comparison is constant: no gradient flows", "a comparison is constant: no gradient flows")
    }
  }
}
