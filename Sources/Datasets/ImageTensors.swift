import Autograd

/// Images as normalized tensors of an engine, with their labels.
public struct ImageTensors<T: DifferentiableTensor>: Dataset, Sendable {
  /// The images, as bytes.
  public let images: ImageDataset

  /// The number of images.
  public var count: Int { images.count }

  /// Makes a batch of the images at `indices`: inputs of shape [batch, rows · columns], which no gradient flows to, and the
  /// label of each.
  public func batch(of indices: [Int]) -> (inputs: T, targets: [Int]) {
    let selection = images.selecting(indices)
    return (T.prefetch(selection.normalizedPixels(0..<selection.count))(), selection.labels)
  }

  /// Makes batches of the images at `indices`, each while the one before it is in use.
  public func batches(of indices: [Int], size: Int) -> Batches {
    require(size > 0, "a batch size of \(size)")
    return Batches(images.selecting(indices), size: size)
  }

  /// Batches that have not been asked for yet.
  ///
  /// The next one is being made while the last is in use, so two are in memory. Copies of an iterator share the images of the
  /// batch that comes next.
  public struct Batches: IteratorProtocol {
    // Selected at once: one by one, labels and places would have to be fetched from memory in every batch.
    private let images: ImageDataset
    private let size: Int
    private var rest: Range<Int>
    private var upcoming: (inputs: () -> T, targets: [Int])?

    fileprivate init(_ images: ImageDataset, size: Int) {
      self.images = images
      self.size = size
      rest = 0..<images.count
      prefetch()
    }

    /// The next batch.
    public mutating func next() -> (inputs: T, targets: [Int])? {
      guard let (inputs, targets) = upcoming else { return nil }
      defer { prefetch() }
      return (inputs(), targets)
    }

    private mutating func prefetch() {
      guard !rest.isEmpty else { return upcoming = nil }
      let batch = rest.prefix(size)
      upcoming = (T.prefetch(images.normalizedPixels(batch)), Array(images.labels[batch]))
      rest = rest.dropFirst(size)
    }
  }
}

extension ImageDataset {
  /// The images for an engine, as a data set that a ``DataLoader`` makes batches of.
  ///
  ///     DataLoader(digits.as(Tensor.self), batchSize: 64, shuffleSeed: 1)
  ///
  /// A batch is `(inputs: T, targets: [Int])`: normalized pixels [batch, rows · columns], and the label of each image.
  public func `as`<T: DifferentiableTensor>(_: T.Type) -> ImageTensors<T> {
    ImageTensors(images: self)
  }

  fileprivate func normalizedPixels(_ positions: Range<Int>) -> ByteRows {
    ByteRows(
      pixels, rows: Array(places[positions]), rowShape: [pixelCount], scale: normalization.scale,
      offset: normalization.offset)
  }
}
