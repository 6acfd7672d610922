/// Lines along which a function of two numbers is the same, with a color bar.
///
///     Contour(x: -2...2, y: -1...3, scale: .log) { x, y in (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x) }
///     Trajectory(path)
public struct Contour: PlotElement {
  public let layers: [PlotLayer]

  /// A function, computed at `resolution` places along either axis.
  ///
  /// - Parameters:
  ///   - x: from where to where, both bounds included.
  ///   - y: the same of the vertical axis.
  ///   - levels: about how many lines there are.
  ///   - scale: `.log` for levels that go up by factors, for a function that is positive and steep.
  ///   - filled: whether the colors fill what is between the lines.
  ///   - colors: from the lowest level to the highest.
  ///   - colorBar: whether the plot has one.
  ///   - label: what the color bar says; nil for nothing.
  ///   - resolution: how many places there are along either axis.
  ///   - function: of x and y; there are no lines where it is NaN or infinite.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, levels: Int = 10, scale: AxisScale = .linear,
    filled: Bool = false, colors: ColorMap = .viridis, colorBar: Bool = true,
    label: String? = nil, resolution: Int = 200, _ function: (Double, Double) throws -> Double
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
      let exponents = least.logarithm.rounded(.down)...extent.upperBound.logarithm.rounded(.up)
      // About equal factors of round numbers: 100, or 10, or 3, or 2.
      let choices = [
        ([1.0], 2.0), ([1], 1), ([1, 3], 1), ([1, 2, 5], 1), ([1, 1.5, 2, 3, 5, 7], 1),
      ]
      let levels = choices.map { factors, step in
        stride(from: exponents.lowerBound, through: exponents.upperBound, by: step)
          .flatMap { exponent in factors.map { $0 * .power(exponent) } }
          .filter { $0 > least && $0 < extent.upperBound }
      }
      return levels.min { abs($0.count - count) < abs($1.count - count) } ?? []
    }
  }

  /// Where a level is on the color bar: at equal steps where colors fill what is between the lines.
  func places(of levels: [Double]) -> [Double] {
    if isFilled { return levels.indices.map(Double.init) }
    return scale == .log ? levels.map(\.logarithm) : levels
  }
}
