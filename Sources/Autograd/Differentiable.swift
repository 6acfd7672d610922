/// A quantity that the operations of the vocabulary apply to: a `Double`, a scalar node, a tensor.
///
/// This protocol is the one door into an engine. Everything a user calls (`+`, `tanh()`, `pow(3)`) is an
/// extension over its requirements, so an engine that answers them has the whole API:
///
///     func neuron<T: Differentiable>(_ x: T, _ w: T, _ b: T) -> T { (w * x + b).tanh() }
///     neuron(0.5, 2.0, 1.0)                     // a Double: 0.9640275800758169
///     neuron(Value(0.5), Value(2), Value(1))    // a graph that can run backward
public protocol Differentiable: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral
where FloatLiteralType == Double {
  /// A number that takes part in a computation and that no gradient flows to.
  static func constant(_ number: Double) -> Self

  /// The result of a function of one argument, element by element.
  static func apply(_ operation: UnaryOperation, to input: Self) -> Self

  /// The result of a function of two arguments, element by element; tensors broadcast as NumPy does.
  static func apply(_ operation: BinaryOperation, to left: Self, _ right: Self) -> Self

  /// The same with a number on the right, for an engine that can do with less than ``constant(_:)``.
  static func apply(_ operation: BinaryOperation, to left: Self, constant right: Double) -> Self

  /// The same with a number on the left.
  static func apply(_ operation: BinaryOperation, toConstant left: Double, _ right: Self) -> Self

  /// `first` where `condition` is not 0 (NaN counts as not 0) and `second` elsewhere; tensors broadcast.
  ///
  /// No gradient flows to `condition`. The branch not taken gets a gradient of exactly 0.
  static func select(where condition: Self, _ first: Self, _ second: Self) -> Self
}

extension Differentiable {
  /// A function of two arguments, the second a constant.
  @inlinable
  public static func apply(
    _ operation: BinaryOperation, to left: Self, constant right: Double
  ) -> Self { apply(operation, to: left, constant(right)) }

  /// A function of two arguments, the first a constant.
  @inlinable
  public static func apply(
    _ operation: BinaryOperation, toConstant left: Double, _ right: Self
  ) -> Self { apply(operation, to: constant(left), right) }
}
