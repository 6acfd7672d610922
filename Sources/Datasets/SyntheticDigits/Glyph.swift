/// One way of writing a character: the points that a pen passes.
struct Glyph {
  /// A point that the pen passes; x grows to the right, y downwards, and a character is 1 high.
  struct Anchor {
    var position: Point
    /// Whether the pen stops here and turns, or else passes on a smooth curve.
    var isCorner = false
  }

  /// How often this way is chosen among the others of the same character.
  let weight: Double
  /// The anchors of each line that is drawn without lifting the pen.
  var strokes: [[Anchor]]

  /// Creates a glyph from the points of its strokes, in which a point given twice is a corner.
  init(weight: Double, _ strokes: [(x: Double, y: Double)]...) {
    self.weight = weight
    self.strokes = strokes.map { points in
      var anchors: [Anchor] = []
      for (previous, point) in zip(points.prefix(1) + points, points) {
        if !anchors.isEmpty, previous == point {
          anchors[anchors.count - 1].isCorner = true
        } else {
          anchors.append(Anchor(position: Point(x: point.x, y: point.y)))
        }
      }
      return anchors
    }
  }
}

struct Point {
  var x: Double
  var y: Double

  static func + (a: Point, b: Point) -> Point { Point(x: a.x + b.x, y: a.y + b.y) }
  static func - (a: Point, b: Point) -> Point { Point(x: a.x - b.x, y: a.y - b.y) }
  static func * (a: Double, b: Point) -> Point { Point(x: a * b.x, y: a * b.y) }
}

extension Glyph {
  /// The strokes as polylines: Catmull–Rom curves through the anchors ("A class of local
  /// interpolating splines", 1974), broken at the corners.
  func polylines(segmentsPerSpan: Int) -> [[Point]] {
    strokes.map { anchors in
      var line: [Point] = anchors.prefix(1).map(\.position)
      for index in anchors.indices.dropLast() {
        let (start, end) = (anchors[index], anchors[index + 1])
        let before =
          start.isCorner || index == 0 ? start.position : anchors[index - 1].position
        let after =
          end.isCorner || index + 2 == anchors.count
          ? end.position : anchors[index + 2].position
        for step in 1...segmentsPerSpan {
          line.append(
            Self.pointOnCurve(
              before, start.position, end.position, after,
              at: Double(step) / Double(segmentsPerSpan)))
        }
      }
      return line
    }
  }

  private static func pointOnCurve(
    _ p0: Point, _ p1: Point, _ p2: Point, _ p3: Point, at t: Double
  ) -> Point {
    let linear = p2 - p0
    let quadratic = 2 * p0 - 5 * p1 + 4 * p2 - p3
    let cubic = 3 * (p1 - p2) + (p3 - p0)
    return p1 + (0.5 * t) * (linear + t * (quadratic + t * cubic))
  }
}
