import Autograd

extension NDArray {
  /// The matrix product over equal leading axes, with either operand's matrices transposed.
  static func matmul(
    _ a: NDArray, _ b: NDArray, transposingLeft: Bool = false, transposingRight: Bool = false
  ) -> NDArray {
    let rank = a.shape.rank
    let rows = a.shape[rank - (transposingLeft ? 1 : 2)]
    let depth = a.shape[rank - (transposingLeft ? 2 : 1)]
    let columns = b.shape[rank - (transposingRight ? 2 : 1)]
    let leading = a.shape.dropLast(2)
    let result = NDArray(
      uninitialized: a.shape.replacing(axis: rank - 2, with: rows)
        .replacing(axis: rank - 1, with: columns))
    let product = MatrixProduct(rows: rows, columns: columns, depth: depth)
    for index in 0..<leading.reduce(1, *) {
      let (left, right) = (a.matrix(index), b.matrix(index))
      product.multiply(
        transposingLeft ? left.transposed : left, transposingRight ? right.transposed : right,
        into: result.matrix(index))
    }
    return result
  }

  /// x·Wᵀ + b of x `[…, in]`, W `[out, in]`, b `[out]`.
  func linear(_ weight: NDArray, bias: NDArray?) -> NDArray {
    let (outputs, inputs) = (weight.shape[0], weight.shape[1])
    let result = NDArray(uninitialized: shape.replacing(axis: shape.rank - 1, with: outputs))
    let rows = shape.dropLast().reduce(1, *)
    MatrixProduct(
      rows: rows, columns: outputs, depth: inputs, bias: bias?.storage
    ).multiply(
      MatrixView(storage: storage, rowStride: inputs), weight.matrix().transposed,
      into: MatrixView(storage: result.storage, rowStride: outputs))
    return result
  }

  /// All leading axes joined into one.
  var asRows: NDArray {
    if shape.rank == 2 { return self }
    let columns = shape[shape.rank - 1]
    return reshaped([shape.dropLast().reduce(1, *), columns])
  }
}
