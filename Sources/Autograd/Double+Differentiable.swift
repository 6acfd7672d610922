// The only function the C library has to supply: RealModule's `pow` is undefined for negative bases and 0⁰.
#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Numbers take part in every rule, so a derivative written once gives a number or a graph.
extension Double: Differentiable {
  /// The number itself.
  @inlinable
  public static func constant(_ number: Double) -> Double { number }

  /// The function's value.
  @inlinable
  public static func apply(_ operation: UnaryOperation, to input: Double) -> Double {
    operation(input)
  }

  /// The function's value.
  @inlinable
  public static func apply(_ operation: BinaryOperation, to left: Double, _ right: Double) -> Double
  {
    operation(left, right)
  }

  /// `first` where `condition` is not 0 and `second` otherwise.
  @inlinable
  public static func select(where condition: Double, _ first: Double, _ second: Double) -> Double {
    condition != 0 ? first : second
  }
}

/// `base` raised to `exponent` as IEEE 754 defines it: 1 for exponent 0, NaN for a negative base with a
/// fractional exponent.
@usableFromInline
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
