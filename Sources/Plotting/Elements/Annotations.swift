/// A point with a few words at it.
///
///     Note("minimum", at: (3, -4))
public struct Note: PlotElement {
  public let layers: [PlotLayer]

  /// Words at a point, on whichever side there is room.
  ///
  /// - Parameters:
  ///   - text: may have several lines.
  ///   - place: the point, in the numbers of the axes.
  ///   - point: whether the point itself is drawn.
  ///   - color: of the words and the point.
  public init(
    _ text: String, at place: (x: Double, y: Double), point: Bool = true, color: PlotColor = .text
  ) {
    layers = [
      PlotLayer(.note(text, at: Point(place.x, place.y), hasPoint: point), color: color)
    ]
  }
}

/// An arrow from one point to another.
public struct Arrow: PlotElement {
  public let layers: [PlotLayer]

  /// An arrow whose head is at `end`.
  public init(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), color: PlotColor = .text
  ) {
    let (start, end) = (Point(start.x, start.y), Point(end.x, end.y))
    layers = [PlotLayer(.arrow(from: start, to: end), color: color)]
  }
}

/// A path of steps: a dot for each place, and an arrow from each to the next wherever it is long enough for one.
///
///     Curve(-3...3) { $0 * $0 }
///     Trajectory(places.map { ($0, $0 * $0) }, label: "gradient descent")
public struct Trajectory: PlotElement {
  public let layers: [PlotLayer]

  /// A path through pairs of x and y. NaN and infinity interrupt it.
  public init<X: Numeric & Comparable, Y: Numeric & Comparable>(
    _ pairs: some Sequence<(X, Y)>, label: String? = nil, color: PlotColor = .vermillion
  ) {
    layers = [PlotLayer(.trajectory(points(pairs)), label: label, color: color)]
  }

  /// A path through the points (`x[i]`, `y[i]`); traps when there are not as many x as y.
  public init(
    x: some Sequence<some Numeric & Comparable>, y: some Sequence<some Numeric & Comparable>,
    label: String? = nil, color: PlotColor = .vermillion
  ) {
    let points = points(x: x, y: y, of: "Trajectory")
    layers = [PlotLayer(.trajectory(points), label: label, color: color)]
  }
}
