// The operators: each carries its operation out, `a * b` by `apply(.multiply, to: a, b)`; a number beside a node is a constant.
//
// They are declared by the type itself: written once in an extension of the protocol they would be candidates for every operator
// of a formula, and the compiler would give up on ordinary ones. `OperatorTests` holds the files of all types to the same text.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

extension PlainNumber {
  @inlinable
  public static func + (left: PlainNumber, right: PlainNumber) -> PlainNumber {
    apply(.add, to: left, right)
  }

  @inlinable
  public static func - (left: PlainNumber, right: PlainNumber) -> PlainNumber {
    apply(.subtract, to: left, right)
  }

  @inlinable
  public static func * (left: PlainNumber, right: PlainNumber) -> PlainNumber {
    apply(.multiply, to: left, right)
  }

  @inlinable
  public static func / (left: PlainNumber, right: PlainNumber) -> PlainNumber {
    apply(.divide, to: left, right)
  }

  @inlinable
  public static func + (left: PlainNumber, right: Double) -> PlainNumber {
    apply(.add, to: left, constant(right))
  }

  @inlinable
  public static func - (left: PlainNumber, right: Double) -> PlainNumber {
    apply(.subtract, to: left, constant(right))
  }

  @inlinable
  public static func * (left: PlainNumber, right: Double) -> PlainNumber {
    apply(.multiply, to: left, constant(right))
  }

  @inlinable
  public static func / (left: PlainNumber, right: Double) -> PlainNumber {
    apply(.divide, to: left, constant(right))
  }

  @inlinable
  public static func + (left: Double, right: PlainNumber) -> PlainNumber {
    apply(.add, to: constant(left), right)
  }

  @inlinable
  public static func - (left: Double, right: PlainNumber) -> PlainNumber {
    apply(.subtract, to: constant(left), right)
  }

  @inlinable
  public static func * (left: Double, right: PlainNumber) -> PlainNumber {
    apply(.multiply, to: constant(left), right)
  }

  @inlinable
  public static func / (left: Double, right: PlainNumber) -> PlainNumber {
    apply(.divide, to: constant(left), right)
  }

  @inlinable
  public static prefix func - (operand: PlainNumber) -> PlainNumber { apply(.negate, to: operand) }
}

extension PlainNumber {
  @inlinable
  public static func += (left: inout PlainNumber, right: PlainNumber) {
    assign(to: &left) { $0 + right }
  }

  @inlinable
  public static func -= (left: inout PlainNumber, right: PlainNumber) {
    subtract(right, from: &left)
  }

  @inlinable
  public static func *= (left: inout PlainNumber, right: PlainNumber) {
    assign(to: &left) { $0 * right }
  }

  @inlinable
  public static func /= (left: inout PlainNumber, right: PlainNumber) {
    assign(to: &left) { $0 / right }
  }

  @_disfavoredOverload
  @inlinable
  public static func += (left: inout PlainNumber, right: Double) {
    assign(to: &left) { $0 + right }
  }

  @_disfavoredOverload
  @inlinable
  public static func -= (left: inout PlainNumber, right: Double) {
    subtract(constant(right), from: &left)
  }

  @_disfavoredOverload
  @inlinable
  public static func *= (left: inout PlainNumber, right: Double) {
    assign(to: &left) { $0 * right }
  }

  @_disfavoredOverload
  @inlinable
  public static func /= (left: inout PlainNumber, right: Double) {
    assign(to: &left) { $0 / right }
  }
}

extension PlainNumber {
  @_disfavoredOverload
  @inlinable
  public static func + (left: PlainNumber, right: Int) -> PlainNumber { left + Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func - (left: PlainNumber, right: Int) -> PlainNumber { left - Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func * (left: PlainNumber, right: Int) -> PlainNumber { left * Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func / (left: PlainNumber, right: Int) -> PlainNumber { left / Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func + (left: Int, right: PlainNumber) -> PlainNumber { Double(left) + right }

  @_disfavoredOverload
  @inlinable
  public static func - (left: Int, right: PlainNumber) -> PlainNumber { Double(left) - right }

  @_disfavoredOverload
  @inlinable
  public static func * (left: Int, right: PlainNumber) -> PlainNumber { Double(left) * right }

  @_disfavoredOverload
  @inlinable
  public static func / (left: Int, right: PlainNumber) -> PlainNumber { Double(left) / right }
}

extension PlainNumber {
  @_disfavoredOverload
  @inlinable
  public static func + (left: PlainNumber, right: Float) -> PlainNumber { left + Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func - (left: PlainNumber, right: Float) -> PlainNumber { left - Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func * (left: PlainNumber, right: Float) -> PlainNumber { left * Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func / (left: PlainNumber, right: Float) -> PlainNumber { left / Double(right) }

  @_disfavoredOverload
  @inlinable
  public static func + (left: Float, right: PlainNumber) -> PlainNumber { Double(left) + right }

  @_disfavoredOverload
  @inlinable
  public static func - (left: Float, right: PlainNumber) -> PlainNumber { Double(left) - right }

  @_disfavoredOverload
  @inlinable
  public static func * (left: Float, right: PlainNumber) -> PlainNumber { Double(left) * right }

  @_disfavoredOverload
  @inlinable
  public static func / (left: Float, right: PlainNumber) -> PlainNumber { Double(left) / right }
}
