/// The numbers of a figure as a table, as RFC 4180 has it: a line for each point, cell or bar.
///
///     plot,series,kind,x,y,value
///     Loss,training,line,0,2.302,
///
/// `value` is a cell's number, or the upper bound of a band and the right edge of a bin. NaN and infinity read `nan` and `inf`.
struct CommaSeparatedValues {
  private(set) var text = "plot,series,kind,x,y,value\n"

  init(_ figure: FigureDrawing) {
    for plot in figure.panels {
      for layer in plot.layers { append(layer, plot: plot.title) }
    }
  }

  private mutating func append(_ layer: PlotLayer, plot: String) {
    func add(_ kind: String, _ x: String, _ y: String, _ value: String = "") {
      let fields = [plot, layer.label ?? "", kind, x, y, value].map(Self.field)
      text += fields.joined(separator: ",") + "\n"
    }
    func add(_ kind: String, _ points: [Point]) {
      for point in points { add(kind, point.x.plain, point.y.plain) }
    }
    func add(_ kind: String, _ grid: Grid) {
      for (place, value) in zip(grid.places, grid.values) {
        add(kind, place.x.plain, place.y.plain, value.plain)
      }
    }
    switch layer.shape {
    case .line(let points, _, _, _): add("line", points)
    case .points(let points, _): add("point", points)
    case .trajectory(let points): add("trajectory", points)
    case .arrow(let start, let end): add("arrow", [start, end])
    case .band(let intervals):
      for interval in intervals {
        add("band", interval.x.plain, interval.lower.plain, interval.upper.plain)
      }
    case .rule(.horizontal, let y, _): add("rule", "", y.plain)
    case .rule(.vertical, let x, _): add("rule", x.plain, "")
    case .note(let text, let point, _): add("note", point.x.plain, point.y.plain, text)
    case .bins(let bins):
      for bin in bins { add("bin", bin.lower.plain, bin.height.plain, bin.upper.plain) }
    case .bars(let bars): for bar in bars { add("bar", bar.name, bar.height.plain) }
    case .heatmap(let grid, _): add("cell", grid)
    case .contour(let grid, _): add("contour", grid)
    case .region(let grid): add("region", grid)
    case .pixels(let image):
      for (index, color) in image.colors.enumerated() {
        let row = image.rowCount - 1 - index / image.columnCount
        let hex = color.map { String($0 | 1 << 24, radix: 16).dropFirst() }
        add("pixel", "\(index % image.columnCount)", "\(row)", hex.map { "#\($0)" } ?? "")
      }
    case .caption(let text, _, _): add("caption", "", "", text)
    case .frame: break
    }
  }

  private static func field(_ text: String) -> String {
    let needsQuotes = text.unicodeScalars.contains { [",", "\"", "\n", "\r"].contains($0) }
    return needsQuotes ? "\"" + text.doubling("\"") + "\"" : text
  }
}

extension Double {
  /// As short as it reads back the same, without `.0`.
  var plain: String {
    if isNaN { return "nan" }
    let text = "\(self + 0)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
