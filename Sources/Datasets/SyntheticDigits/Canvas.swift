/// A square of ink levels, on which lines are drawn with a round pen.
struct Canvas {
  let size: Int
  /// The ink of each pixel row by row: 0 for none, 1 for full.
  private(set) var ink: [Double]

  init(size: Int) {
    self.size = size
    ink = [Double](repeating: 0, count: size * size)
  }

  /// Draws a polyline, whose points are in pixels from the top left corner.
  ///
  /// - Parameters:
  ///   - radii: Half the width of the pen at each point, in pixels.
  ///   - edge: Over how many pixels the ink fades out at the border of the line.
  mutating func draw(_ line: [Point], radii: [Double], edge: Double) {
    for index in line.indices.dropLast() {
      draw(
        from: line[index], to: line[index + 1], radius: 0.5 * (radii[index] + radii[index + 1]),
        edge: edge)
    }
  }

  private mutating func draw(from start: Point, to end: Point, radius: Double, edge: Double) {
    let reach = radius + 0.5 * edge
    let along = end - start
    let lengthSquared = along.x * along.x + along.y * along.y
    let inverse = lengthSquared > 0 ? 1 / lengthSquared : 0
    for row in pixels(from: min(start.y, end.y) - reach, to: max(start.y, end.y) + reach) {
      for column in pixels(from: min(start.x, end.x) - reach, to: max(start.x, end.x) + reach) {
        let center = Point(x: Double(column) + 0.5, y: Double(row) + 0.5) - start
        let position = (center.x * along.x + center.y * along.y) * inverse
        let offset = center - min(max(position, 0), 1) * along
        let distance = (offset.x * offset.x + offset.y * offset.y).squareRoot()
        let level = min((reach - distance) / edge, 1)
        if level > ink[row * size + column] { ink[row * size + column] = level }
      }
    }
  }

  /// The pixels, counted along one side, whose centres lie between two places on it.
  private func pixels(from low: Double, to high: Double) -> Range<Int> {
    let first = min(max(Int((low - 0.5).rounded(.up)), 0), size)
    let last = min(max(Int((high - 0.5).rounded(.down)), -1), size - 1)
    return first..<max(first, last + 1)
  }
}
