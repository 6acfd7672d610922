// What kernels read and write. The bounds are checked when a part is made, once for all that a kernel does with it.
//
// A part does not hold its storage, as counting references would take longer than a small kernel: it is made for the call
// of a kernel, from a storage that a variable of the caller holds.

extension Storage {
  /// Floats at equal distances.
  @safe struct Slice {
    /// The first.
    let pointer: UnsafeMutablePointer<Float>
    let count: Int
    /// From one float to the next; may be 0 or below.
    let stride: Int
  }

  /// Rows and columns of floats, each at equal distances.
  @safe struct Block {
    /// The first of the first row.
    let pointer: UnsafeMutablePointer<Float>
    let rows: Int
    let columns: Int
    let rowStride: Int
    let columnStride: Int

    @inline(__always)
    var transposed: Block {
      unsafe Block(
        pointer: pointer, rows: columns, columns: rows, rowStride: columnStride,
        columnStride: rowStride)
    }
  }

  /// `count` floats from `offset` on, `stride` apart; traps when there are not that many.
  @inline(__always)
  func slice(from offset: Int, count: Int, stride: Int) -> Slice {
    let last = offset + (count - 1) * stride
    if count < 0 || count > 0 && (!contains(offset) || !contains(last)) {
      stopBeyondBounds(offset, last)
    }
    return unsafe Slice(pointer: pointer + offset, count: count, stride: stride)
  }

  /// Floats one after the other; traps when there are none at these places.
  @inline(__always)
  subscript(range: Range<Int>) -> Slice {
    if range.lowerBound < 0 || range.upperBound > count {
      stopBeyondBounds(range.lowerBound, range.upperBound - 1)
    }
    return unsafe Slice(pointer: pointer + range.lowerBound, count: range.count, stride: 1)
  }

  /// All floats.
  @inline(__always)
  var all: Slice { self[0..<count] }

  /// A block whose first float is at `offset`; traps when there are not that many.
  @inline(__always)
  func block(
    from offset: Int, rows: Int, columns: Int, rowStride: Int, columnStride: Int = 1
  ) -> Block {
    let last = offset + (rows - 1) * rowStride + (columns - 1) * columnStride
    let isEmpty = rows == 0 || columns == 0
    if rows < 0 || columns < 0 || rowStride < 0 || columnStride < 0
      || !isEmpty && (offset < 0 || last >= count)
    {
      stopBeyondBounds(offset, last)
    }
    return unsafe Block(
      pointer: pointer + offset, rows: rows, columns: columns, rowStride: rowStride,
      columnStride: columnStride)
  }

  @inline(__always)
  private func contains(_ offset: Int) -> Bool { offset >= 0 && offset < count }

  // Apart from the checks, which are in the way of every kernel.
  @inline(never)
  private func stopBeyondBounds(_ first: Int, _ last: Int) -> Never {
    fatalError("there are no floats \(first) to \(last) in a storage of \(count)")
  }
}
