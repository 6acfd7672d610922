/// Where everything in a plot stands.
struct PanelLayout {
  let plot: Plot
  /// Between the axes.
  let area: Rect
  let x: AxisRange
  let y: AxisRange
  let xTicks: Ticks
  let yTicks: Ticks
  /// Whether the names below are aslant, being too long to stand side by side.
  let isAslant: Bool
  let titleLines: [String]
  let titleCenter: Double
  let colorBar: ColorBar?
  let legend: Legend?

  init(_ plot: Plot, in cell: Rect) {
    self.plot = plot
    let extent = plot.layers.flatMap(\.extent)
    let fills = plot.layers.contains(where: \.fillsArea)
    let stands = plot.layers.contains(where: \.standsOnFloor)
    x = AxisRange(extent.lazy.map(\.x), axis: plot.xAxis, margin: fills || stands ? 0 : 0.03)
    y = AxisRange(
      extent.lazy.map(\.y), axis: plot.yAxis, margin: fills ? 0 : 0.06, floor: stands)
    guard plot.hasAxes else {
      area = Rect(
        left: cell.left + 8, right: cell.right - 8, bottom: cell.bottom + 8, top: cell.top - 8)
      (xTicks, yTicks) = (
        Ticks(names: [], count: 0, sign: 1, about: 1), .init(names: [], count: 0, sign: 1, about: 1)
      )
      (isAslant, titleLines, colorBar, legend) = (false, [], nil, nil)
      titleCenter = 0
      return
    }
    titleLines =
      plot.title.isEmpty ? [] : FontSize.title.wrapped(plot.title, width: cell.width - 40)
    colorBar = ColorBar.first(of: plot.layers)
    var room = cell
    room.top -= 14 + Double(titleLines.count) * FontSize.title.lineHeight
    let labelHeight = FontSize.label.lineHeight + 4
    yTicks = plot.verticalTicks(y, length: room.height - 50)
    room.left += 14 + yTicks.width + (plot.yAxis.label.isEmpty ? 4 : labelHeight)
    room.right -= colorBar?.width ?? 18
    xTicks = plot.horizontalTicks(x, length: room.width)
    isAslant =
      xTicks.labeled.map { FontSize.caption.width(of: $0.text) + 6 }.reduce(0, +) > room.width
    room.bottom +=
      (isAslant ? xTicks.width * 0.5 + 16 : 27) + (plot.xAxis.label.isEmpty ? 4 : labelHeight)
    // Names may be longer than the picture is wide.
    room.left = min(room.left, cell.left + cell.width * 0.6)
    room.right = max(room.right, room.left + cell.width * 0.1)
    room.bottom = min(room.bottom, cell.bottom + cell.height * 0.6)
    room.top = max(room.top, room.bottom + cell.height * 0.1)
    let candidate = Legend(plot)
    var inner = room
    if let proportion = plot.proportion(x, y) { inner = room.fitting(widthToHeight: proportion) }
    var place = candidate?.place(among: plot.layers, x: x, y: y, in: inner)
    if place == .outside, let width = candidate?.width {
      room.right = max(room.right - width - 8, room.left + cell.width * 0.1)
      inner = room
      if let proportion = plot.proportion(x, y) { inner = room.fitting(widthToHeight: proportion) }
    }
    if candidate == nil { place = nil }
    area = inner
    // Above the middle of the axes, if it is no wider than they are.
    let titleWidth = titleLines.map { FontSize.title.width(of: $0) }.max() ?? 0
    titleCenter = (titleWidth > inner.width ? cell.left + cell.right : inner.left + inner.right) / 2
    legend = place.flatMap { place in
      candidate.map { candidate in
        var candidate = candidate
        candidate.place = place
        return candidate
      }
    }
  }
}

extension PanelLayout {
  /// Where a point is, in points from the corner of the area.
  func place(_ point: Point) -> Point {
    Point(x.fraction(of: point.x) * area.width, y.fraction(of: point.y) * area.height)
  }
}

extension Plot {
  /// The names below bars and cells, or numbers.
  fileprivate func horizontalTicks(_ range: AxisRange, length: Double) -> Ticks {
    for layer in layers {
      switch layer.shape {
      case .bars:
        let names = layers.map(\.barNames).max { $0.count < $1.count } ?? []
        return Ticks(names: names, count: names.count, sign: 1, about: 1)
      case .heatmap(let grid, let style):
        return Ticks(
          names: style.columnNames, count: grid.columnCount, sign: 1,
          about: max(2, Int(length / 30)))
      default: continue
      }
    }
    return xAxis.ticks(of: range, about: max(2, Int(length / 65)))
  }

  fileprivate func verticalTicks(_ range: AxisRange, length: Double) -> Ticks {
    for layer in layers {
      guard case .heatmap(let grid, let style) = layer.shape else { continue }
      return Ticks(
        names: style.rowNames, count: grid.rowCount, sign: -1, about: max(2, Int(length / 20)))
    }
    return yAxis.ticks(of: range, about: max(2, Int(length / 42)))
  }

  /// Width to height of the area; nil where it may have any.
  fileprivate func proportion(_ x: AxisRange, _ y: AxisRange) -> Double? {
    let hasCells = layers.contains { if case .heatmap = $0.shape { true } else { false } }
    guard isEqual || hasCells, x.scale == .linear, y.scale == .linear else { return nil }
    let proportion = (x.upper - x.lower) / (y.upper - y.lower)
    // Cells of a long matrix would be too small to see as squares.
    return isEqual || (0.2...5).contains(proportion) ? proportion : nil
  }
}

extension PlotLayer {
  fileprivate var barNames: [String] {
    if case .bars(let bars) = shape { bars.map(\.name) } else { [] }
  }
}

extension Axis {
  fileprivate func ticks(of range: AxisRange, about count: Int) -> Ticks {
    let ticks = Ticks(range, about: count)
    return isWhole ? ticks.wholeNumbers : ticks
  }
}
