/// Lines along which a function of two numbers is the same, with a color bar.
///
///     Contour(x: -2...2, y: -1...3, scale: .log) { x, y in (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x) }
///     Trajectory(path)
public struct Contour: PlotElement {
  /// What is drawn.
  public let layers: [PlotLayer]

  /// A function, computed at `resolution` places along either axis.
  ///
  /// - Parameters:
  ///   - levels: about how many lines there are.
  ///   - scale: `.log` for levels that go up by factors, for a function that is positive and steep.
  ///   - filled: whether the colors fill what is between the lines.
  ///   - label: what the color bar says; nil for nothing.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, levels: Int = 10, scale: AxisScale = .linear,
    filled: Bool = false, colors: ColorMap = .viridis, colorBar: Bool = true,
    label: String? = nil, resolution: Int = 120, _ function: (Double, Double) throws -> Double
  ) rethrows {
    let grid = try Grid(x: x, y: y, resolution: resolution, function)
    let style = Style(
      levelCount: levels, scale: scale, isFilled: filled, colors: colors, hasColorBar: colorBar,
      label: label)
    layers = [PlotLayer(.contour(grid, style))]
  }

  struct Style: Sendable {
    var levelCount: Int
    var scale: AxisScale
    var isFilled: Bool
    var colors: ColorMap
    var hasColorBar: Bool
    var label: String?
  }
}

extension Contour.Style {
  /// The levels within what a grid holds: round numbers, or equal factors.
  func levels(of grid: Grid) -> [Double] {
    guard let extent = grid.extent, extent.upperBound > extent.lowerBound else { return [] }
    let count = min(max(levelCount, 1), 60)
    switch scale {
    case .linear:
      return Ticks.places(in: extent, about: count).filter {
        $0 > extent.lowerBound && $0 < extent.upperBound
      }
    case .log:
      guard extent.upperBound > 0 else { return [] }
      // What is further down than six powers of ten is at the bottom.
      let least = grid.values.lazy.filter { $0 > extent.upperBound * 1e-6 }.min() ?? 0
      let (low, high) = (least.logarithm, extent.upperBound.logarithm)
      guard high > low else { return [] }
      return (1...count).map { .power(low + (high - low) * Double($0) / Double(count + 1)) }
    }
  }
}
