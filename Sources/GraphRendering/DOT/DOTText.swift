// The two ways in which text stands in DOT.

extension String {
  /// In quotation marks, as the value of an attribute that is shown.
  var dotQuoted: String { "\"\(dotEscaped)\"" }

  /// As it stands between quotation marks, where libgvc reads `\n`, `\N` and `&amp;`.
  var dotEscaped: String {
    map { character in
      switch character {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "&": "&amp;"
      case _ where character.isNewline: "\\n"
      default: character.drawable
      }
    }.joined()
  }

  /// As text inside of a label that is written like HTML.
  var htmlEscaped: String {
    map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case _ where character.isNewline: "<BR/>"
      default: character.drawable
      }
    }.joined()
  }

  /// The beginning, with "…" for the rest if there is more than `count`.
  func shortened(to count: Int) -> String {
    self.count > count ? prefix(count - 1) + "…" : self
  }
}

extension Character {
  /// The character, or what stands for it in print: XML and C strings have no place for control characters.
  fileprivate var drawable: String {
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0..<0x20: text.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case 0x7F: text.append("\u{2421}")
      case 0x80..<0xA0, 0xFFFE, 0xFFFF: text.append("\u{FFFD}")
      default: text.append(scalar)
      }
    }
    return String(text)
  }
}
