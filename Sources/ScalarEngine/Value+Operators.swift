// The operators: each carries its operation out, `a * b` by `apply(.multiply, to: a, b)`; a number beside a node is a constant.
//
// They are declared by the type itself: written once in an extension of the protocol they would be candidates for every operator
// of a formula, and the compiler would give up on ordinary ones. `OperatorTests` holds the files of all types to the same text.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

import Autograd

extension Value {
  @inlinable
  public static func + (left: Value, right: Value) -> Value { apply(.add, to: left, right) }

  @inlinable
  public static func - (left: Value, right: Value) -> Value { apply(.subtract, to: left, right) }

  @inlinable
  public static func * (left: Value, right: Value) -> Value { apply(.multiply, to: left, right) }

  @inlinable
  public static func / (left: Value, right: Value) -> Value { apply(.divide, to: left, right) }

  @inlinable
  public static func + (left: Value, right: Double) -> Value {
    apply(.add, to: left, constant(right))
  }

  @inlinable
  public static func - (left: Value, right: Double) -> Value {
    apply(.subtract, to: left, constant(right))
  }

  @inlinable
  public static func * (left: Value, right: Double) -> Value {
    apply(.multiply, to: left, constant(right))
  }

  @inlinable
  public static func / (left: Value, right: Double) -> Value {
    apply(.divide, to: left, constant(right))
  }

  @inlinable
  public static func + (left: Double, right: Value) -> Value {
    apply(.add, to: constant(left), right)
  }

  @inlinable
  public static func - (left: Double, right: Value) -> Value {
    apply(.subtract, to: constant(left), right)
  }

  @inlinable
  public static func * (left: Double, right: Value) -> Value {
    apply(.multiply, to: constant(left), right)
  }

  @inlinable
  public static func / (left: Double, right: Value) -> Value {
    apply(.divide, to: constant(left), right)
  }

  @inlinable
  public static prefix func - (operand: Value) -> Value { apply(.negate, to: operand) }
}

extension Value {
  @inlinable
  public static func += (left: inout Value, right: Value) { assign(to: &left) { $0 + right } }

  @inlinable
  public static func -= (left: inout Value, right: Value) { subtract(right, from: &left) }

  @inlinable
  public static func *= (left: inout Value, right: Value) { assign(to: &left) { $0 * right } }

  @inlinable
  public static func /= (left: inout Value, right: Value) { assign(to: &left) { $0 / right } }

  @_disfavoredOverload
  @inlinable
  public static func += (left: inout Value, right: Double) { assign(to: &left) { $0 + right } }

  @_disfavoredOverload
  @inlinable
  public static func -= (left: inout Value, right: Double) {
    subtract(constant(right), from: &left)
  }

  @_disfavoredOverload
  @inlinable
  public static func *= (left: inout Value, right: Double) { assign(to: &left) { $0 * right } }

  @_disfavoredOverload
  @inlinable
  public static func /= (left: inout Value, right: Double) { assign(to: &left) { $0 / right } }
}

extension Value {
  @_disfavoredOverload
  @inlinable
  public static func + (left: Value, right: Int) -> Value { left + Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func - (left: Value, right: Int) -> Value { left - Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func * (left: Value, right: Int) -> Value { left * Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func / (left: Value, right: Int) -> Value { left / Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func + (left: Int, right: Value) -> Value { Double(left) + right }

  @_disfavoredOverload
  @inlinable
  public static func - (left: Int, right: Value) -> Value { Double(left) - right }

  @_disfavoredOverload
  @inlinable
  public static func * (left: Int, right: Value) -> Value { Double(left) * right }

  @_disfavoredOverload
  @inlinable
  public static func / (left: Int, right: Value) -> Value { Double(left) / right }
}

extension Value {
  @_disfavoredOverload
  @inlinable
  public static func + (left: Value, right: Float) -> Value { left + Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func - (left: Value, right: Float) -> Value { left - Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func * (left: Value, right: Float) -> Value { left * Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func / (left: Value, right: Float) -> Value { left / Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func + (left: Float, right: Value) -> Value { Double(left) + right }

  @_disfavoredOverload
  @inlinable
  public static func - (left: Float, right: Value) -> Value { Double(left) - right }

  @_disfavoredOverload
  @inlinable
  public static func * (left: Float, right: Value) -> Value { Double(left) * right }

  @_disfavoredOverload
  @inlinable
  public static func / (left: Float, right: Value) -> Value { Double(left) / right }
}
