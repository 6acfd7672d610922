import Autograd

/// One grey image and the class it belongs to.
public struct LabeledImage: Sendable {
  /// The pixels row by row from the top: 0 for the background, 255 for full ink.
  public let pixels: ArraySlice<UInt8>
  /// The number of rows of pixels.
  public let rows: Int
  /// The number of pixels in each row.
  public let columns: Int
  /// The class of the image.
  public let label: Int

  /// The pixel in a row and a column, both counted from 0 at the top left.
  public subscript(row: Int, column: Int) -> UInt8 {
    require(
      (0..<rows).contains(row) && (0..<columns).contains(column),
      "pixel [\(row), \(column)] is outside of a \(rows) × \(columns) image")
    return pixels[pixels.startIndex + row * columns + column]
  }
}
