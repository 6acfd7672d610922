// In an extension, unlike the operators that `Differentiable` requires: there are few of these in a formula.
//
// Comparisons give 1 where they hold and 0 elsewhere, with the operators that Swift's SIMD types use. They do
// not differentiate: the result is a constant.
extension Differentiable {
  /// 1 where the left side is greater, 0 elsewhere; a constant.
  @inlinable
  public static func .> (left: Self, right: Self) -> Self { apply(.greater, to: left, right) }

  /// 1 where the left side is greater or equal, 0 elsewhere; a constant.
  @inlinable
  public static func .>= (left: Self, right: Self) -> Self {
    apply(.greaterOrEqual, to: left, right)
  }

  /// 1 where the left side is less, 0 elsewhere; a constant.
  @inlinable
  public static func .< (left: Self, right: Self) -> Self { apply(.less, to: left, right) }

  /// 1 where the left side is less or equal, 0 elsewhere; a constant.
  @inlinable
  public static func .<= (left: Self, right: Self) -> Self { apply(.lessOrEqual, to: left, right) }

  /// 1 where the sides are equal, 0 elsewhere; a constant.
  @inlinable
  public static func .== (left: Self, right: Self) -> Self { apply(.equal, to: left, right) }

  /// 1 where the sides differ, 0 elsewhere; a constant.
  @inlinable
  public static func .!= (left: Self, right: Self) -> Self { apply(.notEqual, to: left, right) }
}

extension Differentiable {
  /// 1 where the left side is greater than a number, 0 elsewhere; a constant.
  @inlinable
  public static func .> (left: Self, right: Double) -> Self {
    apply(.greater, to: left, constant(right))
  }

  /// 1 where the left side is greater than or equal to a number, 0 elsewhere; a constant.
  @inlinable
  public static func .>= (left: Self, right: Double) -> Self {
    apply(.greaterOrEqual, to: left, constant(right))
  }

  /// 1 where the left side is less than a number, 0 elsewhere; a constant.
  @inlinable
  public static func .< (left: Self, right: Double) -> Self {
    apply(.less, to: left, constant(right))
  }

  /// 1 where the left side is less than or equal to a number, 0 elsewhere; a constant.
  @inlinable
  public static func .<= (left: Self, right: Double) -> Self {
    apply(.lessOrEqual, to: left, constant(right))
  }

  /// 1 where the left side equals a number, 0 elsewhere; a constant.
  @inlinable
  public static func .== (left: Self, right: Double) -> Self {
    apply(.equal, to: left, constant(right))
  }

  /// 1 where the left side differs from a number, 0 elsewhere; a constant.
  @inlinable
  public static func .!= (left: Self, right: Double) -> Self {
    apply(.notEqual, to: left, constant(right))
  }
}
