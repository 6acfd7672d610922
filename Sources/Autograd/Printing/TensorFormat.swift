/// How the numbers of a tensor are written.
///
///     print(Tensor([[1, 2.5], [-100, 0]]))
///     // Tensor([[   1.0,    2.5],
///     //         [-100.0,    0.0]], shape: [2, 2])
///     print(Tensor(0..<2000))   // Tensor([   0,    1,    2, …, 1997, 1998, 1999], shape: [2000])
///
/// All numbers of a tensor have the same width and as many digits behind the point as one of them needs, at most
/// ``precision``: none if they are whole. They have exponents as in PyTorch and NumPy: if the largest is 10⁸ or more, or, when they
/// are not all whole, if the smallest that is not 0 is below 10⁻⁴ or a thousandth of the largest. Neither 0 nor NaN has a sign.
public struct TensorFormat: Hashable, Sendable {
  /// How many digits there are behind the point at most.
  public var precision: Int
  /// How many numbers are written in full; of more, the middle of each long axis is left out.
  public var threshold: Int
  /// How many entries of a long axis are written at either end.
  public var edgeCount: Int
  /// How many characters a line has at most, where a row can be broken.
  public var lineWidth: Int

  /// A way to write numbers; the defaults are PyTorch's. Traps on numbers below 0, and on edges or lines of 0.
  public init(
    precision: Int = 4, threshold: Int = 1000, edgeCount: Int = 3, lineWidth: Int = 80
  ) {
    require(
      precision >= 0 && threshold >= 0 && edgeCount > 0 && lineWidth > 0,
      """
      TensorFormat: expected a precision and a threshold of at least 0, edges and lines of at least 1, found precision \
      \(precision), threshold \(threshold), edgeCount \(edgeCount), lineWidth \(lineWidth)
      """)
    self.precision = precision
    self.threshold = threshold
    self.edgeCount = edgeCount
    self.lineWidth = lineWidth
  }
}

extension DifferentiableTensor {
  /// The numbers in nested brackets, the shape, and what else there is to say: as a call that would make the tensor.
  ///
  ///     print(Tensor.parameter([[1, 2], [3, 4]], label: "w"))
  ///     // Tensor([[1, 2],
  ///     //         [3, 4]], shape: [2, 2], label: "w", requiresGradient: true)
  ///
  /// The numbers are in columns, and the middle of long axes is left out of more than a thousand: see ``TensorFormat``.
  public var description: String { formatted(TensorFormat()) }

  /// As ``description`` has it, with other digits.
  ///
  ///     print(x.formatted(precision: 2))
  public func formatted(precision: Int) -> String { formatted(TensorFormat(precision: precision)) }

  /// As ``description`` has it, in another format.
  public func formatted(_ format: TensorFormat) -> String {
    let name = "\(Self.self)("
    var parts = [TensorText(scalars, shape, format, indentation: name.count).text]
    if rank > 0 { parts.append("shape: \(shape)") }
    if let label { parts.append("label: \(label.debugDescription)") }
    if requiresGradient { parts.append("requiresGradient: true") }
    return name + parts.joined(separator: ", ") + ")"
  }
}
