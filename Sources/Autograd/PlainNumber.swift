// The only function the C library has to supply: RealModule's `pow` is undefined for negative bases and 0⁰.
#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A number that remembers nothing: what a derivative's rule gives at a point, and what a generic formula costs without a graph.
///
///     func f<T: Differentiable>(_ x: T) -> T { 2 * x.pow(3) + x + 1 }
///     f(PlainNumber(2)).value   // 19.0
///
/// `Double` itself does not conform to ``Differentiable``: formulas would take the compiler seconds.
@frozen
public struct PlainNumber: Differentiable, Hashable, Sendable {
  public var value: Double

  /// A number that remembers nothing.
  @inlinable
  public init(_ value: Double) { self.value = value }

  @inlinable
  public static func constant(_ number: Double) -> PlainNumber { PlainNumber(number) }

  @inlinable
  public static func apply(_ operation: UnaryOperation, to input: PlainNumber) -> PlainNumber {
    PlainNumber(operation(input.value))
  }

  @inlinable
  public static func apply(
    _ operation: BinaryOperation, to left: PlainNumber, _ right: PlainNumber
  ) -> PlainNumber { PlainNumber(operation(left.value, right.value)) }

  /// `first` where `condition` is not 0 and `second` otherwise.
  @inlinable
  public static func select(
    where condition: PlainNumber, _ first: PlainNumber, _ second: PlainNumber
  ) -> PlainNumber { condition.value != 0 ? first : second }
}

/// `base` raised to `exponent` as IEEE 754 defines it: 1 for exponent 0, NaN for a negative base with a
/// fractional exponent.
@usableFromInline
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
