// Operations that move numbers without computing: reshaping, reordering axes, stretching, joining.

extension DifferentiableTensor {
  /// The same numbers in row-major order under another shape; one axis may be −1, to be worked out.
  ///
  ///     x.reshaped([-1, 784])
  public func reshaped(_ dimensions: [Int]) -> Self {
    guard let unknown = dimensions.firstIndex(of: -1) else { return reshaped(Shape(dimensions)) }
    var dimensions = dimensions
    dimensions[unknown] = 1
    let known = Shape(dimensions).elementCount
    require(
      known > 0 && shape.elementCount % known == 0,
      "reshape: \(shape) cannot be cut into pieces of \(known) elements")
    dimensions[unknown] = shape.elementCount / known
    return reshaped(Shape(dimensions))
  }

  /// The same numbers in row-major order under another shape; traps when the element counts differ.
  public func reshaped(_ newShape: Shape) -> Self {
    newShape == shape ? self : .apply(.reshape(.init(shape: newShape)), to: [self])
  }

  /// All leading axes joined into one, and the last `count` axes as they are.
  public func flattened(keepingLast count: Int) -> Self {
    let kept = Array(shape.suffix(count))
    let rows = shape.dropLast(count).reduce(1, *)
    return reshaped(Shape([rows] + kept))
  }

  /// The axes `first` to `last` joined into one, all of them without arguments; PyTorch's `flatten`.
  ///
  ///     images.flattened(from: 1)   // [64, 1, 28, 28] as [64, 784]
  ///
  /// A single number becomes a vector of one. Traps when `last` is before `first`.
  public func flattened(from first: Int = 0, through last: Int = -1) -> Self {
    if rank == 0 && first == 0 && last == -1 { return reshaped([1] as Shape) }
    let (start, end) = (
      shape.resolve(axis: first, in: "flattened"), shape.resolve(axis: last, in: "flattened")
    )
    require(start <= end, "flattened: axis \(last) of shape \(shape) is before axis \(first)")
    let joined = shape[start...end].reduce(1, *)
    return reshaped(Shape(shape[..<start] + [joined] + shape[(end + 1)...]))
  }

  /// Without the axes of length 1; PyTorch's `squeeze`.
  public func squeezed() -> Self { reshaped(Shape(shape.filter { $0 != 1 })) }

  /// Without an axis, which must have length 1; PyTorch's `squeeze(dim)`, which leaves any other as it is, where this traps.
  public func squeezed(axis: Int) -> Self {
    let resolved = shape.resolve(axis: axis, in: "squeezed")
    require(
      shape[resolved] == 1,
      "squeezed: axis \(axis) of shape \(shape) has length \(shape[resolved]), not 1")
    return reshaped(shape.reduced(over: [resolved], keepingDimensions: false))
  }

  /// With an axis of length 1 put in before `axis`, the reverse of ``squeezed(axis:)``: ``expandingDimension(at:)`` by PyTorch's name.
  public func unsqueezed(axis: Int) -> Self { expandingDimension(at: axis) }

  /// The axes in another order: axis i of the result is axis `axes[i]` of this tensor.
  public func permuted(_ axes: [Int]) -> Self {
    let axes = axes.map { shape.resolve(axis: $0, in: "permute") }
    return axes == Array(shape.indices) ? self : .apply(.permute(.init(axes: axes)), to: [self])
  }

  /// Two axes exchanged; without arguments the last two, the transpose of each matrix.
  public func transposed(_ first: Int = -2, _ second: Int = -1) -> Self {
    var axes = Array(shape.indices)
    axes.swapAt(
      shape.resolve(axis: first, in: "transpose"), shape.resolve(axis: second, in: "transpose"))
    return permuted(axes)
  }

  /// The transpose of each matrix, the last two axes; PyTorch's `mT`, and of a matrix `T`.
  public var transposed: Self { transposed(-2, -1) }

  /// One axis moved to another place, the others staying in order; PyTorch's `moveaxis`.
  public func movingAxis(_ source: Int, to destination: Int) -> Self {
    var axes = Array(shape.indices)
    let axis = axes.remove(at: shape.resolve(axis: source, in: "movingAxis"))
    axes.insert(axis, at: shape.resolve(axis: destination, in: "movingAxis"))
    return permuted(axes)
  }

  /// Stretched to `target` as element-wise operations do it, PyTorch's `expand`; traps when the shape does not stretch to it.
  public func broadcast(to target: Shape) -> Self {
    target == shape ? self : .apply(.broadcast(.init(shape: target)), to: [self])
  }

  /// An axis of length 1 put in before `axis`.
  public func expandingDimension(at axis: Int) -> Self {
    let axis = axis < 0 ? axis + rank + 1 : axis
    require(
      (0...rank).contains(axis), "expandingDimension: no axis \(axis) can be put into \(shape)")
    var dimensions = shape.dimensions
    dimensions.insert(1, at: axis)
    return reshaped(Shape(dimensions))
  }

  /// The sum over the axes along which `original` was stretched to become this shape: broadcasting, backward.
  func summed(to original: Shape) -> Self {
    guard original != shape else { return self }
    return sum(axes: original.axesStretched(to: shape)).reshaped(original)
  }

  /// A reduced tensor with the reduced axes put back as length 1.
  func restoring(axes: [Int], of original: Shape) -> Self {
    reshaped(original.reduced(over: axes, keepingDimensions: true))
  }

  /// `count` entries of one axis from `start`.
  func slice(axis: Int, from start: Int, count: Int) -> Self {
    var slices = shape.map { AxisSlice(start: 0, count: $0) }
    slices[axis] = AxisSlice(start: start, count: count)
    return .apply(.slice(.init(slices: slices)), to: [self])
  }
}

/// The tensors one after the other along an axis they already have; traps when other axes differ.
public func concatenate<T: DifferentiableTensor>(_ tensors: [T], axis: Int = 0) -> T {
  require(!tensors.isEmpty, "concatenate: there is nothing to concatenate")
  let axis = tensors[0].shape.resolve(axis: axis, in: "concatenate")
  return .apply(.concatenate(.init(axis: axis)), to: tensors)
}

/// The tensors, all of one shape, as the entries of a new axis.
public func stack<T: DifferentiableTensor>(_ tensors: [T], axis: Int = 0) -> T {
  require(!tensors.isEmpty, "stack: there is nothing to stack")
  require(
    tensors.allSatisfy { $0.shape == tensors[0].shape },
    "stack: shapes differ: \(tensors.map(\.shape))")
  let axis = axis < 0 ? axis + tensors[0].rank + 1 : axis
  return concatenate(tensors.map { $0.expandingDimension(at: axis) }, axis: axis)
}
