import Autograd

/// Numbers over a rectangle, row by row from below, each in the middle of a cell.
struct Grid: Sendable {
  var rowCount, columnCount: Int
  var values: [Double]
  /// From the middle of the first column to that of the last.
  var x: ClosedRange<Double>
  /// From the middle of the lowest row to that of the topmost.
  var y: ClosedRange<Double>

  var cellWidth: Double { Self.step(x, columnCount) }
  var cellHeight: Double { Self.step(y, rowCount) }
  /// With the outer halves of the cells at the border.
  var left: Double { x.lowerBound - cellWidth / 2 }
  var right: Double { x.upperBound + cellWidth / 2 }
  var bottom: Double { y.lowerBound - cellHeight / 2 }
  var top: Double { y.upperBound + cellHeight / 2 }

  private static func step(_ range: ClosedRange<Double>, _ count: Int) -> Double {
    let length = range.upperBound - range.lowerBound
    return count > 1 && length > 0 ? length / Double(count - 1) : 1
  }

  /// The least and the greatest number that can be drawn; nil without any.
  var extent: ClosedRange<Double>? {
    let drawable = values.lazy.filter(\.isDrawable)
    guard let least = drawable.min(), let greatest = drawable.max() else { return nil }
    return least...greatest
  }

  /// The places of the numbers, in their order.
  var places: [Point] {
    let columns = steps(x, count: columnCount)
    return steps(y, count: rowCount).flatMap { y in columns.map { Point($0, y) } }
  }
}

extension Grid {
  /// Numbers in rows, the first one on top, at x = 0, 1, 2, … and y = 0, -1, -2, … Traps when rows differ in length.
  init<Row: Sequence>(rows: some Sequence<Row>, of element: String)
  where Row.Element: Numeric & Comparable {
    let rows = rows.map { doubles($0) }
    let count = rows.first?.count ?? 0
    for (index, row) in rows.enumerated() {
      require(
        row.count == count,
        "\(element): expected \(count) numbers in row \(index), as in row 0, found \(row.count)")
    }
    self.init(
      rowCount: rows.count, columnCount: count, values: Array(rows.reversed().joined()),
      x: 0...Double(max(count - 1, 0)), y: -Double(max(rows.count - 1, 0))...0)
  }

  /// A function of places, `resolution` of them on either side.
  init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, resolution: Int,
    _ function: (Double, Double) throws -> Double
  ) rethrows {
    let count = max(resolution, 2)
    self.init(rowCount: count, columnCount: count, values: [], x: x, y: y)
    values = try places.map { try function($0.x, $0.y) }
  }
}

extension Grid {
  /// The grid with more cells, of numbers in between.
  func refined(_ factor: Int) -> Grid {
    guard rowCount > 1, columnCount > 1, factor > 1 else { return self }
    var fine = self
    fine.columnCount = (columnCount - 1) * factor + 1
    fine.rowCount = (rowCount - 1) * factor + 1
    fine.values = []
    fine.values.reserveCapacity(fine.rowCount * fine.columnCount)
    for row in 0..<fine.rowCount {
      let low = min(row / factor, rowCount - 2)
      let up = Double(row - low * factor) / Double(factor)
      for column in 0..<fine.columnCount {
        let left = min(column / factor, columnCount - 2)
        let right = Double(column - left * factor) / Double(factor)
        let corner = low * columnCount + left
        let below = values[corner] * (1 - right) + values[corner + 1] * right
        let above =
          values[corner + columnCount] * (1 - right) + values[corner + columnCount + 1] * right
        fine.values.append(below * (1 - up) + above * up)
      }
    }
    return fine
  }
}
