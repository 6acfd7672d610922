extension LabeledImage {
  /// What a terminal is able to show.
  public enum TerminalStyle: CaseIterable, Sendable {
    /// Any of 2²⁴ colours.
    case trueColor
    /// The 256 colours of xterm, 24 of which are greys.
    case indexedColor
    /// Plain characters of more or less ink.
    case ascii
  }

  /// Draws the image for a terminal, two rows of pixels to a line, as light ink on a dark ground.
  ///
  /// Every line takes ``columns`` places on the terminal, so that pictures may be joined side by
  /// side. In colour a line is made of upper half blocks (▀), whose foreground is one row and whose
  /// background is the next, and ends by setting the colours back. Without colour each character
  /// shows the mean of two pixels. An odd last row is paired with background.
  public func terminalLines(style: TerminalStyle) -> [String] {
    stride(from: 0, to: rows, by: 2).map { row in
      let pairs = (0..<columns).map { column in
        (upper: self[row, column], lower: row + 1 < rows ? self[row + 1, column] : 0)
      }
      return switch style {
      case .trueColor:
        Self.coloredLine(pairs) { "2;\($0);\($0);\($0)" }
      case .indexedColor:
        Self.coloredLine(pairs) { "5;\(Self.indexOfGrey($0))" }
      case .ascii:
        String(pairs.map { Self.character(Int($0.upper) + Int($0.lower)) })
      }
    }
  }

  private static func coloredLine(
    _ pairs: [(upper: UInt8, lower: UInt8)], color: (UInt8) -> String
  ) -> String {
    var line = ""
    var previous: (upper: UInt8, lower: UInt8)?
    for pair in pairs {
      if previous.map({ $0 != pair }) ?? true {
        line += "\u{1B}[38;\(color(pair.upper));48;\(color(pair.lower))m"
      }
      line += "▀"
      previous = pair
    }
    return line + "\u{1B}[0m"
  }

  /// The nearest of xterm's greys: black is 16, 232 to 255 are the levels 8, 18, … 238, white is 231.
  private static func indexOfGrey(_ level: UInt8) -> Int {
    switch level {
    case ..<4: 16
    case 247...: 231
    default: min(232 + (Int(level) - 3) / 10, 255)
    }
  }

  private static func character(_ sum: Int) -> Character {
    let shades: [Character] = [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"]
    return shades[sum * shades.count / (2 * 255 + 1)]
  }
}
