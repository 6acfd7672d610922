import Autograd

/// An n-dimensional array: numbers with a shape, in row-major order, apart from any graph. What the engine computes with.
///
/// Operations give fresh storage, but reshaping shares it: an array that anyone else may see is not changed in place.
struct NDArray {
  let storage: Storage
  let shape: Shape

  var count: Int { storage.count }

  init(_ storage: Storage, shape: Shape) {
    self.storage = storage
    self.shape = shape
  }

  /// An array of which nothing but the shape is known yet.
  init(uninitialized shape: Shape) {
    self.init(Storage(uninitializedCount: shape.elementCount), shape: shape)
  }

  init(repeating value: Float, shape: Shape) {
    self.init(Storage(repeating: value, count: shape.elementCount), shape: shape)
  }

  /// The same numbers under another shape of as many elements.
  func reshaped(_ shape: Shape) -> NDArray { NDArray(storage, shape: shape) }

  /// The matrix of a batch, as the product wants it: the last two axes.
  func matrix(_ index: Int = 0) -> MatrixView {
    let (rows, columns) = (shape[shape.rank - 2], shape[shape.rank - 1])
    return MatrixView(storage: storage, offset: index * rows * columns, rowStride: columns)
  }
}
