extension PlotLayer {
  /// Places that the axes should have room for.
  var extent: [Point] {
    switch shape {
    case .line(let points, _, _, _), .points(let points, _), .trajectory(let points): points
    case .band(let intervals): intervals.flatMap { [Point($0.x, $0.lower), Point($0.x, $0.upper)] }
    case .rule(.horizontal, let y, _): [Point(.nan, y)]
    case .rule(.vertical, let x, _): [Point(x, .nan)]
    case .arrow(let start, let end): [start, end]
    case .note(_, let point, _), .caption(_, let point, _): [point]
    case .bins(let bins): bins.flatMap { [Point($0.lower, 0), Point($0.upper, $0.height)] }
    case .bars(let bars):
      bars.enumerated().flatMap { index, bar in
        [Point(Double(index) - 0.5, 0), Point(Double(index) + 0.5, bar.height)]
      }
    case .heatmap(let grid, _), .region(let grid):
      grid.values.isEmpty ? [] : [Point(grid.left, grid.bottom), Point(grid.right, grid.top)]
    case .contour(let grid, _):
      [Point(grid.x.lowerBound, grid.y.lowerBound), Point(grid.x.upperBound, grid.y.upperBound)]
    case .pixels(let image):
      [
        Point(image.x.lowerBound, image.y.lowerBound),
        Point(image.x.upperBound, image.y.upperBound),
      ]
    case .frame(let x, let y):
      [Point(x.lowerBound, y.lowerBound), Point(x.upperBound, y.upperBound)]
    }
  }

  /// Whether it is a field that ends where the axes should.
  var fillsArea: Bool {
    switch shape {
    case .heatmap, .region, .contour, .pixels: true
    default: false
    }
  }

  /// Whether it stands on 0.
  var standsOnFloor: Bool {
    switch shape {
    case .bins, .bars: true
    default: false
    }
  }
}
