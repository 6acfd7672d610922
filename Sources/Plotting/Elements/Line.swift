/// A line through points. NaN and infinity leave a gap; a point between two gaps is drawn as a dot.
///
///     Line(losses, label: "training")                 // x is 0, 1, 2, …
///     Line(x: epochs, y: losses, style: .dashed)
///     Line([(0, 1), (1, 0.5)], markers: true)
///
/// Any numbers will do: `[Double]`, `[Float]`, `[Int]`, ranges, strides.
public struct Line: PlotElement {
  public let layers: [PlotLayer]

  /// A line at x = 0, 1, 2, …
  ///
  /// - Parameters:
  ///   - y: the heights.
  ///   - label: its name in the legend; nil for none.
  ///   - color: nil for the next one of the theme.
  ///   - style: solid, dashed or dotted.
  ///   - width: in points.
  ///   - markers: whether every point has a dot.
  public init(
    _ y: some Sequence<some Numeric & Comparable>, label: String? = nil, color: PlotColor? = nil,
    style: LineStyle = .solid, width: Double = 2, markers: Bool = false
  ) {
    let points = doubles(y).enumerated().map { Point(Double($0.offset), $0.element) }
    self.init(points, label, color, style, width, markers)
  }

  /// A line through the points (`x[i]`, `y[i]`); traps when there are not as many x as y.
  public init(
    x: some Sequence<some Numeric & Comparable>, y: some Sequence<some Numeric & Comparable>,
    label: String? = nil, color: PlotColor? = nil, style: LineStyle = .solid, width: Double = 2,
    markers: Bool = false
  ) {
    self.init(points(x: x, y: y, of: "Line"), label, color, style, width, markers)
  }

  /// A line through pairs of x and y.
  public init<X: Numeric & Comparable, Y: Numeric & Comparable>(
    _ pairs: some Sequence<(X, Y)>, label: String? = nil, color: PlotColor? = nil,
    style: LineStyle = .solid, width: Double = 2, markers: Bool = false
  ) {
    self.init(points(pairs), label, color, style, width, markers)
  }

  private init(
    _ points: [Point], _ label: String?, _ color: PlotColor?, _ style: LineStyle, _ width: Double,
    _ markers: Bool
  ) {
    layers = [
      PlotLayer(
        .line(points, dash: style, width: width, hasMarkers: markers), label: label, color: color)
    ]
  }
}

/// How a line is drawn.
public enum LineStyle: Hashable, Sendable, CaseIterable {
  /// Without gaps.
  case solid
  /// In dashes.
  case dashed
  /// In dots.
  case dotted
}
