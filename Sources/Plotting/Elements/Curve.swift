/// A function of one number.
///
///     Curve(-5...5, label: "tanh") { tanh($0) }   // of numbers: the one of Foundation
public struct Curve: PlotElement {
  public let layers: [PlotLayer]

  /// The function over a range, computed at `samples` places at equal distances, the bounds among them.
  ///
  /// Where it is NaN or infinite, the curve has a gap.
  public init(
    _ range: ClosedRange<Double>, label: String? = nil, color: PlotColor? = nil,
    style: LineStyle = .solid, width: Double = 2, samples: Int = 300,
    _ function: (Double) throws -> Double
  ) rethrows {
    let x = steps(range, count: max(samples, 2))
    layers =
      Line(
        x: x, y: try x.map(function), label: label, color: color, style: style, width: width
      ).layers
  }
}
