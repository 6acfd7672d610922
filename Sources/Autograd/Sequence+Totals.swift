// Of nodes one by one; the numbers of a tensor have `DifferentiableTensor.sum(axes:keepingDimensions:)` and its like.
extension Sequence where Element: Differentiable {
  /// The sum of the elements, first to last, with one addition fewer than there are; 0 of none. Tensors broadcast.
  ///
  ///     zip(weights, inputs).map { $0 * $1 }.sum() + bias
  @inlinable
  public func sum() -> Element { joined { $0 + $1 } ?? .constant(0) }

  /// The product of the elements, first to last; 1 of none. Tensors broadcast.
  @inlinable
  public func product() -> Element { joined { $0 * $1 } ?? .constant(1) }

  /// The first element with the others joined to it one by one; `nil` of none.
  @inlinable
  func joined(_ join: (Element, Element) -> Element) -> Element? {
    var iterator = makeIterator()
    guard var result = iterator.next() else { return nil }
    while let element = iterator.next() { result = join(result, element) }
    return result
  }
}

extension Collection where Element: Differentiable {
  /// The arithmetic mean of the elements; NaN of none. Tensors broadcast.
  @inlinable
  public func mean() -> Element { sum() / Double(count) }
}
