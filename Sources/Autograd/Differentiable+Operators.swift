// A literal beside a node is a `Double`, a constant of the computation: the overloads with two nodes are
// disfavoured so that `x + 1` does not make a leaf that would collect a gradient nobody asked for.

extension Differentiable {
  /// The sum.
  @_disfavoredOverload @inlinable
  public static func + (left: Self, right: Self) -> Self { apply(.add, to: left, right) }

  /// The difference.
  @_disfavoredOverload @inlinable
  public static func - (left: Self, right: Self) -> Self { apply(.subtract, to: left, right) }

  /// The product, element by element.
  @_disfavoredOverload @inlinable
  public static func * (left: Self, right: Self) -> Self { apply(.multiply, to: left, right) }

  /// The quotient, element by element.
  @_disfavoredOverload @inlinable
  public static func / (left: Self, right: Self) -> Self { apply(.divide, to: left, right) }

  /// The sum with a number.
  @inlinable
  public static func + (left: Self, right: Double) -> Self {
    apply(.add, to: left, constant: right)
  }

  /// The difference to a number.
  @inlinable
  public static func - (left: Self, right: Double) -> Self {
    apply(.subtract, to: left, constant: right)
  }

  /// The product with a number.
  @inlinable
  public static func * (left: Self, right: Double) -> Self {
    apply(.multiply, to: left, constant: right)
  }

  /// The quotient by a number.
  @inlinable
  public static func / (left: Self, right: Double) -> Self {
    apply(.divide, to: left, constant: right)
  }

  /// The sum with a number.
  @inlinable
  public static func + (left: Double, right: Self) -> Self {
    apply(.add, toConstant: left, right)
  }

  /// The difference from a number.
  @inlinable
  public static func - (left: Double, right: Self) -> Self {
    apply(.subtract, toConstant: left, right)
  }

  /// The product with a number.
  @inlinable
  public static func * (left: Double, right: Self) -> Self {
    apply(.multiply, toConstant: left, right)
  }

  /// The quotient of a number.
  @inlinable
  public static func / (left: Double, right: Self) -> Self {
    apply(.divide, toConstant: left, right)
  }

  /// The number with its sign changed.
  @_disfavoredOverload @inlinable
  public static prefix func - (operand: Self) -> Self { apply(.negate, to: operand) }
}

// The assignments make a new node and let the variable name it; the graph of the old one stays as it was.
extension Differentiable {
  /// Replaces the variable by the sum.
  @_disfavoredOverload @inlinable
  public static func += (left: inout Self, right: Self) { left = apply(.add, to: left, right) }

  /// Replaces the variable by the difference.
  @_disfavoredOverload @inlinable
  public static func -= (left: inout Self, right: Self) { left = apply(.subtract, to: left, right) }

  /// Replaces the variable by the product.
  @_disfavoredOverload @inlinable
  public static func *= (left: inout Self, right: Self) { left = apply(.multiply, to: left, right) }

  /// Replaces the variable by the quotient.
  @_disfavoredOverload @inlinable
  public static func /= (left: inout Self, right: Self) { left = apply(.divide, to: left, right) }

  /// Replaces the variable by its sum with a number.
  @inlinable
  public static func += (left: inout Self, right: Double) { left = left + right }

  /// Replaces the variable by its difference to a number.
  @inlinable
  public static func -= (left: inout Self, right: Double) { left = left - right }

  /// Replaces the variable by its product with a number.
  @inlinable
  public static func *= (left: inout Self, right: Double) { left = left * right }

  /// Replaces the variable by its quotient by a number.
  @inlinable
  public static func /= (left: inout Self, right: Double) { left = left / right }
}

// Comparisons give 1 where they hold and 0 elsewhere, with the operators that Swift's SIMD types use. They do
// not differentiate: the result is a constant.
extension Differentiable {
  /// 1 where the left side is greater, 0 elsewhere; a constant.
  @_disfavoredOverload @inlinable
  public static func .> (left: Self, right: Self) -> Self { apply(.greater, to: left, right) }

  /// 1 where the left side is greater or equal, 0 elsewhere; a constant.
  @_disfavoredOverload @inlinable
  public static func .>= (left: Self, right: Self) -> Self {
    apply(.greaterOrEqual, to: left, right)
  }

  /// 1 where the left side is less, 0 elsewhere; a constant.
  @_disfavoredOverload @inlinable
  public static func .< (left: Self, right: Self) -> Self { apply(.less, to: left, right) }

  /// 1 where the left side is less or equal, 0 elsewhere; a constant.
  @_disfavoredOverload @inlinable
  public static func .<= (left: Self, right: Self) -> Self { apply(.lessOrEqual, to: left, right) }

  /// 1 where the sides are equal, 0 elsewhere; a constant.
  @_disfavoredOverload @inlinable
  public static func .== (left: Self, right: Self) -> Self { apply(.equal, to: left, right) }

  /// 1 where the sides differ, 0 elsewhere; a constant.
  @_disfavoredOverload @inlinable
  public static func .!= (left: Self, right: Self) -> Self { apply(.notEqual, to: left, right) }
}

extension Differentiable {
  /// 1 where the left side is greater than a number, 0 elsewhere; a constant.
  @inlinable
  public static func .> (left: Self, right: Double) -> Self {
    apply(.greater, to: left, constant: right)
  }

  /// 1 where the left side is greater than or equal to a number, 0 elsewhere; a constant.
  @inlinable
  public static func .>= (left: Self, right: Double) -> Self {
    apply(.greaterOrEqual, to: left, constant: right)
  }

  /// 1 where the left side is less than a number, 0 elsewhere; a constant.
  @inlinable
  public static func .< (left: Self, right: Double) -> Self {
    apply(.less, to: left, constant: right)
  }

  /// 1 where the left side is less than or equal to a number, 0 elsewhere; a constant.
  @inlinable
  public static func .<= (left: Self, right: Double) -> Self {
    apply(.lessOrEqual, to: left, constant: right)
  }

  /// 1 where the left side equals a number, 0 elsewhere; a constant.
  @inlinable
  public static func .== (left: Self, right: Double) -> Self {
    apply(.equal, to: left, constant: right)
  }

  /// 1 where the left side differs from a number, 0 elsewhere; a constant.
  @inlinable
  public static func .!= (left: Self, right: Double) -> Self {
    apply(.notEqual, to: left, constant: right)
  }
}
