/// Writes numbers in nested brackets, one below the other.
struct TensorText<Scalar: BinaryFloatingPoint> {
  private let scalars: [Scalar]
  private let shape: Shape
  private let strides: [Int]
  /// The entries of each axis that are written; `nil` stands for those that are left out.
  private let entries: [[Int?]]
  private let numbers: NumberColumn<Scalar>
  private let indentation: Int
  private let entriesPerLine: Int

  /// - Parameter indentation: how many characters stand before the first bracket.
  init(_ scalars: [Scalar], _ shape: Shape, _ format: TensorFormat, indentation: Int) {
    let isSummarized = scalars.count > format.threshold
    let entries = shape.map { length -> [Int?] in
      let edge = format.edgeCount
      guard isSummarized && length > 2 * edge else { return Array(0..<length) }
      return Array(0..<edge) + [nil] + Array(length - edge..<length)
    }
    let strides = shape.strides
    let positions = zip(entries, strides).reduce([0]) { starts, axis in
      starts.flatMap { start in axis.0.compactMap { $0 }.map { start + $0 * axis.1 } }
    }
    self.scalars = scalars
    self.shape = shape
    self.strides = strides
    self.entries = entries
    self.indentation = indentation
    numbers = NumberColumn(positions.map { scalars[$0] }, precision: format.precision)
    entriesPerLine = max(1, (format.lineWidth - indentation - shape.rank) / (numbers.width + 2))
  }

  var text: String { text(axis: 0, offset: 0) }

  private func text(axis: Int, offset: Int) -> String {
    guard axis < shape.rank else { return numbers.text(of: scalars[offset]) }
    let texts = entries[axis].map { entry in
      entry.map { text(axis: axis + 1, offset: offset + $0 * strides[axis]) } ?? "…"
    }
    let newLine = "\n" + String(repeating: " ", count: indentation + axis + 1)
    guard axis == shape.rank - 1 else {
      // A blank line between matrices, two between what holds matrices, and so on.
      let blankLines = String(repeating: "\n", count: shape.rank - axis - 2)
      return "[" + texts.joined(separator: "," + blankLines + newLine) + "]"
    }
    let lines = stride(from: 0, to: texts.count, by: entriesPerLine).map {
      texts[$0..<min($0 + entriesPerLine, texts.count)].joined(separator: ", ")
    }
    return "[" + lines.joined(separator: "," + newLine) + "]"
  }
}

/// How the numbers of one tensor are written so that they have one width.
struct NumberColumn<Number: BinaryFloatingPoint> {
  /// How many characters each has at least.
  private(set) var width = 0
  private let precision: Int
  private let isScientific: Bool
  private var decimals = 0

  init(_ numbers: [Number], precision: Int) {
    let magnitudes = numbers.filter { $0.isFinite && $0 != 0 }.map { Double($0.magnitude) }
    let largest = magnitudes.max() ?? 1
    let smallest = magnitudes.min() ?? 1
    let areWhole = magnitudes.allSatisfy { $0 == $0.rounded() }
    self.precision = precision
    isScientific = largest >= 1e8 || !areWhole && (smallest < 1e-4 || largest / smallest > 1000)
    decimals = numbers.filter(\.isFinite).reduce(0) { most, number in
      let digits = rounded(number)
      return max(most, isScientific ? digits.digits.count - 1 : digits.decimalCount)
    }
    width = numbers.reduce(0) { max($0, text(of: $1).count) }
  }

  /// The number, with spaces before it.
  func text(of number: Number) -> String {
    let text = unpaddedText(of: number)
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }

  private func unpaddedText(of number: Number) -> String {
    if number.isNaN { return "nan" }
    if number.isInfinite { return number > 0 ? "inf" : "-inf" }
    let digits = rounded(number)
    let text =
      isScientific
      ? digits.scientificText(decimals: decimals) : digits.fixedText(decimals: decimals)
    return (number < 0 && !digits.digits.isEmpty ? "-" : "") + text
  }

  private func rounded(_ number: Number) -> DecimalDigits {
    var digits = DecimalDigits(number)
    digits.round(to: isScientific ? precision + 1 : digits.point + precision)
    return digits
  }
}
