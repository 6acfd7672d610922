/// The digits of a number without its sign, and the place of the point: 0.d₁d₂d₃… · 10^point. No digits are 0.
struct DecimalDigits {
  private(set) var digits: [UInt8]
  private(set) var point: Int

  /// Starts from the shortest text that reads back as the same number, which must be finite.
  init<Number: BinaryFloatingPoint>(_ number: Number) {
    var (digits, point, exponent) = ([UInt8](), 0, 0)
    var hasPoint = false
    let text = "\(number.magnitude)"
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
    dropTrailingZeros()
  }

  /// How many digits stand behind the point.
  var decimalCount: Int { max(0, digits.count - point) }

  /// Keeps the first digits, rounding half up, and drops zeros at the end.
  mutating func round(to count: Int) {
    if count < 0 {
      digits = []
    } else if digits.count > count {
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
    dropTrailingZeros()
  }

  private mutating func dropTrailingZeros() {
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { point = 0 }
  }

  /// The digits with zeros before and behind them, the point among them if there are `decimals`: at least as many as there are.
  func fixedText(decimals: Int) -> String {
    let whole = (0..<max(point, 1)).map { place in
      point > 0 && place < digits.count ? digits[place] : 0
    }
    let fraction = (0..<decimals).map { place in
      digits.indices.contains(place + point) ? digits[place + point] : 0
    }
    return Self.text(whole[...], fraction[...])
  }

  /// One digit before the point, `decimals` behind it, and the exponent.
  func scientificText(decimals: Int) -> String {
    let padded = digits + [UInt8](repeating: 0, count: max(0, decimals + 1 - digits.count))
    return Self.text(padded.prefix(1), padded.dropFirst().prefix(decimals))
      + "e\(digits.isEmpty ? 0 : point - 1)"
  }

  private static func text(_ whole: ArraySlice<UInt8>, _ fraction: ArraySlice<UInt8>) -> String {
    let text = { (digits: ArraySlice<UInt8>) in digits.map { "\($0)" }.joined() }
    return text(whole) + (fraction.isEmpty ? "" : "." + text(fraction))
  }
}
