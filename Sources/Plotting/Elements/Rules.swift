/// A horizontal line across the whole plot.
public struct HorizontalRule: PlotElement {
  public let layers: [PlotLayer]

  /// A line at a height.
  public init(
    _ y: Double, label: String? = nil, color: PlotColor = .caption, style: LineStyle = .dashed
  ) {
    layers = [PlotLayer(.rule(.horizontal, at: y, dash: style), label: label, color: color)]
  }
}

/// A vertical line across the whole plot.
public struct VerticalRule: PlotElement {
  public let layers: [PlotLayer]

  /// A line at a place of the horizontal axis.
  public init(
    _ x: Double, label: String? = nil, color: PlotColor = .caption, style: LineStyle = .dashed
  ) {
    layers = [PlotLayer(.rule(.vertical, at: x, dash: style), label: label, color: color)]
  }
}
