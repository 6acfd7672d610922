/// Cells beside each other and sentences below them, in DOT's likeness of HTML.
struct HTMLTable {
  struct Cell {
    var text: String
    var color: String
    /// Of the cell itself.
    var attributes = ""
  }

  var cells: [Cell] = []
  /// Each in a row of its own.
  var sentences: [Cell] = []

  var isEmpty: Bool { cells.isEmpty && sentences.isEmpty }

  /// The table, ready to follow `label=`.
  var dot: String {
    let first = cells.isEmpty ? [] : [row(cells.map { cell($0, $0.text.htmlEscaped) })]
    let others = sentences.map { sentence in
      var spanning = sentence
      spanning.attributes += " ALIGN=\"LEFT\" COLSPAN=\"\(max(cells.count, 1))\""
      let lines = sentence.text.lines(ofWidth: 90).map(\.htmlEscaped)
      return row([cell(spanning, lines.joined(separator: "<BR ALIGN=\"LEFT\"/>"))])
    }
    return """
      <<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="3" CELLPADDING="4">\((first + others).joined())</TABLE>>
      """
  }

  private func row(_ cells: [String]) -> String { "<TR>\(cells.joined())</TR>" }

  private func cell(_ cell: Cell, _ content: String) -> String {
    "<TD\(cell.attributes)><FONT COLOR=\"\(cell.color)\">\(content)</FONT></TD>"
  }
}

extension String {
  /// Broken between words, into lines of no more than `width` characters where words are shorter.
  fileprivate func lines(ofWidth width: Int) -> [String] {
    split(separator: " ", omittingEmptySubsequences: false).reduce(into: []) { lines, word in
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " \(word)"
      } else {
        lines.append(String(word))
      }
    }
  }
}
