/// Rows of a table of bytes, to be read as numbers: each byte as `byte · scale + offset`.
///
/// It is how images wait in memory: a byte a pixel, normalized no sooner than a batch of them is made.
///
///     let rows = ByteRows(pixels, rows: [7, 3], rowShape: [3, 32, 32], scale: 1 / 255)
///     rows.shape   // [2, 3, 32, 32]
public struct ByteRows: Sendable {
  /// The whole table: rows of `rowShape.elementCount` bytes each, one after the other.
  public let bytes: [UInt8]
  /// Which rows of the table these are, in this order.
  public let rows: [Int]
  /// The shape of what a row holds.
  public let rowShape: Shape
  /// What a byte is multiplied by.
  public let scale: Double
  /// What is added to the product.
  public let offset: Double

  /// Chooses rows of a table; traps when there is no such row.
  public init(
    _ bytes: [UInt8], rows: [Int], rowShape: Shape, scale: Double = 1, offset: Double = 0
  ) {
    let length = rowShape.elementCount
    for row in rows {
      require(
        row >= 0 && (row + 1) * length <= bytes.count,
        "ByteRows: there is no row \(row) of \(length) bytes in \(bytes.count) bytes")
    }
    self.bytes = bytes
    self.rows = rows
    self.rowShape = rowShape
    self.scale = scale
    self.offset = offset
  }

  /// The shape of a tensor of these rows: `[rows.count] + rowShape`.
  public var shape: Shape { Shape([rows.count] + rowShape) }

  /// The numbers, in row-major order.
  func scalars<Scalar: BinaryFloatingPoint>() -> [Scalar] {
    let length = rowShape.elementCount
    var scalars: [Scalar] = []
    scalars.reserveCapacity(rows.count * length)
    for row in rows {
      scalars += bytes[row * length..<(row + 1) * length].lazy.map {
        Scalar(Double($0) * scale + offset)
      }
    }
    return scalars
  }
}

/// A type of tensors that are filled from bytes while something else is computed: the way of data into an engine.
///
/// The mathematics does without it. ``DifferentiableTensor`` refines it only so that code for any engine, such as a loader of
/// images, finds an engine's own way; an engine that has none says nothing of it, and every tensor can be read from bytes.
public protocol BytePrefetching {
  /// Begins to read rows of bytes into a constant of shape ``ByteRows/shape``.
  ///
  /// - Returns: what gives the tensor as soon as it is complete, the same one however often it is called.
  static func prefetch(_ rows: ByteRows) -> () -> Self
}

extension DifferentiableTensor {
  /// Reads rows of bytes when the result is first called, once.
  public static func prefetch(_ rows: ByteRows) -> () -> Self {
    lazy var tensor = Self(rows.scalars(), shape: rows.shape)
    return { tensor }
  }
}
