extension Script {
  /// One plot: axes, texts, then its layers.
  mutating func addPanel(_ layout: PanelLayout) {
    let area = layout.area
    add(
      "set lmargin at \(margin(area.left, size.width)); set rmargin at \(margin(area.right, size.width))"
    )
    add(
      "set bmargin at \(margin(area.bottom, size.height)); set tmargin at \(margin(area.top, size.height))"
    )
    var clauses: [String] = []
    let drawing = LayerDrawing(layout)
    for index in layout.plot.layers.indices { clauses += addLayer(index, of: drawing) }
    addAxes(layout)
    addTexts(layout)
    addColorBar(layout)
    addLegend(layout)
    addNotes(layout, colors: drawing.colors)
    add("plot \\")
    let all = clauses.isEmpty ? ["NaN notitle"] : clauses
    add(all.map { "  \($0)" }.joined(separator: ", \\\n"))
  }

  private func margin(_ place: Double, _ length: Double) -> String {
    "screen \(Self.short(place / length))"
  }

  private mutating func addAxes(_ layout: PanelLayout) {
    let (x, y) = (layout.x, layout.y)
    add(
      "set xrange [\(x.lower.plain):\(x.upper.plain)]; set yrange [\(y.lower.plain):\(y.upper.plain)]"
    )
    if x.scale == .log { add("set logscale x") }
    if y.scale == .log { add("set logscale y") }
    guard layout.plot.hasAxes else {
      add("unset border; unset tics")
      return
    }
    let caption = color(.caption)
    let hasCells = layout.plot.layers.contains {
      if case .heatmap = $0.shape { true } else { false }
    }
    let length = hasCells ? "0" : "0.6,0.3"
    add(hasCells ? "unset border" : "set border 3 linewidth 1 linecolor \(caption)")
    add("set tics out nomirror scale \(length) textcolor \(caption) \(font(.caption))")
    add("set xtics \(layout.isAslant ? "rotate by 30 right " : "")(\(marks(layout.xTicks)))")
    add("set ytics (\(marks(layout.yTicks)))")
    if !hasCells {
      let hasNames = layout.plot.layers.contains(where: \.standsOnFloor)
      let axes = hasNames ? "noxtics ytics" : "xtics ytics"
      add("set grid \(axes) back linetype 1 linewidth 0.7 linecolor \(color(.hex(theme.grid)))")
    }
  }

  private func marks(_ ticks: Ticks) -> String {
    let labeled = ticks.labeled.map { "\($0.text.quotedTick) \($0.place.plain)" }
    return (labeled + ticks.minor.map { "\"\" \($0.plain) 1" }).joined(separator: ", ")
  }

  private mutating func addTexts(_ layout: PanelLayout) {
    let (area, plot) = (layout.area, layout.plot)
    func label(_ text: String, _ x: Double, _ y: Double, _ size: FontSize, _ rest: String = "")
      -> String
    {
      "set label \(text.quoted) at \(screen(x, y)) center \(rest)\(font(size)) textcolor \(color(.text))"
    }
    if !layout.titleLines.isEmpty {
      let height = Double(layout.titleLines.count - 1) * FontSize.title.lineHeight
      add(
        label(
          layout.titleLines.joined(separator: "\n"), layout.titleCenter,
          area.top + 14 + height, .title))
    }
    if !plot.xAxis.label.isEmpty {
      let ticks = layout.isAslant ? layout.xTicks.width * 0.5 + 16 : 27
      add(
        label(
          plot.xAxis.label.inOneLine, (area.left + area.right) / 2, area.bottom - ticks - 9, .label)
      )
    }
    if !plot.yAxis.label.isEmpty {
      let left = area.left - 14 - layout.yTicks.width - 9
      add(
        label(
          plot.yAxis.label.inOneLine, left, (area.bottom + area.top) / 2, .label, "rotate by 90 "))
    }
  }

  private mutating func addColorBar(_ layout: PanelLayout) {
    guard let bar = layout.colorBar else { return }
    let stops = bar.colors.stops.enumerated().map { "\($0.offset) \"\($0.element)\"" }
    let steps = bar.stepCount.map { " maxcolors \($0)" } ?? ""
    add("set palette\(steps) defined (\(stops.joined(separator: ", ")))")
    add("set cbrange [\(bar.range.lowerBound.plain):\(bar.range.upperBound.plain)]")
    guard bar.isVisible else {
      add("unset colorbox")
      return
    }
    let area = layout.area
    let extent = "\(Self.short(12 / size.width)),\(Self.short(area.height / size.height))"
    add(
      "set colorbox vertical user origin \(screen(area.right + 12, area.bottom)) size screen \(extent) noborder"
    )
    let ticks = bar.ticks.map { "\($0.text.quotedTick) \($0.place.plain)" }.joined(separator: ", ")
    add("set cbtics scale 0 (\(ticks))")
    guard !bar.label.isEmpty else { return }
    let place = screen(area.right + bar.width - 16, (area.bottom + area.top) / 2)
    add(
      "set label \(bar.label.inOneLine.quoted) at \(place) center rotate by 90 \(font(.label)) textcolor \(color(.text))"
    )
  }

  private mutating func addLegend(_ layout: PanelLayout) {
    guard let legend = layout.legend else {
      add("unset key")
      return
    }
    let area = layout.area
    let place =
      switch legend.place {
      case .topLeft: "at \(screen(area.left + 6, area.top - 4)) left top"
      case .bottomRight: "at \(screen(area.right - 4, area.bottom + 6)) right bottom"
      case .bottomLeft: "at \(screen(area.left + 6, area.bottom + 6)) left bottom"
      case .outside:
        "at \(screen(area.right + (layout.colorBar?.width ?? 10), area.top - 4)) left top"
      case .topRight, .automatic, .hidden: "at \(screen(area.right - 4, area.top - 4)) right top"
      }
    add(
      "set key \(place) Left reverse samplen 2 spacing 1.1 opaque fillcolor \(color(.hex(theme.background))) \(font(.caption)) textcolor \(color(.text))"
    )
  }
}
