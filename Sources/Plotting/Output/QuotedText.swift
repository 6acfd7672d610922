extension String {
  /// The text as a string of a script, with nothing in it that the program would take for more than text.
  ///
  /// Scalar by scalar: a quote with an accent on it is one `Character`, and a quote. What has a meaning in quotes, or may have
  /// one by the time that the line is taken apart, is written as an octal number: quotes, backslashes, commands in backquotes,
  /// macros. What only means something where text is typeset (`^`, `_`, `{`) does not, since the terminal is told `noenhanced`.
  var quoted: String {
    var result = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\t": result += " "
      // Other controls have no shape; and C would end the text at the first.
      case _ where scalar.properties.generalCategory == .control: continue
      case "\u{2028}", "\u{2029}": result += "\\n"
      case "\"", "\\", "`", "$", "@":
        let octal = String(scalar.value, radix: 8)
        result += "\\" + String(repeating: "0", count: 3 - octal.count) + octal
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// The text where there is room for one line.
  var inOneLine: String { split(whereSeparator: \.isNewline).joined(separator: " ") }

  /// The text as the name of a place on an axis, where `%` begins a format.
  var quotedTick: String { doubling("%").quoted }

  /// The text with a scalar written twice wherever it is, be it part of a `Character` or not.
  func doubling(_ scalar: Unicode.Scalar) -> String {
    var result = ""
    for each in unicodeScalars {
      result.unicodeScalars.append(each)
      if each == scalar { result.unicodeScalars.append(each) }
    }
    return result
  }
}
