// The ways in which text stands in DOT and in a page.
//
// Text is escaped by its scalars: a quotation mark next to a scalar that joins it, such as an accent, is a `Character` that is no
// quotation mark, and yet ends a string wherever DOT, XML or HTML is read.

extension String {
  /// In quotation marks, as the value of an attribute that is shown.
  var dotQuoted: String { "\"\(dotEscaped)\"" }

  /// As it stands between quotation marks, where libgvc reads `\n`, `\N` and `&amp;`.
  var dotEscaped: String {
    escaped(newline: "\\n") { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "&": "&amp;"
      default: nil
      }
    }
  }

  /// As text inside of a label that is written like HTML, where libgvc reads `\N` as well.
  var htmlEscaped: String {
    escaped(newline: "<BR/>") { $0 == "\\" ? "\\\\" : $0.xmlEscape }
  }

  /// As text in XML or HTML, in which it stays what and where it is.
  package var xmlEscaped: String { replacingScalars { $0.xmlEscape } }

  /// The beginning, with "…" for the rest if there is more than `count`.
  func shortened(to count: Int) -> String {
    self.count > count ? prefix(count - 1) + "…" : self
  }

  /// With something else for some scalars.
  func replacingScalars(_ replacement: (Unicode.Scalar) -> String?) -> String {
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if let replacement = replacement(scalar) {
        text.append(contentsOf: replacement.unicodeScalars)
      } else {
        text.append(scalar)
      }
    }
    return String(text)
  }

  /// As a picture shows it, with an escape for each scalar that needs one.
  private func escaped(newline: String, _ escape: (Unicode.Scalar) -> String?) -> String {
    var previous: Unicode.Scalar?
    return withoutEntities.replacingScalars { scalar in
      defer { previous = scalar }
      if scalar.isNewline { return scalar == "\n" && previous == "\r" ? "" : newline }
      return escape(scalar) ?? scalar.substitute
    }
  }

  /// With an invisible word joiner behind each "&" that begins an entity, such as `&lt;` or `&#1;`: libgvc writes an entity into
  /// an SVG as it is, so that a reader would see "<", or no picture.
  private var withoutEntities: String {
    guard utf8.contains(UInt8(ascii: "&")) else { return self }
    var text = String.UnicodeScalarView()
    var rest = unicodeScalars[...]
    while let scalar = rest.popFirst() {
      text.append(scalar)
      if scalar == "&", rest.first(where: { !$0.isPartOfEntity }) == ";" { text.append("\u{2060}") }
    }
    return String(text)
  }
}

extension Unicode.Scalar {
  /// What stands for it in print, if it needs that: XML and C strings have no place for control characters, and what turns the
  /// direction of writing would reach beyond its label.
  fileprivate var substitute: String? {
    switch value {
    case 0..<0x20: Unicode.Scalar(0x2400 + value).map { String($0) }
    case 0x7F: "\u{2421}"
    case 0x80..<0xA0, 0xFFFE, 0xFFFF: "\u{FFFD}"
    default: properties.isBidiControl ? "\u{FFFD}" : nil
    }
  }

  /// What stands for it in XML and HTML, if it needs that.
  fileprivate var xmlEscape: String? {
    switch self {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    default: properties.isBidiControl ? "\u{FFFD}" : nil
    }
  }

  fileprivate var isNewline: Bool {
    switch value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  fileprivate var isPartOfEntity: Bool {
    isASCII && (properties.isAlphabetic || properties.numericType != nil) || self == "#"
  }
}
