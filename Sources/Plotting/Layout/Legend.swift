/// The names of the series.
struct Legend {
  let labels: [String]
  var place: LegendPlace

  /// Nil where no layer has a name, or it is hidden.
  init?(_ plot: Plot) {
    labels = plot.layers.compactMap(\.label?.inOneLine).filter { !$0.isEmpty }
    place = plot.legend
    if labels.isEmpty || place == .hidden { return nil }
  }

  var width: Double { 44 + (labels.map { FontSize.caption.width(of: $0) }.max() ?? 0) }
  var height: Double { Double(labels.count) * 18 + 10 }

  /// The place that the plot asks for, or the corner where nothing is drawn, or else beside the plot.
  func place(among layers: [PlotLayer], x: AxisRange, y: AxisRange, in area: Rect) -> LegendPlace {
    guard place == .automatic else { return place }
    guard width < area.width * 0.7, height < area.height * 0.7 else { return .outside }
    let drawn = layers.flatMap { $0.outline(x: x, y: y, in: area) }
    let corners: [LegendPlace] = [.topRight, .topLeft, .bottomRight, .bottomLeft]
    return corners.first { corner in
      let isRight = corner == .topRight || corner == .bottomRight
      let isTop = corner == .topRight || corner == .topLeft
      return !drawn.contains { point in
        (isRight ? area.width - point.x : point.x) < width + 6
          && (isTop ? area.height - point.y : point.y) < height + 6
      }
    } ?? .outside
  }
}

extension PlotLayer {
  /// Places that something is drawn at, close to each other, in points from the corner of the area.
  func outline(x: AxisRange, y: AxisRange, in area: Rect) -> [Point] {
    func place(_ point: Point) -> Point {
      Point(x.fraction(of: point.x) * area.width, y.fraction(of: point.y) * area.height)
    }
    func path(_ points: [Point]) -> [Point] {
      let places = points.map(place)
      return places + zip(places, places.dropFirst()).flatMap { between($0, $1) }
    }
    func between(_ start: Point, _ end: Point) -> [Point] {
      guard start.isFinite, end.isFinite else { return [] }
      let count = Int(min(max(abs(end.x - start.x), abs(end.y - start.y)) / 4, 500))
      return (0...count).map { index in
        let fraction = Double(index) / Double(count + 1)
        return Point(
          start.x + (end.x - start.x) * fraction, start.y + (end.y - start.y) * fraction)
      }
    }
    func column(_ left: Double, _ right: Double, _ low: Double, _ high: Double) -> [Point] {
      let bottom = y.scale == .log ? max(low, y.lower) : low
      return [left, (left + right) / 2, right].flatMap {
        path([Point($0, bottom), Point($0, high)])
      }
    }
    return switch shape {
    case .line(let points, _, _, _), .trajectory(let points): path(points)
    case .points(let points, _): points.map(place)
    case .band(let intervals):
      intervals.flatMap { path([Point($0.x, $0.lower), Point($0.x, $0.upper)]) }
    case .rule(.horizontal, let y, _): path([Point(x.lower, y), Point(x.upper, y)])
    case .rule(.vertical, let x, _): path([Point(x, y.lower), Point(x, y.upper)])
    case .arrow(let start, let end): path([start, end])
    case .note(let text, let point, _):
      // On whichever side it will be.
      (-8...8).map { step in
        let width = FontSize.caption.width(of: text) + 8
        return Point(place(point).x + width * Double(step) / 8, place(point).y)
      }
    case .bins(let bins): bins.flatMap { column($0.lower, $0.upper, 0, $0.height) }
    case .bars(let bars):
      bars.enumerated().flatMap { index, bar in
        column(Double(index) - 0.4, Double(index) + 0.4, 0, bar.height)
      }
    case .heatmap, .contour, .region, .pixels, .caption, .frame: []
    }
  }
}
