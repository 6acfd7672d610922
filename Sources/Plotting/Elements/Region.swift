import Autograd

/// The plane, each place in the pale color of its class: a classifier and its decision boundary.
///
///     Region(x: -2...2, y: -1...1) { x, y in x * x + y * y < 1 }
///     Scatter(points, classes: labels)
public struct Region: PlotElement {
  public let layers: [PlotLayer]

  /// The class of every place, from 0; in the color of the background where it is negative.
  ///
  /// - Parameters:
  ///   - x: from where to where, both bounds included.
  ///   - y: the same of the vertical axis.
  ///   - resolution: the number of places along either axis.
  ///   - classify: the number of the class at a place.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, resolution: Int = 200,
    _ classify: (Double, Double) throws -> Int
  ) rethrows {
    let grid = try Grid(x: x, y: y, resolution: resolution) { Double(try classify($0, $1)) }
    layers = [PlotLayer(.region(grid))]
  }

  /// Class 1 where a condition holds, and class 0 elsewhere.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, resolution: Int = 200,
    _ holds: (Double, Double) throws -> Bool
  ) rethrows {
    try self.init(x: x, y: y, resolution: resolution) { try holds($0, $1) ? 1 : 0 }
  }

  /// The classes of all places, computed at once, as by a network that takes a batch; traps when the result has another count.
  ///
  ///     Region(x: -2...2, y: -1...1, batch: { places in
  ///       model(Tensor(places.map { [$0.x, $0.y] })).argmax(axis: 1)
  ///     })
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, resolution: Int = 200,
    batch: ([(x: Double, y: Double)]) throws -> [Int]
  ) rethrows {
    let count = max(resolution, 2)
    var grid = Grid(rowCount: count, columnCount: count, values: [], x: x, y: y)
    let classes = try batch(grid.places.map { ($0.x, $0.y) })
    require(
      classes.count == count * count,
      "Region: expected a class for each of \(count * count) places, found \(classes.count)")
    grid.values = classes.map(Double.init)
    layers = [PlotLayer(.region(grid))]
  }
}
