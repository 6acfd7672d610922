extension Theme {
  /// Every colour, by the name that a page has for it.
  private static var colors: [(name: String, path: WritableKeyPath<Theme, String>)] {
    let boxes: [(String, WritableKeyPath<Theme, Box>)] = [
      ("parameter", \.parameter), ("input", \.input), ("constant", \.constant),
      ("intermediate", \.intermediate), ("output", \.output), ("module", \.module),
    ]
    return [
      ("background", \.background), ("text", \.text), ("caption", \.caption),
      ("gradient", \.gradient), ("derivative", \.derivative), ("edge", \.edge),
      ("saved", \.saved), ("alarm", \.alarm),
    ]
      + boxes.flatMap { name, box in
        [
          ("\(name)-fill", box.appending(path: \.fill)),
          ("\(name)-border", box.appending(path: \.border)),
        ]
      }
  }

  /// Stands in for the colours of a page, which are not known when it is drawn: no two are the same, so that each can be
  /// replaced by its name.
  static var page: Theme {
    var theme = Theme.light
    for (index, color) in colors.enumerated() { theme[keyPath: color.path] = placeholder(index) }
    return theme
  }

  /// A picture drawn with ``page``, with names for colours: `fill="var(--text)"`.
  static func namingColors(in svg: String) -> String {
    var svg = svg
    for (index, color) in colors.enumerated() {
      // Quotation marks within text are escaped, so only attributes are found.
      svg = svg.replacing("=\"\(placeholder(index))\"", with: "=\"var(--\(color.name))\"")
    }
    return svg
  }

  /// The colours as declarations of a style sheet.
  var declarations: String {
    Self.colors.map { "--\($0.name): \(self[keyPath: $0.path]);" }.joined(separator: " ")
  }

  private static func placeholder(_ index: Int) -> String {
    let digits = String(index + 16, radix: 16)
    return "#0001\(digits)"
  }
}
