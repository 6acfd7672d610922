/// Numbers in rows and columns as colors, the first row on top, with a color bar.
///
///     Heatmap(confusion, rows: names, columns: names, values: true)
///     Heatmap(weights, colors: .diverging)
///
/// NaN and infinity have the color of the background.
public struct Heatmap: PlotElement {
  public let layers: [PlotLayer]

  /// Numbers by row; traps when rows differ in length.
  ///
  /// - Parameters:
  ///   - numbers: the rows, the first one on top.
  ///   - rows: names of the rows, in place of their numbers.
  ///   - columns: names of the columns.
  ///   - colors: from the least number to the greatest.
  ///   - limits: the numbers that have the first and the last color; nil for the least and the greatest one, or, for
  ///     ``ColorMap/diverging``, for the same distance on both sides of 0.
  ///   - values: whether the numbers stand in their cells.
  ///   - colorBar: whether the plot has one.
  ///   - label: what the color bar says; nil for nothing.
  public init<Row: Sequence>(
    _ numbers: some Sequence<Row>, rows: [String] = [], columns: [String] = [],
    colors: ColorMap = .viridis, limits: ClosedRange<Double>? = nil, values: Bool = false,
    colorBar: Bool = true, label: String? = nil
  ) where Row.Element: Numeric & Comparable {
    let style = Style(
      colors: colors, limits: limits, hasValues: values, hasColorBar: colorBar, label: label,
      rowNames: rows, columnNames: columns)
    layers = [PlotLayer(.heatmap(Grid(rows: numbers, of: "Heatmap"), style))]
  }

  struct Style: Sendable {
    var colors: ColorMap
    var limits: ClosedRange<Double>?
    var hasValues: Bool
    var hasColorBar: Bool
    var label: String?
    var rowNames: [String]
    var columnNames: [String]
  }
}
