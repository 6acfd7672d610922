/// A label in DOT's likeness of HTML: rows of cells, a cell being pieces of text or a table of its own.
struct HTMLTable {
  struct Text {
    var text: String
    var color: String?
    var size: Int?
    var isBold = false
  }

  struct Cell {
    var pieces: [Text] = []
    var tables: [HTMLTable] = []
    var alignment = "LEFT"
    var columns = 1
    var attributes = ""
  }

  var rows: [[Cell]] = []
  var padding = 2
  var spacing = 0

  /// The table, ready to follow `label=`.
  var dot: String { "<\(html)>" }

  fileprivate var html: String {
    let body = rows.map { row in "<TR>\(row.map(\.html).joined())</TR>" }.joined()
    return """
      <TABLE BORDER="0" CELLBORDER="0" CELLSPACING="\(spacing)" CELLPADDING="\(padding)">\(body)</TABLE>
      """
  }
}

extension HTMLTable.Cell {
  fileprivate var html: String {
    let span = columns > 1 ? " COLSPAN=\"\(columns)\"" : ""
    let content = pieces.map(\.html).joined() + tables.map(\.html).joined()
    return "<TD ALIGN=\"\(alignment)\"\(span)\(attributes)>\(content)</TD>"
  }
}

extension HTMLTable.Text {
  fileprivate var html: String {
    // libgvc refuses tags with nothing between them.
    guard !text.isEmpty else { return "" }
    var html = text.htmlEscaped
    if isBold { html = "<B>\(html)</B>" }
    var attributes = ""
    if let color { attributes += " COLOR=\"\(color)\"" }
    if let size { attributes += " POINT-SIZE=\"\(size)\"" }
    return attributes.isEmpty ? html : "<FONT\(attributes)>\(html)</FONT>"
  }
}
