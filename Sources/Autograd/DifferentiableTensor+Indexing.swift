/// What selects entries of one axis: an index, a range, or all of them.
public enum TensorIndex: Hashable, Sendable {
  /// One entry; the axis disappears. Negative indices count from the end.
  case index(Int)
  /// The entries from `start` to before `end`, `step` apart; `nil` means the end that `step` comes from or
  /// runs to. Negative positions count from the end.
  case range(start: Int?, end: Int?, step: Int)
  /// A new axis of length 1.
  case insertion
  /// The entries at these indices, in this order; one may be taken more than once. Negative indices count from the end.
  case indices([Int])
}

/// A value that can stand between the brackets of a tensor: an integer, a range, or a ``TensorIndex``.
public protocol TensorIndexConvertible {
  /// The entries it selects.
  var tensorIndex: TensorIndex { get }
}

extension TensorIndex: TensorIndexConvertible {
  public var tensorIndex: TensorIndex { self }
}

extension TensorIndexConvertible where Self == TensorIndex {
  /// Every entry of an axis.
  public static var all: TensorIndex { .range(start: nil, end: nil, step: 1) }
  /// Every entry of an axis, last first.
  public static var reversed: TensorIndex { .range(start: nil, end: nil, step: -1) }
  /// Every `step`-th entry, from the first; a negative step starts from the last.
  public static func every(_ step: Int) -> TensorIndex { .range(start: nil, end: nil, step: step) }
  /// A new axis of length 1.
  public static var newAxis: TensorIndex { .insertion }
}

extension Int: TensorIndexConvertible {
  public var tensorIndex: TensorIndex { .index(self) }
}

extension [Int]: TensorIndexConvertible {
  public var tensorIndex: TensorIndex { .indices(self) }
}

extension Range<Int>: TensorIndexConvertible {
  /// The entries of the range; those of `-3..<0` are the last three.
  public var tensorIndex: TensorIndex {
    let end = lowerBound < 0 && upperBound == 0 ? nil : upperBound
    return .range(start: lowerBound, end: end, step: 1)
  }
}

extension ClosedRange<Int>: TensorIndexConvertible {
  /// The entries of the range; those of `(-3)...(-1)` are the last three.
  public var tensorIndex: TensorIndex {
    .range(start: lowerBound, end: upperBound.endOfClosedRange, step: 1)
  }
}

extension PartialRangeFrom<Int>: TensorIndexConvertible {
  /// The entries from a position on.
  public var tensorIndex: TensorIndex { .range(start: lowerBound, end: nil, step: 1) }
}

extension PartialRangeUpTo<Int>: TensorIndexConvertible {
  /// The entries before a position.
  public var tensorIndex: TensorIndex { .range(start: nil, end: upperBound, step: 1) }
}

extension PartialRangeThrough<Int>: TensorIndexConvertible {
  /// The entries up to and including a position.
  public var tensorIndex: TensorIndex {
    .range(start: nil, end: upperBound.endOfClosedRange, step: 1)
  }
}

extension Int {
  /// The position after this one, which is the last of a range: after −1, the last of an axis, comes its end. There is none after the
  /// largest number, which no axis has either.
  fileprivate var endOfClosedRange: Int? { self == -1 ? nil : self == .max ? self : self + 1 }
}

extension DifferentiableTensor {
  /// The selected entries; axes that are not named are taken whole.
  ///
  ///     x[0]                  // the first row
  ///     x[1..., -1]           // the last column, without its first entry
  ///     x[[0, 2]]             // rows 0 and 2
  ///     x[.all, .newAxis]     // a new axis of length 1 after the first
  ///
  /// Gradients flow back to the selected entries, adding up where one was taken twice. Traps when an index or a range is outside of
  /// the axis. One axis at most can be given an array of indices.
  ///
  /// Assigning changes a leaf in place, as setting its ``Backpropagating/data`` does: a graph that used the old numbers can no
  /// longer run backward. The new numbers are stretched to the shape of what is selected.
  ///
  ///     x[0] = Tensor([1, 2, 3])
  ///     x[1..., -1] = .constant(3)
  ///
  /// Traps on a result of an operation, which has its numbers from its inputs; see `replacing(with:where:)`. Where an
  /// array names an entry twice, the last number stays.
  public subscript(_ index: any TensorIndexConvertible...) -> Self {
    get { sliced(index.map(\.tensorIndex)) }
    set { assign(newValue, at: index.map(\.tensorIndex)) }
  }

  private func sliced(_ indices: [TensorIndex]) -> Self {
    let selection = TensorSelection(indices, of: shape)
    let source = selection.chosen.map { gather(axis: $0.axis, indices: $0.indices) } ?? self
    if selection.chosen != nil && selection.resultShape == source.shape && selection.isWhole {
      return source
    }
    return Self.apply(.slice(.init(slices: selection.slices)), to: [source])
      .reshaped(selection.resultShape)
  }

  /// The entries of the first axis, one by one; PyTorch's `unbind`, and what its tensors iterate over. Traps on a single number.
  ///
  ///     for row in x.rows { print(row.sum().item) }
  public var rows: [Self] {
    require(rank > 0, "rows: a single number has no rows")
    return (0..<shape[0]).map { self[$0] }
  }

  /// The entries at which `mask` is not 0, in row-major order, as the entries of one axis; PyTorch's `x[mask]` and `masked_select`.
  ///
  ///     x.selected(where: x .> 0)            // the positive numbers, a vector
  ///     x.selected(where: Tensor([1, 0]))    // the first of two rows, [1, …]
  ///
  /// Gradients flow back to them. A named method, as `x[y]` would not tell a mask from indices.
  ///
  /// - Parameter mask: of this shape, or of that of the first axes. Traps on any other.
  public func selected(where mask: Self) -> Self {
    require(
      mask.rank <= rank && shape.prefix(mask.rank).elementsEqual(mask.shape),
      "selected: a mask of shape \(mask.shape) does not fit shape \(shape)")
    let positions = mask.scalars.enumerated().filter { $0.element != 0 }.map(\.offset)
    let rest = Array(shape.dropFirst(mask.rank))
    return reshaped(Shape([mask.elementCount] + rest)).gather(indices: positions)
  }

  /// The entries of an axis at `indices`, in this order; an entry may be taken more than once. PyTorch's `index_select`.
  public func gather(axis: Int = 0, indices: [Int]) -> Self {
    .apply(
      .gather(.init(axis: shape.resolve(axis: axis, in: "gather"), indices: indices)), to: [self])
  }

  /// One element of each row of a matrix `[n, m]`: element `indices[i]` of row i, `[n]`.
  public func gatherElements(_ indices: [Int]) -> Self {
    require(
      rank == 2 && indices.count == shape[0],
      "gatherElements: \(indices.count) indices for shape \(shape), which must be [rows, columns]")
    let positions = indices.enumerated().map { row, index in
      require(
        (0..<shape[1]).contains(index),
        "gatherElements: index \(index) in row \(row) is outside of shape \(shape)")
      return row * shape[1] + index
    }
    return reshaped([shape.elementCount]).gather(indices: positions)
  }

  /// This tensor with `other` put in where `mask` is not 0; gradients flow to what was kept and what was put in.
  public func replacing(with other: Self, where mask: Self) -> Self {
    .select(where: mask, other, self)
  }

  /// This tensor with a number put in where `mask` is not 0.
  public func replacing(with number: Double, where mask: Self) -> Self {
    replacing(with: Self.constant(number), where: mask)
  }
}

/// What indices between brackets select of a shape.
struct TensorSelection {
  /// What is read along each axis; of the axis that an array of indices chooses from, as if only these were there.
  private(set) var slices: [AxisSlice] = []
  /// The shape of the result, without the axes of which a single entry was taken.
  let resultShape: Shape
  /// The axis of which an array chooses entries, and which.
  private(set) var chosen: (axis: Int, indices: [Int])?

  /// Whether nothing is left out but by the array.
  var isWhole: Bool {
    zip(slices, resultShape).allSatisfy { $0.start == 0 && $0.step == 1 && $0.count == $1 }
  }

  init(_ indices: [TensorIndex], of shape: Shape) {
    var result: [Int] = []
    for index in indices {
      if index == .insertion {
        result.append(1)
        continue
      }
      let axis = slices.count
      require(axis < shape.rank, "subscript: \(indices.count) indices for shape \(shape)")
      var slice = index.slice(length: shape[axis], axis: axis, of: shape)
      if case .indices(let entries) = index {
        require(
          chosen == nil,
          "subscript: one axis at most can be given an array of indices; use gather(axis:indices:) for each"
        )
        chosen = (
          axis,
          entries.map {
            TensorIndex.index($0).slice(length: shape[axis], axis: axis, of: shape).start
          }
        )
        slice = AxisSlice(start: 0, count: entries.count)
      }
      slices.append(slice)
      if case .index = index {} else { result.append(slice.count) }
    }
    for length in shape.dropFirst(slices.count) {
      slices.append(AxisSlice(start: 0, count: length))
      result.append(length)
    }
    resultShape = Shape(result)
  }
}

extension TensorIndex {
  fileprivate func slice(length: Int, axis: Int, of shape: Shape) -> AxisSlice {
    switch self {
    case .insertion: return AxisSlice(start: 0, count: 1)
    case .indices: return AxisSlice(start: 0, count: length)
    case .index(let index):
      let position = index < 0 ? index + length : index
      require(
        (0..<length).contains(position),
        "subscript: index \(index) is outside of axis \(axis) of shape \(shape)")
      return AxisSlice(start: position, count: 1)
    case .range(let start, let end, let step):
      require(step != 0, "subscript: a step must not be 0")
      func position(_ bound: Int?, otherwise: Int) -> Int {
        guard let bound else { return otherwise }
        let position = bound < 0 ? bound + length : bound
        require(
          (0...length).contains(position),
          "subscript: position \(bound) is outside of axis \(axis) of shape \(shape)")
        return position
      }
      let first = position(start, otherwise: step > 0 ? 0 : length - 1)
      let last = position(end, otherwise: step > 0 ? length : -1)
      let distance = step > 0 ? last - first : first - last
      guard distance > 0 else { return AxisSlice(start: first, count: 0) }
      require(
        first < length,
        "subscript: position \(first) is outside of axis \(axis) of shape \(shape)")
      // A step that leads out of the axis at once may be of any size.
      let count = (distance - 1) / Int(clamping: step.magnitude) + 1
      return AxisSlice(start: first, count: count, step: count == 1 ? 1 : step)
    }
  }
}
