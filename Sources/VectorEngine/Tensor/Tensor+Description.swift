import Autograd
import Foundation

extension Tensor: CustomStringConvertible {
  /// The label, the shape and the numbers, with the middle of long axes left out.
  ///
  ///     print(Tensor(rows: [[1, 2], [3, 4]], label: "x"))
  ///     // Tensor(x, shape: [2, 2], [
  ///     //   [1, 2],
  ///     //   [3, 4]])
  public var description: String {
    let name = label.map { "\($0), " } ?? ""
    return "Tensor(\(name)shape: \(shape), \(TensorText(self).text))"
  }
}

/// Writes out numbers as nested brackets, at most six entries of an axis once there are more than a thousand numbers.
private struct TensorText {
  private let scalars: [Float]
  private let shape: Shape
  private let strides: [Int]

  init(_ tensor: Tensor) {
    scalars = tensor.scalars
    shape = tensor.shape
    strides = shape.strides
  }

  var text: String { text(axis: 0, offset: 0) }

  private func text(axis: Int, offset: Int) -> String {
    guard axis < shape.rank else { return String(format: "%.5g", scalars[offset]) }
    let isSummarized = scalars.count > 1000 && shape[axis] > 6
    let shown =
      isSummarized ? Array(0..<3) + Array(shape[axis] - 3..<shape[axis]) : Array(0..<shape[axis])
    var entries = shown.map { text(axis: axis + 1, offset: offset + $0 * strides[axis]) }
    if isSummarized { entries.insert("…", at: 3) }
    let isInnermost = axis == shape.rank - 1
    let indentation = "\n" + String(repeating: "  ", count: axis + 1)
    let separator = isInnermost ? ", " : "," + indentation
    return "[" + (isInnermost || entries.isEmpty ? "" : indentation)
      + entries.joined(separator: separator) + "]"
  }
}
