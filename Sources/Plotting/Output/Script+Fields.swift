extension Script {
  /// Colored squares.
  mutating func image(_ image: PixelGrid) -> [String] {
    guard image.columnCount > 0, image.rowCount > 0 else { return [] }
    // `int` takes no NaN.
    let background = RGB(hex: theme.hex(.hex(theme.background))).packed
    let data = addBlock(
      (0..<image.rowCount).map { row in
        let colors = image.colors[row * image.columnCount..<(row + 1) * image.columnCount]
        return colors.map { "\($0 ?? background)" }.joined(separator: " ")
      })
    let (x, y) = (image.x, image.y)
    let width = (x.upperBound - x.lowerBound) / Double(image.columnCount)
    let height = (y.upperBound - y.lowerBound) / Double(image.rowCount)
    let column = "(\((x.lowerBound + width / 2).plain)+$1*\(width.plain))"
    let row = "(\((y.lowerBound + height / 2).plain)+$2*\(height.plain))"
    let colors = "(int($3)>>16&255):(int($3)>>8&255):(int($3)&255)"
    return ["\(data) matrix using \(column):\(row):\(colors) with rgbimage notitle"]
  }

  mutating func heatmap(_ grid: Grid, _ style: Heatmap.Style) -> [String] {
    guard grid.columnCount > 0, grid.rowCount > 0 else { return [] }
    let range = style.range(of: grid)
    if style.hasValues {
      for (place, value) in zip(grid.places, grid.values) where value.isDrawable {
        let fraction = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
        let ink = style.colors.color(at: fraction).brightness > 0.55 ? "#000000" : "#ffffff"
        add(
          "set label \(value.readable.quoted) at \(self.place(place)) center front \(font(.caption)) textcolor rgb \"\(ink)\""
        )
      }
    }
    return [field(grid, grid.values)]
  }

  mutating func contour(_ grid: Grid, _ style: Contour.Style) -> [String] {
    let levels = style.levels(of: grid)
    var clauses: [String] = []
    if style.isFilled, !levels.isEmpty {
      let fine = grid.refined(2)
      // Every number in the middle of its step of the color bar.
      let values = fine.values.map { value in
        value.isDrawable ? Double(levels.count { $0 <= value }) - 0.5 : .nan
      }
      clauses.append(field(fine, values))
    }
    let inside = levels.filter { level in grid.extent.map { $0.contains(level) } ?? false }
    guard !inside.isEmpty else { return clauses }
    let data = addBlock(matrix(grid, grid.values))
    let lines = "$lines\(data.dropFirst(5))"
    add(
      "set contour base; unset surface; set cntrparam levels discrete \(inside.map(\.plain).joined(separator: ", "))"
    )
    add(
      "set table \(lines); splot \(data) matrix using \(places(grid)):3; unset table; unset contour"
    )
    let color =
      style.isFilled
      ? "linecolor \(self.color(.hex(theme.background))) linewidth 0.5"
      : "linecolor palette linewidth 1.3"
    let height = style.scale == .log ? "(log10($3))" : "3"
    clauses.append("\(lines) using 1:2:\(height) with lines \(color) notitle")
    return clauses
  }

  /// Cells in the colors of the palette.
  private mutating func field(_ grid: Grid, _ values: [Double]) -> String {
    let data = addBlock(matrix(grid, values))
    return "\(data) matrix using \(places(grid)):3 with image notitle"
  }

  private func matrix(_ grid: Grid, _ values: [Double]) -> [String] {
    (0..<grid.rowCount).map { row in
      let values = values[row * grid.columnCount..<(row + 1) * grid.columnCount]
      return values.map { $0.isDrawable ? $0.plain : "NaN" }.joined(separator: " ")
    }
  }

  /// Where the columns and rows of a matrix are.
  private func places(_ grid: Grid) -> String {
    let column = "(\(grid.x.lowerBound.plain)+$1*\(grid.cellWidth.plain))"
    return "\(column):(\(grid.y.lowerBound.plain)+$2*\(grid.cellHeight.plain))"
  }
}
