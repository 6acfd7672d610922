// The operators: each carries its operation out, `a * b` by `apply(.multiply, to: a, b)`; a number beside a node is a constant.
//
// They are declared by the type itself: written once in an extension of the protocol they would be candidates for every operator
// of a formula, and the compiler would give up on ordinary ones. `OperatorTests` holds the files of all types to the same text.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

import Autograd

extension Tensor {
  @inlinable
  public static func + (left: Tensor, right: Tensor) -> Tensor { apply(.add, to: left, right) }

  @inlinable
  public static func - (left: Tensor, right: Tensor) -> Tensor { apply(.subtract, to: left, right) }

  @inlinable
  public static func * (left: Tensor, right: Tensor) -> Tensor { apply(.multiply, to: left, right) }

  @inlinable
  public static func / (left: Tensor, right: Tensor) -> Tensor { apply(.divide, to: left, right) }

  @inlinable
  public static func + (left: Tensor, right: Double) -> Tensor {
    apply(.add, to: left, constant(right))
  }

  @inlinable
  public static func - (left: Tensor, right: Double) -> Tensor {
    apply(.subtract, to: left, constant(right))
  }

  @inlinable
  public static func * (left: Tensor, right: Double) -> Tensor {
    apply(.multiply, to: left, constant(right))
  }

  @inlinable
  public static func / (left: Tensor, right: Double) -> Tensor {
    apply(.divide, to: left, constant(right))
  }

  @inlinable
  public static func + (left: Double, right: Tensor) -> Tensor {
    apply(.add, to: constant(left), right)
  }

  @inlinable
  public static func - (left: Double, right: Tensor) -> Tensor {
    apply(.subtract, to: constant(left), right)
  }

  @inlinable
  public static func * (left: Double, right: Tensor) -> Tensor {
    apply(.multiply, to: constant(left), right)
  }

  @inlinable
  public static func / (left: Double, right: Tensor) -> Tensor {
    apply(.divide, to: constant(left), right)
  }

  @inlinable
  public static prefix func - (operand: Tensor) -> Tensor { apply(.negate, to: operand) }
}

extension Tensor {
  @inlinable
  public static func += (left: inout Tensor, right: Tensor) { assign(to: &left) { $0 + right } }

  @inlinable
  public static func -= (left: inout Tensor, right: Tensor) { subtract(right, from: &left) }

  @inlinable
  public static func *= (left: inout Tensor, right: Tensor) { assign(to: &left) { $0 * right } }

  @inlinable
  public static func /= (left: inout Tensor, right: Tensor) { assign(to: &left) { $0 / right } }

  @_disfavoredOverload
  @inlinable
  public static func += (left: inout Tensor, right: Double) { assign(to: &left) { $0 + right } }

  @_disfavoredOverload
  @inlinable
  public static func -= (left: inout Tensor, right: Double) {
    subtract(constant(right), from: &left)
  }

  @_disfavoredOverload
  @inlinable
  public static func *= (left: inout Tensor, right: Double) { assign(to: &left) { $0 * right } }

  @_disfavoredOverload
  @inlinable
  public static func /= (left: inout Tensor, right: Double) { assign(to: &left) { $0 / right } }
}

extension Tensor {
  @_disfavoredOverload
  @inlinable
  public static func + (left: Tensor, right: Int) -> Tensor { left + Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func - (left: Tensor, right: Int) -> Tensor { left - Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func * (left: Tensor, right: Int) -> Tensor { left * Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func / (left: Tensor, right: Int) -> Tensor { left / Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func + (left: Int, right: Tensor) -> Tensor { Double(left) + right }

  @_disfavoredOverload
  @inlinable
  public static func - (left: Int, right: Tensor) -> Tensor { Double(left) - right }

  @_disfavoredOverload
  @inlinable
  public static func * (left: Int, right: Tensor) -> Tensor { Double(left) * right }

  @_disfavoredOverload
  @inlinable
  public static func / (left: Int, right: Tensor) -> Tensor { Double(left) / right }
}

extension Tensor {
  @_disfavoredOverload
  @inlinable
  public static func + (left: Tensor, right: Float) -> Tensor { left + Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func - (left: Tensor, right: Float) -> Tensor { left - Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func * (left: Tensor, right: Float) -> Tensor { left * Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func / (left: Tensor, right: Float) -> Tensor { left / Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func + (left: Float, right: Tensor) -> Tensor { Double(left) + right }

  @_disfavoredOverload
  @inlinable
  public static func - (left: Float, right: Tensor) -> Tensor { Double(left) - right }

  @_disfavoredOverload
  @inlinable
  public static func * (left: Float, right: Tensor) -> Tensor { Double(left) * right }

  @_disfavoredOverload
  @inlinable
  public static func / (left: Float, right: Tensor) -> Tensor { Double(left) / right }
}
