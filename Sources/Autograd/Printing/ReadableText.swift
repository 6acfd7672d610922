extension BinaryFloatingPoint {
  /// The number as people read it: few digits, no trailing zeros, an exponent where there would be many zeros.
  ///
  ///     24.70408163265306.readableText()          // "24.704"
  ///     24.70408163265306.readableText(digits: 3) // "24.7"
  ///     0.0000001234567.readableText()            // "1.2346e-7"
  ///
  /// Of a `Float`, as a `Tensor` holds, digits are those that it needs: `Float(0.1)` is not 0.10000000149.
  ///
  /// A number that is not 0 never reads "0", and 0 has no sign. Also "NaN", "∞" and "-∞".
  ///
  /// - Parameter digits: how many digits are kept, at least 1; those before the point are always written.
  public func readableText(digits: Int = 5) -> String {
    if isNaN { return "NaN" }
    let sign = self.sign == .minus ? "-" : ""
    if isInfinite { return sign + "∞" }
    if self == 0 { return "0" }
    var decimal = DecimalDigits(self)
    decimal.round(to: digits)
    // Up to three zeros behind the point, and up to six digits before it, are easier to read than an exponent.
    let isFixed = (-3...6).contains(decimal.point)
    return sign
      + (isFixed
        ? decimal.fixedText(decimals: decimal.decimalCount)
        : decimal.scientificText(decimals: decimal.digits.count - 1))
  }
}

extension Double {
  /// All digits, as `description` gives them, but neither 0 nor NaN has a sign.
  package var exactText: String { isNaN ? "nan" : "\(self + 0)" }
}
