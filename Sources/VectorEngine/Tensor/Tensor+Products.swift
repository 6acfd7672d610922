extension Tensor {
  /// The matrix product with either operand's matrices transposed where they lie, as gradients are computed; records
  /// nothing. For measurements: a backward pass does more than its products.
  package static func product(
    _ a: Tensor, _ b: Tensor, transposingLeft: Bool = false, transposingRight: Bool = false
  ) -> Tensor {
    Tensor(
      leaf: .matmul(
        a.array, b.array, transposingLeft: transposingLeft, transposingRight: transposingRight),
      requiresGradient: false)
  }
}
