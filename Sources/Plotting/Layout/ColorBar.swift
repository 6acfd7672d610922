/// The color of each number, on the right of a plot: that of the lowest layer which has one.
struct ColorBar {
  var colors: ColorMap
  /// Of the numbers, or of their logarithms.
  var range: ClosedRange<Double>
  /// With what the numbers are called and where they are in `range`.
  var ticks: [Ticks.Tick]
  /// How many colors there are; nil for a gradual change.
  var stepCount: Int?
  var label: String
  var isVisible: Bool

  /// The room it takes on the right of the plot.
  var width: Double {
    guard isVisible else { return 18 }
    return 46 + (ticks.map { FontSize.caption.width(of: $0.text) }.max() ?? 0)
      + (label.isEmpty ? 0 : FontSize.label.lineHeight + 4)
  }

  static func first(of layers: [PlotLayer]) -> ColorBar? {
    layers.lazy.compactMap { layer in
      switch layer.shape {
      case .heatmap(let grid, let style): ColorBar(grid, style)
      case .contour(let grid, let style): ColorBar(grid, style)
      default: nil
      }
    }.first
  }

  private init(_ grid: Grid, _ style: Heatmap.Style) {
    range = style.range(of: grid)
    let axis = Axis(label: "", limits: range)
    ticks = Ticks(AxisRange([], axis: axis, margin: 0), about: 6).labeled
    colors = style.colors
    label = style.label ?? ""
    isVisible = style.hasColorBar
  }

  private init(_ grid: Grid, _ style: Contour.Style) {
    let levels = style.levels(of: grid)
    let places = style.places(of: levels)
    let step = places.count > 1 ? places[1] - places[0] : 1
    let (first, last) = (places.first ?? 0, places.last ?? 0)
    // Half a step at either end where there are lines, a whole one where there are fields.
    let margin = style.isFilled ? step : step / 2
    range = (first - margin)...(last + margin)
    let texts = style.scale == .log ? levels.map(\.readable) : Ticks.texts(levels)
    // Every other one where they would stand too close.
    let stride = max(1, (levels.count + 9) / 10)
    ticks = zip(places, texts).enumerated().filter { $0.offset % stride == 0 }
      .map { Ticks.Tick(place: $0.element.0, text: $0.element.1) }
    stepCount = style.isFilled ? levels.count + 1 : nil
    colors = style.colors
    label = style.label ?? ""
    isVisible = style.hasColorBar
  }
}

extension Heatmap.Style {
  func range(of grid: Grid) -> ClosedRange<Double> {
    var range = limits ?? grid.extent ?? 0...1
    if limits == nil, colors == .diverging {
      let most = max(abs(range.lowerBound), abs(range.upperBound))
      range = -most...most
    }
    let resolved = AxisRange([], axis: Axis(label: "", limits: range), margin: 0)
    return resolved.lower...resolved.upper
  }
}
