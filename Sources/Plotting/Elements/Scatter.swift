import Autograd

/// Points. Those with NaN or infinity are left out.
///
///     Scatter(x: heights, y: weights)
///     Scatter(moons, classes: labels, names: ["outer", "inner"])
public struct Scatter: PlotElement {
  public let layers: [PlotLayer]

  /// The points (`x[i]`, `y[i]`); traps when there are not as many x as y.
  ///
  /// - Parameters:
  ///   - x: across.
  ///   - y: up.
  ///   - label: its name in the legend; nil for none.
  ///   - color: nil for the next one of the theme.
  ///   - size: of a point, 1 being the usual one.
  public init(
    x: some Sequence<some Numeric & Comparable>, y: some Sequence<some Numeric & Comparable>,
    label: String? = nil, color: PlotColor? = nil, size: Double = 1
  ) {
    let points = points(x: x, y: y, of: "Scatter")
    layers = [PlotLayer(.points(points, size: size), label: label, color: color)]
  }

  /// Pairs of x and y.
  public init<X: Numeric & Comparable, Y: Numeric & Comparable>(
    _ pairs: some Sequence<(X, Y)>, label: String? = nil, color: PlotColor? = nil, size: Double = 1
  ) {
    layers = [PlotLayer(.points(points(pairs), size: size), label: label, color: color)]
  }

  /// Pairs of x and y, each in the color of its class: that of the same number in a ``Region``.
  ///
  /// Traps when there are not as many classes as points.
  ///
  /// - Parameters:
  ///   - pairs: the points.
  ///   - classes: the number of the class of each.
  ///   - names: of the classes, from 0, for the legend.
  ///   - size: of a point, 1 being the usual one.
  public init<X: Numeric & Comparable, Y: Numeric & Comparable>(
    _ pairs: some Sequence<(X, Y)>, classes: some Sequence<some BinaryInteger>,
    names: [String] = [], size: Double = 1
  ) {
    let (points, classes) = (points(pairs), classes.map { Int($0) })
    require(
      points.count == classes.count,
      "Scatter: expected a class for each of \(points.count) points, found \(classes.count)")
    layers = Set(classes).sorted().map { number in
      PlotLayer(
        .points(zip(points, classes).filter { $0.1 == number }.map(\.0), size: size),
        label: names.indices.contains(number) ? names[number] : nil, color: .series(number))
    }
  }
}
