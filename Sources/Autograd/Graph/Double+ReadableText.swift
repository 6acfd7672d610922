extension Double {
  /// The number as people read it: few digits, no trailing zeros, an exponent where there would be many zeros.
  ///
  ///     24.70408163265306.readableText()          // "24.704"
  ///     24.70408163265306.readableText(digits: 3) // "24.7"
  ///     0.0000001234567.readableText()            // "1.2346e-7"
  ///     (-0.0).readableText()                     // "-0"
  ///
  /// A number that is not 0 never reads "0". Also "NaN", "∞" and "-∞".
  ///
  /// - Parameter digits: how many digits are kept, at least 1; those before the point are always written.
  public func readableText(digits: Int = 5) -> String {
    if isNaN { return "NaN" }
    let sign = self.sign == .minus ? "-" : ""
    if isInfinite { return sign + "∞" }
    if self == 0 { return sign + "0" }
    var decimal = DecimalDigits(magnitude)
    decimal.round(to: digits)
    return sign + decimal.text
  }
}

/// The digits of a positive number and the place of the point: 0.d₁d₂d₃… · 10^point.
private struct DecimalDigits {
  private var digits: [UInt8]
  private var point: Int

  /// Starts from the shortest text that reads back as the same number.
  init(_ number: Double) {
    var (digits, point, exponent) = ([UInt8](), 0, 0)
    var hasPoint = false
    let text = "\(number)"
    for (index, character) in zip(text.indices, text) {
      if let digit = character.wholeNumberValue {
        digits.append(UInt8(digit))
        if !hasPoint { point += 1 }
      } else if character == "." {
        hasPoint = true
      } else {
        exponent = Int(text[text.index(after: index)...]) ?? 0
        break
      }
    }
    let zeros = digits.prefix { $0 == 0 }.count
    self.digits = Array(digits.dropFirst(zeros))
    self.point = point - zeros + exponent
  }

  /// Keeps the first digits, rounding half up, and drops zeros at the end.
  mutating func round(to count: Int) {
    if digits.count > count {
      let isUp = digits[count] >= 5
      digits.removeSubrange(count...)
      if isUp {
        while digits.last == 9 { digits.removeLast() }
        if digits.isEmpty {
          digits = [1]
          point += 1
        } else {
          digits[digits.count - 1] += 1
        }
      }
    }
    while digits.last == 0 { digits.removeLast() }
  }

  var text: String {
    let all = digits.map { "\($0)" }.joined()
    switch point {
    case -3...0: return "0." + String(repeating: "0", count: -point) + all
    case 1...6 where digits.count <= point:
      return all + String(repeating: "0", count: point - digits.count)
    case 1...6: return "\(all.prefix(point)).\(all.dropFirst(point))"
    default:
      return all.prefix(1) + (digits.count > 1 ? "." : "") + all.dropFirst() + "e\(point - 1)"
    }
  }
}
