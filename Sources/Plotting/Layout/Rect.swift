/// A rectangle of the picture, in points from its lower left corner.
struct Rect: Hashable, Sendable {
  var left, right, bottom, top: Double

  var width: Double { right - left }
  var height: Double { top - bottom }

  /// The largest part in its middle whose sides are in a proportion.
  func fitting(widthToHeight proportion: Double) -> Rect {
    let (width, height) = (min(width, height * proportion), min(height, width / proportion))
    let (x, y) = ((left + right) / 2, (bottom + top) / 2)
    return Rect(
      left: x - width / 2, right: x + width / 2, bottom: y - height / 2, top: y + height / 2)
  }
}
