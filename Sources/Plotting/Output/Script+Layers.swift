extension Script {
  /// Writes the numbers of a layer, and what is not drawn by `plot`; returns what is.
  mutating func addLayer(_ index: Int, of drawing: LayerDrawing) -> [String] {
    let (layer, color) = (drawing.layout.plot.layers[index], drawing.colors[index])
    let pen = "linecolor \(self.color(color))"
    let title =
      layer.label.map { $0.isEmpty ? "notitle" : "title \($0.inOneLine.quoted)" } ?? "notitle"
    let layout = drawing.layout
    switch layer.shape {
    case .line(let points, let dash, let width, let hasMarkers):
      return line(points, "\(pen) linewidth \(width.plain) \(dash.words)", title, hasMarkers)
    case .points(let points, let size):
      let data = addBlock(rows(points))
      // A rim of the background tells points that overlap apart.
      return [
        "\(data) with points pointtype 7 pointsize \((size * 0.75).plain) linecolor \(self.color(.hex(theme.background))) notitle",
        "\(data) with points pointtype 7 pointsize \((size * 0.6).plain) \(pen) \(title)",
      ]
    case .band(let intervals):
      let data = addBlock(
        intervals.map {
          rows([Point($0.x, $0.lower)])[0] + " " + ($0.upper.isDrawable ? $0.upper.plain : "NaN")
        })
      return [
        "\(data) using 1:2:3 with filledcurves fillstyle transparent solid 0.25 noborder \(pen) \(title)"
      ]
    case .trajectory(let points): return trajectory(points, pen, title, layout)
    case .rule(let direction, let place, let dash):
      guard place.isDrawable else { return [] }
      let ends =
        direction == .horizontal
        ? [Point(layout.x.lower, place), Point(layout.x.upper, place)]
        : [Point(place, layout.y.lower), Point(place, layout.y.upper)]
      return ["\(addBlock(rows(ends))) with lines \(pen) linewidth 1.5 \(dash.words) \(title)"]
    case .arrow(let start, let end):
      guard start.isFinite, end.isFinite else { return [] }
      add(
        "set arrow from \(place(start)) to \(place(end)) front filled \(head) \(pen) linewidth 1.5")
      return []
    case .note: return []  // After everything that it could cover.
    case .bins(let bins):
      let rows = bins.map {
        "\((($0.lower + $0.upper) / 2).plain) \($0.height.plain) \(($0.upper - $0.lower).plain)"
      }
      let border = "border linecolor \(self.color(.hex(theme.background)))"
      return [
        "\(addBlock(rows)) using 1:2:3 with boxes fillstyle transparent solid 0.7 \(border) \(pen) linewidth 0.5 \(title)"
      ]
    case .bars(let bars):
      return self.bars(
        bars, pen, title, number: drawing.barSeries.firstIndex(of: index) ?? 0,
        of: drawing.barSeries.count)
    case .heatmap(let grid, let style): return heatmap(grid, style)
    case .contour(let grid, let style): return contour(grid, style)
    case .region(let grid): return image(PixelGrid(grid, theme: theme))
    case .pixels(let pixels): return image(pixels)
    case .caption(let text, let point, _):
      add(
        "set label \(text.quoted) at \(place(point)) center offset 0,-0.5 \(font(.caption)) textcolor \(self.color(color))"
      )
      return []
    case .frame(let x, let y):
      add(
        "set object rectangle from \(x.lowerBound.plain),\(y.lowerBound.plain) to \(x.upperBound.plain),\(y.upperBound.plain) front fillstyle empty border linecolor \(self.color(color)) linewidth 2.5"
      )
      return []
    }
  }

  /// Numbers that have no place interrupt what is drawn.
  func rows(_ points: [Point]) -> [String] {
    points.map { point in
      "\(point.x.isDrawable ? point.x.plain : "NaN") \(point.y.isDrawable ? point.y.plain : "NaN")"
    }
  }

  func place(_ point: Point) -> String { "\(point.x.plain),\(point.y.plain)" }

  /// The head of an arrow, 9 points long.
  private var head: String { "head size screen \(Self.short(9 / size.width)),22" }

  private mutating func line(
    _ points: [Point], _ pen: String, _ title: String, _ hasMarkers: Bool
  ) -> [String] {
    let data = addBlock(rows(points))
    if hasMarkers { return ["\(data) with linespoints pointtype 7 pointsize 0.5 \(pen) \(title)"] }
    let isolated = points.indices.filter { index in
      points[index].isFinite && (index == 0 || !points[index - 1].isFinite)
        && (index == points.count - 1 || !points[index + 1].isFinite)
    }
    var clauses = ["\(data) with lines \(pen) \(title)"]
    if !isolated.isEmpty {
      let dots = addBlock(rows(isolated.map { points[$0] }))
      clauses.append("\(dots) with points pointtype 7 pointsize 0.5 \(pen) notitle")
    }
    return clauses
  }

  private mutating func trajectory(
    _ points: [Point], _ pen: String, _ title: String, _ layout: PanelLayout
  ) -> [String] {
    var clauses = [
      "\(addBlock(rows(points))) with lines \(pen) linewidth 1.5 notitle",
      "\(addBlock(rows(dots(points, layout)))) with points pointtype 7 pointsize 0.5 \(pen) notitle",
      // For the legend alone.
      "NaN with linespoints pointtype 7 pointsize 0.5 \(pen) linewidth 1.5 \(title)",
    ]
    let steps = zip(points, points.dropFirst()).filter { start, end in
      let (start, end) = (layout.place(start), layout.place(end))
      return (end.x - start.x) * (end.x - start.x) + (end.y - start.y) * (end.y - start.y) > 256
    }
    if !steps.isEmpty {
      let arrows = addBlock(steps.map { "\(place($0)) \(place($1))".replacing(",", with: " ") })
      clauses.append(
        "\(arrows) using 1:2:($3-$1):($4-$2) with vectors filled \(head) \(pen) linewidth 1.5 notitle"
      )
    }
    return clauses
  }

  /// The points without those that would cover the one before.
  private func dots(_ points: [Point], _ layout: PanelLayout) -> [Point] {
    var dots: [Point] = []
    var last = Point(-.infinity, -.infinity)
    for point in points where point.isFinite {
      let place = layout.place(point)
      guard max(abs(place.x - last.x), abs(place.y - last.y)) > 5 else { continue }
      dots.append(point)
      last = place
    }
    return dots
  }

  /// Series `number` of `count` that share the room of a name.
  private mutating func bars(
    _ bars: [Bar], _ pen: String, _ title: String, number: Int, of count: Int
  ) -> [String] {
    let width = 0.76 / Double(max(count, 1))
    let shift = (Double(number) - Double(count - 1) / 2) * width
    let rows = bars.enumerated().filter { $0.element.height.isDrawable }.map {
      "\((Double($0.offset) + shift).plain) \($0.element.height.plain) \((width * 0.94).plain)"
    }
    guard !rows.isEmpty else { return [] }
    return ["\(addBlock(rows)) using 1:2:3 with boxes fillstyle solid 1 noborder \(pen) \(title)"]
  }
}

extension LineStyle {
  /// Lengths in units of the line's width.
  fileprivate var words: String {
    switch self {
    case .solid: "dashtype solid"
    case .dashed: "dashtype (10,6)"
    case .dotted: "dashtype (2,3)"
    }
  }
}
