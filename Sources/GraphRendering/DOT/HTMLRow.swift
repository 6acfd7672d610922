/// A row of cells in DOT's likeness of HTML.
struct HTMLRow {
  struct Cell {
    var text: String
    var color: String
    /// Of the cell itself.
    var attributes = ""
  }

  var cells: [Cell] = []

  /// The row as a table, ready to follow `label=`.
  var dot: String {
    let body = cells.map { cell in
      "<TD\(cell.attributes)><FONT COLOR=\"\(cell.color)\">\(cell.text.htmlEscaped)</FONT></TD>"
    }
    return """
      <<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="3" CELLPADDING="4"><TR>\(body.joined())</TR></TABLE>>
      """
  }
}
