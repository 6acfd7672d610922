/// Rows of cells under each other, each column as wide as its widest cell.
package struct TextTable {
  let rows: [[String]]
  /// The columns whose cells stand at their right edge, as numbers do.
  let rightAligned: Set<Int>

  package init(rows: [[String]], rightAligned: Set<Int>) {
    self.rows = rows
    self.rightAligned = rightAligned
  }

  /// The lines, without spaces at their ends.
  package var description: String {
    let columnCount = rows.map(\.count).max() ?? 0
    let widths = (0..<columnCount).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return rightAligned.contains(column) ? padding + cell : cell + padding
      }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}

extension Int {
  /// The digits of a number that is not negative, in groups of three: `50,890`.
  package var grouped: String {
    let digits = Array("\(self)")
    return digits.enumerated().reduce(into: "") { result, digit in
      if digit.offset > 0 && (digits.count - digit.offset).isMultiple(of: 3) { result += "," }
      result.append(digit.element)
    }
  }
}
