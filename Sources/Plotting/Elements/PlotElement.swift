/// What stands in a ``Plot``: lines, points, fields, notes. It becomes one layer or more, the first drawn first.
///
/// A type of one's own is drawn as what it consists of:
///
///     struct Target: PlotElement {
///       var layers: [PlotLayer] { Scatter([(0, 0)]).layers + Note("target", at: (0, 0)).layers }
///     }
public protocol PlotElement: Sendable {
  /// What is drawn, lowest first.
  var layers: [PlotLayer] { get }
}

/// One thing that is drawn in a plot. The layers of a ``PlotElement`` are made by the elements that this library has.
public struct PlotLayer: Sendable {
  /// What it looks like, with its numbers.
  var shape: Shape
  /// Its name in the legend; nil for none.
  var label: String?
  /// Its color; nil for the next one of the theme that no layer has.
  var color: PlotColor?

  enum Shape: Sendable {
    case line([Point], dash: LineStyle, width: Double, hasMarkers: Bool)
    case points([Point], size: Double)
    case band([Interval])
    case trajectory([Point])
    case rule(Direction, at: Double, dash: LineStyle)
    case arrow(from: Point, to: Point)
    case note(String, at: Point, hasPoint: Bool)
    case bins([Bin])
    case bars([Bar])
    case heatmap(Grid, Heatmap.Style)
    case contour(Grid, Contour.Style)
    case region(Grid)
    case pixels(PixelGrid)
    case caption(String, at: Point, isMarked: Bool)
    case frame(x: ClosedRange<Double>, y: ClosedRange<Double>)
  }

  enum Direction: Sendable { case horizontal, vertical }

  init(_ shape: Shape, label: String? = nil, color: PlotColor? = nil) {
    self.shape = shape
    self.label = label
    self.color = color
  }
}

struct Point: Hashable, Sendable {
  var x: Double
  var y: Double

  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  var isFinite: Bool { x.isDrawable && y.isDrawable }
}

struct Interval: Hashable, Sendable {
  var x, lower, upper: Double
}

extension Double {
  /// Whether there is a place for it. Near the largest numbers, the distance of two would be infinite.
  var isDrawable: Bool { abs(self) < 1e300 }
}
