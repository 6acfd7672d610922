import Foundation
import SwiftGrad

/// What was measured of one thing: a line of a table for people, an object for programs.
protocol BenchmarkRow: Encodable {
  /// The columns of the table. Those that hold numbers say so by ``Column/number(_:)``.
  static var columns: [Column] { get }
  /// The row's text in each column.
  var cells: [String] { get }
}

/// The heading of a column of a table, and how its cells are aligned.
enum Column {
  case text(String)
  case number(String)

  var heading: String {
    switch self {
    case .text(let heading), .number(let heading): heading
    }
  }

  var isNumber: Bool {
    if case .number = self { true } else { false }
  }
}

extension Collection where Element: BenchmarkRow {
  /// Prints a table, or for programs a JSON object a line.
  func print(asJSON: Bool) throws {
    if asJSON {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      for row in self { Swift.print(String(decoding: try encoder.encode(row), as: UTF8.self)) }
    } else {
      let columns = Element.columns
      let table = TextTable(
        rows: [columns.map(\.heading)] + map(\.cells),
        rightAligned: Set(columns.indices.filter { columns[$0].isNumber }))
      Swift.print(table.description)
    }
  }
}
