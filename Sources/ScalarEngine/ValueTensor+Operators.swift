// The operators: each carries its operation out, `a * b` by `apply(.multiply, to: a, b)`; a number beside a node is a constant.
//
// They are declared by the type itself: written once in an extension of the protocol they would be candidates for every operator
// of a formula, and the compiler would give up on ordinary ones. `OperatorTests` holds the files of all types to the same text.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

import Autograd

extension ValueTensor {
  @inlinable
  public static func + (left: ValueTensor, right: ValueTensor) -> ValueTensor {
    apply(.add, to: left, right)
  }

  @inlinable
  public static func - (left: ValueTensor, right: ValueTensor) -> ValueTensor {
    apply(.subtract, to: left, right)
  }

  @inlinable
  public static func * (left: ValueTensor, right: ValueTensor) -> ValueTensor {
    apply(.multiply, to: left, right)
  }

  @inlinable
  public static func / (left: ValueTensor, right: ValueTensor) -> ValueTensor {
    apply(.divide, to: left, right)
  }

  @inlinable
  public static func + (left: ValueTensor, right: Double) -> ValueTensor {
    apply(.add, to: left, constant(right))
  }

  @inlinable
  public static func - (left: ValueTensor, right: Double) -> ValueTensor {
    apply(.subtract, to: left, constant(right))
  }

  @inlinable
  public static func * (left: ValueTensor, right: Double) -> ValueTensor {
    apply(.multiply, to: left, constant(right))
  }

  @inlinable
  public static func / (left: ValueTensor, right: Double) -> ValueTensor {
    apply(.divide, to: left, constant(right))
  }

  @inlinable
  public static func + (left: Double, right: ValueTensor) -> ValueTensor {
    apply(.add, to: constant(left), right)
  }

  @inlinable
  public static func - (left: Double, right: ValueTensor) -> ValueTensor {
    apply(.subtract, to: constant(left), right)
  }

  @inlinable
  public static func * (left: Double, right: ValueTensor) -> ValueTensor {
    apply(.multiply, to: constant(left), right)
  }

  @inlinable
  public static func / (left: Double, right: ValueTensor) -> ValueTensor {
    apply(.divide, to: constant(left), right)
  }

  @inlinable
  public static prefix func - (operand: ValueTensor) -> ValueTensor { apply(.negate, to: operand) }
}

extension ValueTensor {
  @inlinable
  public static func += (left: inout ValueTensor, right: ValueTensor) {
    assign(to: &left) { $0 + right }
  }

  @inlinable
  public static func -= (left: inout ValueTensor, right: ValueTensor) {
    subtract(right, from: &left)
  }

  @inlinable
  public static func *= (left: inout ValueTensor, right: ValueTensor) {
    assign(to: &left) { $0 * right }
  }

  @inlinable
  public static func /= (left: inout ValueTensor, right: ValueTensor) {
    assign(to: &left) { $0 / right }
  }

  @_disfavoredOverload
  @inlinable
  public static func += (left: inout ValueTensor, right: Double) {
    assign(to: &left) { $0 + right }
  }

  @_disfavoredOverload
  @inlinable
  public static func -= (left: inout ValueTensor, right: Double) {
    subtract(constant(right), from: &left)
  }

  @_disfavoredOverload
  @inlinable
  public static func *= (left: inout ValueTensor, right: Double) {
    assign(to: &left) { $0 * right }
  }

  @_disfavoredOverload
  @inlinable
  public static func /= (left: inout ValueTensor, right: Double) {
    assign(to: &left) { $0 / right }
  }
}

extension ValueTensor {
  @_disfavoredOverload
  @inlinable
  public static func + (left: ValueTensor, right: Int) -> ValueTensor { left + Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func - (left: ValueTensor, right: Int) -> ValueTensor { left - Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func * (left: ValueTensor, right: Int) -> ValueTensor { left * Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func / (left: ValueTensor, right: Int) -> ValueTensor { left / Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func + (left: Int, right: ValueTensor) -> ValueTensor { Double(left) + right }

  @_disfavoredOverload
  @inlinable
  public static func - (left: Int, right: ValueTensor) -> ValueTensor { Double(left) - right }

  @_disfavoredOverload
  @inlinable
  public static func * (left: Int, right: ValueTensor) -> ValueTensor { Double(left) * right }

  @_disfavoredOverload
  @inlinable
  public static func / (left: Int, right: ValueTensor) -> ValueTensor { Double(left) / right }
}

extension ValueTensor {
  @_disfavoredOverload
  @inlinable
  public static func + (left: ValueTensor, right: Float) -> ValueTensor { left + Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func - (left: ValueTensor, right: Float) -> ValueTensor { left - Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func * (left: ValueTensor, right: Float) -> ValueTensor { left * Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func / (left: ValueTensor, right: Float) -> ValueTensor { left / Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func + (left: Float, right: ValueTensor) -> ValueTensor { Double(left) + right }

  @_disfavoredOverload
  @inlinable
  public static func - (left: Float, right: ValueTensor) -> ValueTensor { Double(left) - right }

  @_disfavoredOverload
  @inlinable
  public static func * (left: Float, right: ValueTensor) -> ValueTensor { Double(left) * right }

  @_disfavoredOverload
  @inlinable
  public static func / (left: Float, right: ValueTensor) -> ValueTensor { Double(left) / right }
}
