import Autograd

/// A bar for each name. Several in one plot stand side by side.
///
///     Bars(["SGD", "Adam"], [0.91, 0.94], label: "accuracy")
public struct Bars: PlotElement {
  public let layers: [PlotLayer]

  /// Bars from 0 to `heights[i]` under `names[i]`; traps when there are not as many names as heights. NaN has no bar.
  public init(
    _ names: [String], _ heights: some Sequence<some Numeric & Comparable>, label: String? = nil,
    color: PlotColor? = nil
  ) {
    let heights = doubles(heights)
    require(
      names.count == heights.count,
      "Bars: expected a height for each of \(names.count) names, found \(heights.count)")
    let bars = zip(names, heights).map { Bar(name: $0, height: $1) }
    layers = [PlotLayer(.bars(bars), label: label, color: color)]
  }
}

struct Bar: Hashable, Sendable {
  var name: String
  var height: Double
}
