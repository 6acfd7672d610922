import Foundation

/// The places on an axis that have a number or a name.
struct Ticks: Hashable, Sendable {
  struct Tick: Hashable, Sendable {
    var place: Double
    var text: String
  }

  var labeled: [Tick]
  /// Places with a shorter mark and no text.
  var minor: [Double]

  private init(labeled: [Tick], minor: [Double] = []) {
    self.labeled = labeled
    self.minor = minor
  }

  /// Round numbers, about `count` of them.
  init(_ range: AxisRange, about count: Int) {
    switch range.scale {
    case .linear:
      let places = Self.places(in: range.lower...range.upper, about: count)
      self.init(labeled: zip(places, Self.texts(places)).map { Tick(place: $0, text: $1) })
    case .log: self = Self.logarithmic(range, about: count)
    }
  }

  /// Names at 0, 1, 2, …, or numbers if there are none; `sign` is that of the places.
  init(names: [String], count: Int, sign: Double, about limit: Int) {
    let step = max(1, names.isEmpty ? Int(Self.roundStep(Double(count) / Double(limit))) : 1)
    let labeled = stride(from: 0, to: count, by: step).map { index in
      let name = names.isEmpty ? "\(index)" : names.indices.contains(index) ? names[index] : ""
      return Tick(place: Double(index) * sign, text: name)
    }
    self.init(labeled: labeled)
  }

  /// Those at whole numbers; all if there are none.
  var wholeNumbers: Ticks {
    let places = labeled.map(\.place).filter { $0 == $0.rounded() }
    guard !places.isEmpty else { return self }
    return Ticks(labeled: zip(places, Self.texts(places)).map { Tick(place: $0, text: $1) })
  }

  /// The widest text.
  var width: Double { labeled.map { FontSize.caption.width(of: $0.text) }.max() ?? 0 }

  /// 1, 2, 2.5 or 5 times a power of 10, at least `length`.
  private static func roundStep(_ length: Double) -> Double {
    let power = Double.power(length.logarithm.rounded(.down))
    return ([1, 2, 2.5, 5].first { $0 * power >= length * 0.999 } ?? 10) * power
  }

  /// Round numbers in a range, at most about `count` of them.
  static func places(in range: ClosedRange<Double>, about count: Int) -> [Double] {
    let (lower, upper) = (range.lowerBound, range.upperBound)
    let step = roundStep((upper - lower) / Double(max(count, 1)))
    guard step > 0, step.isFinite, upper > lower else { return [] }
    let (first, last) = ((lower / step - 1e-6).rounded(.up), (upper / step + 1e-6).rounded(.down))
    guard last >= first, last - first < 1000 else { return [] }
    // A multiple of 0.1 is exact as a quotient by 10 and is not as a multiple.
    let inverse = (1 / step).rounded()
    let isUnitFraction = abs(inverse * step - 1) < 1e-9
    return stride(from: first, through: last, by: 1).map {
      isUnitFraction ? $0 / inverse : $0 * step
    }
  }

  /// Equally spaced numbers with as many decimals as tell them apart.
  static func texts(_ numbers: [Double]) -> [String] {
    let largest = numbers.lazy.map(abs).max() ?? 0
    guard numbers.count > 1, largest > 0 else { return numbers.map(\.readable) }
    let step = abs(numbers[1] - numbers[0])
    let exponent = largest.logarithm.rounded(.down)
    let isPlain = exponent < 6 && step > 0.00009
    let unit = isPlain ? 1 : Double.power(exponent)
    let decimals = min(max(0, decimalCount(step / unit)), 15)
    return numbers.map { number in
      if number == 0 { return "0" }
      let text = String(format: "%.\(decimals)f", number / unit).replacing("-", with: "−")
      return isPlain ? text : "\(text)×10\(Int(exponent).superscript)"
    }
  }

  /// How many decimals a round step has.
  private static func decimalCount(_ step: Double) -> Int {
    let exponent = (step.logarithm + 1e-9).rounded(.down)
    let leading = step / .power(exponent)
    return Int(-exponent) + (abs(leading - leading.rounded()) > 0.01 ? 1 : 0)
  }
}

extension Ticks {
  fileprivate static func logarithmic(_ range: AxisRange, about count: Int) -> Ticks {
    let (low, high) = (range.lower.logarithm, range.upper.logarithm)
    let (first, last) = (Int((low - 1e-9).rounded(.up)), Int((high + 1e-9).rounded(.down)))
    let decades = last >= first ? Array(first...last) : []
    guard decades.count > 1 else {
      // Less than a power of ten from end to end: round numbers as on another axis.
      let multiples = Self.multiples([1, 2, 3, 5], from: first - 1, through: last + 1)
        .filter { $0 >= range.lower * (1 - 1e-9) && $0 <= range.upper * (1 + 1e-9) }
      let places =
        multiples.count > 1
        ? multiples : Self.places(in: range.lower...range.upper, about: count).filter { $0 > 0 }
      return Ticks(labeled: places.map { Tick(place: $0, text: $0.readable) })
    }
    let step = max(1, (decades.count + max(count, 1) - 1) / max(count, 1))
    let isPlain = first >= -3 && last <= 3
    let labeled = decades.filter { $0 % step == 0 }.map { decade in
      let place = Double.power(Double(decade))
      return Tick(place: place, text: isPlain ? place.readable : "10\(decade.superscript)")
    }
    guard step == 1, decades.count <= 8 else { return Ticks(labeled: labeled) }
    let minor = Self.multiples([2, 3, 4, 5, 6, 7, 8, 9], from: first - 1, through: last)
      .filter { $0 > range.lower && $0 < range.upper }
    return Ticks(labeled: labeled, minor: minor)
  }

  /// Some multiples of each of the powers of ten.
  private static func multiples(
    _ factors: [Double], from first: Int, through last: Int
  ) -> [Double] {
    (first...max(first, last)).flatMap { exponent in
      let power = Double.power(Double(exponent))
      return factors.map { $0 * power }
    }
  }
}

extension Int {
  /// As an exponent: `10⁻³`.
  var superscript: String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return String("\(self)".map { $0.wholeNumberValue.map { digits[$0] } ?? "⁻" })
  }
}
