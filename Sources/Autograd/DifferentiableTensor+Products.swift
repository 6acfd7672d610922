extension DifferentiableTensor {
  /// The matrix product, as NumPy's `matmul`.
  ///
  /// | left | right | result |
  /// |---|---|---|
  /// | `[m, k]` | `[k, n]` | `[m, n]` |
  /// | `[m, k]` | `[k]` | `[m]` |
  /// | `[k]` | `[k, n]` | `[n]` |
  /// | `[k]` | `[k]` | a single number |
  /// | `[…, m, k]` | `[…, k, n]` | `[…, m, n]`, leading axes broadcast |
  ///
  /// Traps when the inner lengths differ or an operand is a single number.
  public func matmul(_ other: Self) -> Self {
    require(
      rank > 0 && other.rank > 0, "matmul: \(shape) and \(other.shape): a single number has no rows"
    )
    if rank == 1 {
      let product = reshaped([1, shape[0]]).matmul(other)
      return product.reshaped(
        Shape(
          product.shape.dropLast(other.rank == 1 ? 1 : 2)
            + product.shape.dropFirst(Swift.max(product.rank - 1, 1))))
    }
    if other.rank == 1 {
      let product = matmul(other.reshaped([other.shape[0], 1]))
      return product.reshaped(Shape(Array(product.shape.dropLast())))
    }
    if rank > 2 && other.rank == 2 {
      let product = flattened(keepingLast: 1).matmul(other)
      return product.reshaped(Shape(shape.dropLast() + [product.shape[1]]))
    }
    guard
      let leading = Shape(Array(shape.dropLast(2)))
        .broadcast(with: Shape(Array(other.shape.dropLast(2))))
    else {
      fatalError(
        "matmul: the leading axes of \(shape) and \(other.shape) do not broadcast")
    }
    return .apply(
      .matmul,
      to: [
        broadcast(to: Shape(leading + shape.suffix(2))),
        other.broadcast(to: Shape(leading + other.shape.suffix(2))),
      ])
  }

  /// The affine map of a fully connected layer, `x·Wᵀ + b`.
  ///
  /// - Parameters:
  ///   - weight: W, `[out, in]`; this tensor is x, `[…, in]`, and the result `[…, out]`.
  ///   - bias: b, `[out]`, or none.
  public func linear(_ weight: Self, bias: Self? = nil) -> Self {
    let inputs = if let bias { [self, weight, bias] } else { [self, weight] }
    return .apply(.linear, to: inputs)
  }

  // In an extension, unlike the operators that `Differentiable` requires: no other declaration has this name.

  /// The matrix product, ``matmul(_:)``: of matrices, of a matrix and a vector, of two vectors their dot product.
  ///
  ///     (x • weight.transposed + bias).tanh()
  public static func • (left: Self, right: Self) -> Self { left.matmul(right) }
}

/// The matrix product, as NumPy's and PyTorch's `@`; it binds as `*` does.
infix operator • : MultiplicationPrecedence
