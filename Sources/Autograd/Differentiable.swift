/// A quantity that the operations of the vocabulary apply to: a scalar node, a tensor, a plain number.
///
/// Everything a user calls (`tanh()`, `pow(3)`, `+`) comes down to the three requirements that carry an operation out, so an
/// engine that answers them has the whole API:
///
///     func neuron<T: Differentiable>(_ x: T, _ w: T, _ b: T) -> T { (w * x + b).tanh() }
///     neuron(Value(0.5), Value(2), Value(1))   // a graph that can run backward
///     neuron(PlainNumber(0.5), PlainNumber(2), PlainNumber(1)).value   // a number: 0.9640275800758169
///
/// A number in a formula, literal or variable, is a constant of the computation: no gradient flows to it.
///
/// The operators are requirements, which each type declares itself, and there are no literals of a node's type: so the compiler
/// has few candidates for each operator and takes milliseconds over a formula where it would give up otherwise. For the same
/// reason `Double` does not conform; ``PlainNumber`` does. And for the same reason the types disfavor what formulas rarely need:
/// once one reading of a formula is found, the compiler passes over all that would convert a whole number or a `Float`.
public protocol Differentiable {
  /// A number that takes part in a computation and that no gradient flows to.
  static func constant(_ number: Double) -> Self

  /// The result of a function of one argument, element by element.
  static func apply(_ operation: UnaryOperation, to input: Self) -> Self

  /// The result of a function of two arguments, element by element; tensors broadcast as NumPy does.
  static func apply(_ operation: BinaryOperation, to left: Self, _ right: Self) -> Self

  /// `first` where `condition` is not 0 (NaN counts as not 0) and `second` elsewhere; tensors broadcast.
  ///
  /// No gradient flows to `condition`. The branch not taken gets a gradient of exactly 0.
  static func select(where condition: Self, _ first: Self, _ second: Self) -> Self

  /// The sum, element by element; tensors broadcast, as in all these operators.
  static func + (left: Self, right: Self) -> Self
  /// The difference, element by element.
  static func - (left: Self, right: Self) -> Self
  /// The product, element by element; that of matrices is `matmul`, or `•`.
  static func * (left: Self, right: Self) -> Self
  /// The quotient, element by element; by 0 infinite, or NaN of 0, as in IEEE 754.
  static func / (left: Self, right: Self) -> Self

  // With a number, which is a constant of the computation, of the three types that literals and counters have.

  static func + (left: Self, right: Double) -> Self
  static func - (left: Self, right: Double) -> Self
  static func * (left: Self, right: Double) -> Self
  static func / (left: Self, right: Double) -> Self

  static func + (left: Double, right: Self) -> Self
  static func - (left: Double, right: Self) -> Self
  static func * (left: Double, right: Self) -> Self
  static func / (left: Double, right: Self) -> Self

  /// The number with its sign changed.
  static prefix func - (operand: Self) -> Self

  // The assignments make a new node and let the variable name it; the graph of the old one stays as it was. Inside of
  // `withoutGradient` a parameter stays one, and `-=`, the step of gradient descent, changes it in place.

  /// Replaces the variable by the sum.
  static func += (left: inout Self, right: Self)
  /// Replaces the variable by the difference; inside of ``withoutGradient(_:)`` changes a parameter in place:
  ///
  ///     withoutGradient { weight -= rate * weight.grad }   // gradient descent; the same as weight.data -= rate * weight.grad
  ///
  /// Whoever holds the same parameter, such as a layer or an optimizer, sees the change. `+=`, `*=` and `/=` never change a node:
  /// a sum that starts at a bias must not change the bias.
  static func -= (left: inout Self, right: Self)
  /// Replaces the variable by the product.
  static func *= (left: inout Self, right: Self)
  /// Replaces the variable by the quotient.
  static func /= (left: inout Self, right: Self)

  @_disfavoredOverload
  static func += (left: inout Self, right: Double)
  @_disfavoredOverload
  static func -= (left: inout Self, right: Double)
  @_disfavoredOverload
  static func *= (left: inout Self, right: Double)
  @_disfavoredOverload
  static func /= (left: inout Self, right: Double)

  static func + (left: Self, right: Int) -> Self
  static func - (left: Self, right: Int) -> Self
  static func * (left: Self, right: Int) -> Self
  static func / (left: Self, right: Int) -> Self
  static func + (left: Int, right: Self) -> Self
  static func - (left: Int, right: Self) -> Self
  static func * (left: Int, right: Self) -> Self
  static func / (left: Int, right: Self) -> Self

  @_disfavoredOverload
  static func + (left: Self, right: Float) -> Self
  @_disfavoredOverload
  static func - (left: Self, right: Float) -> Self
  @_disfavoredOverload
  static func * (left: Self, right: Float) -> Self
  @_disfavoredOverload
  static func / (left: Self, right: Float) -> Self
  @_disfavoredOverload
  static func + (left: Float, right: Self) -> Self
  @_disfavoredOverload
  static func - (left: Float, right: Self) -> Self
  @_disfavoredOverload
  static func * (left: Float, right: Self) -> Self
  @_disfavoredOverload
  static func / (left: Float, right: Self) -> Self
}
