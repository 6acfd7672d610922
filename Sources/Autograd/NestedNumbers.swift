/// Numbers as a tensor is made of: one number, or arrays of numbers nested to any depth, one level an axis.
///
///     Tensor([[1, 2], [3, 4]]).shape         // [2, 2]
///     Tensor(0..<5)                          // [0, 1, 2, 3, 4]
///     Tensor(stride(from: 0, to: 1, by: 0.25))
///
/// `Double`, `Float`, `Int` and `UInt8` conform, and so do arrays and slices of what conforms, ranges of `Int` and strides of
/// numbers. It is a protocol of the argument, not of tensors: formulas have no candidates more.
public protocol NestedNumbers {
  /// The lengths of the axes: as many as there are levels, none for a number. Traps when neighbours differ in length.
  var nestedShape: Shape { get }

  /// The shape of an array of these without elements, less its first axis: 0 for every level, `[]` for a number.
  static var emptyNestedShape: Shape { get }

  /// Appends the numbers in row-major order, rounded to `Scalar`.
  func appendNumbers<Scalar: BinaryFloatingPoint>(to scalars: inout [Scalar])
}

extension NestedNumbers where Self: Numeric {
  /// `[]`: a number has no axes.
  public var nestedShape: Shape { [] }
  /// `[]`: a number has no axes.
  public static var emptyNestedShape: Shape { [] }
}

extension Double: NestedNumbers {
  public func appendNumbers<Scalar: BinaryFloatingPoint>(to scalars: inout [Scalar]) {
    scalars.append(Scalar(self))
  }
}

extension Float: NestedNumbers {
  public func appendNumbers<Scalar: BinaryFloatingPoint>(to scalars: inout [Scalar]) {
    scalars.append(Scalar(self))
  }
}

extension Int: NestedNumbers {
  public func appendNumbers<Scalar: BinaryFloatingPoint>(to scalars: inout [Scalar]) {
    scalars.append(Scalar(self))
  }
}

extension UInt8: NestedNumbers {
  public func appendNumbers<Scalar: BinaryFloatingPoint>(to scalars: inout [Scalar]) {
    scalars.append(Scalar(self))
  }
}

extension NestedNumbers where Self: Sequence, Element: NestedNumbers {
  /// The number of elements, and the shape that all of them have; traps when they differ.
  public var nestedShape: Shape {
    var count = 0
    var inner: Shape?
    for element in self {
      let shape = element.nestedShape
      require(
        inner == nil || inner == shape,
        "nested arrays: element \(count) has shape \(shape), those before it \(inner ?? shape)")
      inner = shape
      count += 1
    }
    return Shape([count] + (inner ?? Element.emptyNestedShape))
  }

  /// 0 for every level.
  public static var emptyNestedShape: Shape { Shape([0] + Element.emptyNestedShape) }

  /// Appends the numbers of each element in turn.
  public func appendNumbers<Scalar: BinaryFloatingPoint>(to scalars: inout [Scalar]) {
    for element in self { element.appendNumbers(to: &scalars) }
  }
}

extension Array: NestedNumbers where Element: NestedNumbers {}
extension ArraySlice: NestedNumbers where Element: NestedNumbers {}
extension Range: NestedNumbers where Bound == Int {}
extension ClosedRange: NestedNumbers where Bound == Int {}
extension StrideTo: NestedNumbers where Element: NestedNumbers {}
extension StrideThrough: NestedNumbers where Element: NestedNumbers {}
