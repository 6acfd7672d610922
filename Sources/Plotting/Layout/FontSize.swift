/// A size of letters in points, and how much room text takes in it, about: which font the machine has is not known.
enum FontSize: Double {
  case heading = 16
  case title = 14
  case label = 12
  case caption = 11

  var lineHeight: Double { rawValue * 1.3 }

  /// The width of the widest line.
  func width(of text: String) -> Double {
    text.split(whereSeparator: \.isNewline).map { line in
      line.unicodeScalars.reduce(0) { $0 + Self.width(of: $1) } * rawValue
    }.max() ?? 0
  }

  /// The text in lines of at most a width, broken between words.
  func wrapped(_ text: String, width limit: Double) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { line in
      var lines: [String] = []
      for word in line.split(separator: " ") {
        if let last = lines.last, width(of: "\(last) \(word)") <= limit {
          lines[lines.count - 1] = "\(last) \(word)"
        } else {
          lines.append(String(word))
        }
      }
      return lines.isEmpty ? [""] : lines
    }
  }

  private static func width(of scalar: Unicode.Scalar) -> Double {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: 0
    case .uppercaseLetter: 0.7
    case .decimalNumber, .mathSymbol: 0.58
    case .spaceSeparator, .otherPunctuation: 0.3
    // Letters of East Asia and pictures are as wide as high.
    default: scalar.value >= 0x1100 && !(0x1E00...0x2FFF).contains(scalar.value) ? 1 : 0.55
    }
  }
}
