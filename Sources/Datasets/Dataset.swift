import Autograd

/// Examples to train or to test on, of which a ``DataLoader`` makes batches.
///
/// Data of one's own need two members:
///
///     struct Parabola: Dataset {
///       let count = 1000
///       func batch(of indices: [Int]) -> (inputs: Tensor, targets: Tensor) {
///         let x = Tensor(indices.map { [Double($0) / 500 - 1] })
///         return (x, x.pow(2))
///       }
///     }
///     for (inputs, targets) in DataLoader(Parabola(), batchSize: 50, shuffleSeed: 1) { … }
///
/// Tables and arrays are a ``TensorDataset``, and images are a data set of an engine by ``ImageDataset/as(_:)``.
public protocol Dataset<Batch>: Selectable {
  /// What a training step takes at once; `evaluate` takes `(inputs: T, targets: [Int])`.
  associatedtype Batch
  /// The batches of an epoch, one after the other.
  associatedtype Batches: IteratorProtocol<Batch> = BatchIterator<Self>
  associatedtype Selection = Subset<Self>

  /// Makes a batch of the examples at `indices`, in this order, each from 0 to one below ``Selectable/count``.
  func batch(of indices: [Int]) -> Batch

  /// Makes batches of `size` of the examples at `indices`, in this order; the last one may have fewer.
  ///
  /// A data set that can begin a batch before it is asked for has a way of its own. Without one, ``batch(of:)`` makes each
  /// when it is asked for.
  func batches(of indices: [Int], size: Int) -> Batches
}

extension Dataset where Batches == BatchIterator<Self> {
  /// Makes batches of `size` of the examples at `indices`, each when it is asked for.
  public func batches(of indices: [Int], size: Int) -> BatchIterator<Self> {
    require(size > 0, "a batch size of \(size)")
    return BatchIterator(dataset: self, indices: indices[...], size: size)
  }
}

/// Batches that are made when they are asked for.
public struct BatchIterator<Source: Dataset>: IteratorProtocol {
  fileprivate let dataset: Source
  fileprivate var indices: ArraySlice<Int>
  fileprivate let size: Int

  /// The next batch.
  public mutating func next() -> Source.Batch? {
    guard !indices.isEmpty else { return nil }
    defer { indices = indices.dropFirst(size) }
    return dataset.batch(of: Array(indices.prefix(size)))
  }
}
