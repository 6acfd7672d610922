import Autograd

/// What lies between two lines, such as a mean and its deviation.
public struct Band: PlotElement {
  public let layers: [PlotLayer]

  /// The band from `lower[i]` to `upper[i]` at `x[i]`; traps when the three are not equally long.
  public init(
    x: some Sequence<some Numeric & Comparable>, lower: some Sequence<some Numeric & Comparable>,
    upper: some Sequence<some Numeric & Comparable>, label: String? = nil, color: PlotColor? = nil
  ) {
    let (lower, upper) = (
      points(x: x, y: lower, of: "Band, lower"), points(x: x, y: upper, of: "Band, upper")
    )
    let intervals = zip(lower, upper).map { Interval(x: $0.x, lower: $0.y, upper: $1.y) }
    layers = [PlotLayer(.band(intervals), label: label, color: color)]
  }
}
