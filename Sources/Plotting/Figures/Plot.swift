/// Lines, points, fields and notes between two axes.
///
///     try Plot("Loss", x: "epoch", y: "cross entropy") {
///       Line(losses, label: "training")
///       Line(validation, label: "validation")
///     }.write(to: "loss.png")
///
/// What stands further down is drawn over what stands above it.
public struct Plot: Figure {
  var title: String
  var xAxis: Axis
  var yAxis: Axis
  var layers: [PlotLayer]
  var legend = LegendPlace.automatic
  /// Whether one unit is as long on either axis.
  var isEqual = false
  var hasAxes = true
  var size: Size?

  /// A plot under a title.
  ///
  /// - Parameters:
  ///   - title: what stands above; nothing if it is empty.
  ///   - x: what stands below the horizontal axis.
  ///   - y: what stands beside the vertical axis.
  ///   - elements: what is drawn; with nothing, the axes are.
  public init(
    _ title: String = "", x: String = "", y: String = "",
    @PlotBuilder<any PlotElement> _ elements: () throws -> [any PlotElement]
  ) rethrows {
    self.title = title
    xAxis = Axis(label: x)
    yAxis = Axis(label: y)
    layers = try elements().flatMap(\.layers)
  }

  /// The plot as the one panel of a figure.
  public var drawing: FigureDrawing {
    FigureDrawing(title: "", panels: [self], columns: 1, size: size)
  }
}

extension Plot {
  /// Says what the horizontal axis shows, from where to where, and on which scale; what is nil stays as it is.
  ///
  ///     Plot("Learning rates") { … }.xAxis("learning rate", in: 1e-4...1, scale: .log)
  ///
  /// - Parameters:
  ///   - label: what stands below the axis.
  ///   - limits: from where to where.
  ///   - scale: linear, or logarithmic.
  ///   - wholeNumbers: whether only whole numbers stand at the axis, as for epochs, between which there is nothing.
  public func xAxis(
    _ label: String? = nil, in limits: ClosedRange<Double>? = nil, scale: AxisScale? = nil,
    wholeNumbers: Bool? = nil
  ) -> Plot {
    changing { $0.xAxis.change(label, limits, scale, wholeNumbers) }
  }

  /// Says what the vertical axis shows, from where to where, and on which scale; what is nil stays as it is.
  ///
  /// - Parameters:
  ///   - label: what stands beside the axis.
  ///   - limits: from where to where.
  ///   - scale: linear, or logarithmic.
  ///   - wholeNumbers: whether only whole numbers stand at the axis, as for counts.
  public func yAxis(
    _ label: String? = nil, in limits: ClosedRange<Double>? = nil, scale: AxisScale? = nil,
    wholeNumbers: Bool? = nil
  ) -> Plot {
    changing { $0.yAxis.change(label, limits, scale, wholeNumbers) }
  }

  /// Says where the legend stands.
  public func legend(_ place: LegendPlace) -> Plot { changing { $0.legend = place } }

  /// Makes one unit as long on the vertical axis as on the horizontal one, unless one of them is logarithmic.
  public func equalAxes() -> Plot { changing { $0.isEqual = true } }

  /// The size of the picture, in points; as a part of ``Panels``, that of each panel if it is the first one's.
  public func size(width: Double, height: Double) -> Plot {
    changing { $0.size = Size(width: width, height: height) }
  }

  func changing(_ change: (inout Plot) -> Void) -> Plot {
    var plot = self
    change(&plot)
    return plot
  }
}

/// How numbers are laid out along an axis.
public enum AxisScale: Hashable, Sendable, CaseIterable {
  /// Equal steps for equal differences.
  case linear
  /// Equal steps for equal factors; what is not positive is left out.
  case log
}

/// Where the legend stands: in a corner, beside the plot, or nowhere.
public enum LegendPlace: Hashable, Sendable, CaseIterable {
  /// In the corner where it covers nothing, otherwise beside the plot.
  case automatic
  /// Nowhere.
  case hidden
  /// On the right of the plot.
  case outside
  /// In a corner, whatever it covers.
  case topRight, topLeft, bottomRight, bottomLeft
}

struct Axis: Sendable {
  var label: String
  var limits: ClosedRange<Double>?
  var scale = AxisScale.linear
  var isWhole = false

  mutating func change(
    _ label: String?, _ limits: ClosedRange<Double>?, _ scale: AxisScale?, _ isWhole: Bool?
  ) {
    self.label = label ?? self.label
    self.limits = limits ?? self.limits
    self.scale = scale ?? self.scale
    self.isWhole = isWhole ?? self.isWhole
  }
}

struct Size: Hashable, Sendable {
  var width, height: Double
}
