/// The lengths of a tensor's axes, outermost first; `[]` is the shape of a single number.
///
///     let shape: Shape = [64, 784]
///     shape.rank           // 2
///     shape.elementCount   // 50176
///
/// It is a collection of lengths, so its `count` is the number of axes, not of elements, and a single number's shape `isEmpty`.
///
/// An axis may have length 0: such a tensor has no elements and every operation on it still works. There are at most eight
/// axes.
public struct Shape: Hashable, Sendable {
  // Not an array: every tensor has a shape and every operation makes one, which should cost no memory of its own.
  // Beyond the last axis the lengths are 0.
  @usableFromInline var lengths: SIMD8<Int>

  /// How many axes there are; 0 for a single number.
  public let rank: Int

  /// A shape with the given axis lengths; traps on a negative length and on more than eight axes.
  @inlinable
  public init(_ dimensions: [Int]) {
    // The messages do without the array, so that the compiler can keep that of a literal on the stack.
    lengths = .zero
    rank = dimensions.count
    require(rank <= lengths.scalarCount, "Shape: \(rank) axes are more than eight")
    for (axis, length) in dimensions.enumerated() {
      require(length >= 0, "Shape: the length of axis \(axis) must not be negative: \(length)")
      lengths[axis] = length
    }
  }

  @inlinable
  public static func == (left: Shape, right: Shape) -> Bool {
    // Comparing all eight lengths takes longer than comparing the few that there are.
    left.elementsEqual(right)
  }

  /// The length of each axis.
  @inlinable public var dimensions: [Int] { Array(self) }

  /// How many numbers a tensor of this shape holds: the product of the lengths, 1 for `[]`.
  ///
  /// Traps if that is no `Int`.
  @inlinable public var elementCount: Int {
    var count = 1
    for length in self {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      if overflow { return elementCountAfterOverflow }
      count = product
    }
    return count
  }

  /// Apart from the loop, which every operation runs.
  @usableFromInline @inline(never)
  var elementCountAfterOverflow: Int {
    require(contains(0), "Shape: \(self) has more elements than can be counted")
    return 0
  }

  /// How far apart, in elements, neighbours along each axis lie in row-major order.
  public var strides: [Int] {
    var strides = [Int](repeating: 1, count: rank)
    for axis in indices.dropLast().reversed() {
      // Where this overflows there is an axis of length 0, and nothing to be found by strides.
      strides[axis] = strides[axis + 1] &* self[axis + 1]
    }
    return strides
  }
}

extension Shape: ExpressibleByArrayLiteral {
  /// The shape with these axis lengths.
  @inlinable public init(arrayLiteral elements: Int...) { self.init(elements) }
}

extension Shape: RandomAccessCollection {
  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { rank }
  /// The length of the axis at `position`; −1 is the last one. Traps when there is none.
  @inlinable public subscript(position: Int) -> Int {
    let axis = position < 0 ? position + rank : position
    if axis < 0 || axis >= rank { stopBeyondAxes(position) }
    return lengths[axis]
  }

  // Apart from the check, which stands in every loop over axes.
  @inline(never) @usableFromInline
  func stopBeyondAxes(_ position: Int) -> Never {
    fatalError("Shape: there is no axis \(position) in shape \(self)")
  }
}

extension Shape: CustomStringConvertible {
  /// The lengths in brackets, such as `[64, 784]`.
  public var description: String { "\(dimensions)" }
}

extension Shape {
  /// The shape both operands of an element-wise operation are stretched to, or `nil` if they do not fit.
  ///
  /// Axes are matched from the last one; a missing axis counts as length 1, and length 1 stretches to
  /// any length (the broadcasting rule of NumPy).
  ///
  ///     Shape([4, 1]).broadcast(with: [3])   // [4, 3]
  ///     Shape([4]).broadcast(with: [3])      // nil
  public func broadcast(with other: Shape) -> Shape? {
    var result = rank < other.rank ? other : self
    for offset in 1..<(result.rank + 1) {
      let left = offset <= rank ? self[rank - offset] : 1
      let right = offset <= other.rank ? other[other.rank - offset] : 1
      guard left == right || left == 1 || right == 1 else { return nil }
      result.lengths[result.rank - offset] = left == 1 ? right : left
    }
    return result
  }

  /// The shape all operands of an element-wise operation are stretched to; traps, naming the operation and the shapes, if
  /// they do not fit.
  package static func broadcasting(_ shapes: [Shape], in operation: String) -> Shape {
    shapes.dropFirst().reduce(shapes[0]) { result, shape in
      if result == shape { return result }
      guard let result = result.broadcast(with: shape) else {
        let list = shapes.map(\.description).joined(separator: " and ")
        fatalError("\(operation): shapes \(list) do not broadcast")
      }
      return result
    }
  }

  /// This shape with another length along one axis.
  package func replacing(axis: Int, with length: Int) -> Shape {
    precondition(axis < rank && length >= 0)
    var result = self
    result.lengths[axis] = length
    return result
  }

  /// This shape with the given axes reduced to length 1, or left out.
  public func reduced(over axes: [Int], keepingDimensions: Bool) -> Shape {
    var kept: [Int] = []
    for axis in indices {
      if !axes.contains(axis) {
        kept.append(self[axis])
      } else if keepingDimensions {
        kept.append(1)
      }
    }
    return Shape(kept)
  }

  /// How many elements a reduction over the given axes makes one of.
  package func elementCount(along axes: [Int]) -> Int { axes.reduce(1) { $0 * self[$1] } }

  /// The axis that `axis` means: −1 is the last one; traps, naming `operation`, when there is no such axis.
  func resolve(axis: Int, in operation: String) -> Int {
    let resolved = axis < 0 ? axis + rank : axis
    require(
      indices.contains(resolved), "\(operation): there is no axis \(axis) in shape \(self)")
    return resolved
  }

  /// The named axes, resolved and in order; all of them for `nil`. Traps when one is named twice.
  func resolve(axes: [Int]?, in operation: String) -> [Int] {
    guard let axes else { return Array(indices) }
    let resolved = axes.map { resolve(axis: $0, in: operation) }.sorted()
    require(
      Set(resolved).count == resolved.count, "\(operation): an axis is named twice in \(axes)")
    return resolved
  }

  /// The axes along which a tensor of this shape was stretched to become `target`.
  func axesStretched(to target: Shape) -> [Int] {
    let added = target.rank - rank
    return target.indices.filter { axis in
      axis < added || (self[axis - added] == 1 && target[axis] != 1)
    }
  }
}
