/// What layers need to know of each other to be drawn.
struct LayerDrawing {
  let layout: PanelLayout
  /// For each layer, its own or the next of the theme.
  let colors: [PlotColor]
  /// The layers that are bars.
  let barSeries: [Int]

  init(_ layout: PanelLayout) {
    self.layout = layout
    let layers = layout.plot.layers
    let taken = Set(layers.compactMap(\.color))
    var next = 0
    colors = layers.map { layer in
      if let color = layer.color { return color }
      guard layer.takesColor else { return .text }
      // A series that has asked for a color keeps it for itself, as far as there are others.
      while next < 7, taken.contains(.series(next)) { next += 1 }
      defer { next += 1 }
      return .series(next)
    }
    barSeries = layers.indices.filter { if case .bars = layers[$0].shape { true } else { false } }
  }
}

extension PlotLayer {
  /// Whether it is a series, with a color of its own.
  fileprivate var takesColor: Bool {
    switch shape {
    case .line, .points, .band, .trajectory, .bins, .bars: true
    case .rule, .arrow, .note, .heatmap, .contour, .region, .pixels, .caption, .frame: false
    }
  }
}
