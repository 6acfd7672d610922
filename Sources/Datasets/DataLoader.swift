import Autograd

/// The images of a data set in batches, as tensors of any engine.
///
///     let batches = DataLoader<Tensor>(training, batchSize: 64, shuffleSeed: 1)
///     for (images, labels) in batches {
///       // images: [64, 784], normalized; labels: 64 places in the data set's `classNames`
///     }
///
/// Every loop over a loader is an epoch, and gives each image once. With a seed, epoch n of any
/// loader of as many images has the same order, the one of ``SeededGenerator``'s stream n, and
/// different epochs have different orders; without one, images keep their order. Whatever begins an
/// iteration, such as `Array(loader)`, counts as an epoch.
public final class DataLoader<T: DifferentiableTensor>: Sequence {
  /// The images that the batches are made of.
  public let dataset: ImageDataset
  /// The number of images in each batch, but for the last, which may have fewer.
  public let batchSize: Int
  /// The seed of the order of images, or nil if they keep theirs.
  public let shuffleSeed: UInt64?
  /// Whether images that do not fill a batch at the end of an epoch are left out of it.
  public let dropsPartialBatch: Bool
  /// The number of the next epoch, counted from 0; set it to go on where another run ended.
  public var epoch = 0

  /// Creates a loader at epoch 0; a batch size below 1 stops the program.
  public init(
    _ dataset: ImageDataset, batchSize: Int, shuffleSeed: UInt64? = nil,
    dropsPartialBatch: Bool = false
  ) {
    require(batchSize > 0, "a batch size of \(batchSize)")
    self.dataset = dataset
    self.batchSize = batchSize
    self.shuffleSeed = shuffleSeed
    self.dropsPartialBatch = dropsPartialBatch
  }

  /// The number of batches in an epoch.
  public var batchCount: Int {
    let (full, rest) = dataset.count.quotientAndRemainder(dividingBy: batchSize)
    return rest == 0 || dropsPartialBatch ? full : full + 1
  }

  /// The number of images in an epoch.
  public var imageCount: Int {
    Swift.min(dataset.count, batchCount * batchSize)
  }

  /// The number of batches in an epoch.
  public var underestimatedCount: Int { batchCount }

  /// Begins the next epoch.
  public func makeIterator() -> Iterator {
    defer { epoch += 1 }
    return Iterator(loader: self, order: order(ofEpoch: epoch))
  }

  private func order(ofEpoch epoch: Int) -> [Int] {
    guard let shuffleSeed else { return Array(0..<dataset.count) }
    var generator = SeededGenerator(seed: shuffleSeed, stream: UInt64(bitPattern: Int64(epoch)))
    return generator.permutation(of: dataset.count)
  }

  /// The batches of one epoch that have not been asked for yet.
  ///
  /// The next one is being made while the last is in use, so two are in memory. Copies of an iterator share the images of the
  /// batch that comes next.
  public struct Iterator: IteratorProtocol {
    private let dataset: ImageDataset
    private let batchSize: Int
    // Looked up for all images at once: one by one they would have to be fetched from memory in every batch.
    private var places: ArraySlice<Int>
    private var labels: ArraySlice<Int>
    private var upcoming: (images: () -> T, labels: [Int])?

    init(loader: DataLoader, order: [Int]) {
      dataset = loader.dataset
      batchSize = loader.batchSize
      places = dataset.places.elements(at: order).prefix(loader.imageCount)
      labels = dataset.labels.elements(at: order).prefix(loader.imageCount)
      prefetch()
    }

    /// The next batch: images of shape [batch, rows · columns], which no gradient flows to, and the label of each.
    public mutating func next() -> (images: T, labels: [Int])? {
      guard let (images, labels) = upcoming else { return nil }
      defer { prefetch() }
      return (images(), labels)
    }

    private mutating func prefetch() {
      guard !places.isEmpty else { return upcoming = nil }
      let images = T.prefetch(
        ByteRows(
          dataset.pixels, rows: Array(places.prefix(batchSize)), rowShape: [dataset.pixelCount],
          scale: dataset.normalization.scale, offset: dataset.normalization.offset))
      upcoming = (images, Array(labels.prefix(batchSize)))
      places = places.dropFirst(batchSize)
      labels = labels.dropFirst(batchSize)
    }
  }
}

extension [Int] {
  /// In place, as 60,000 calls of a closure take ten times as long.
  fileprivate func elements(at indices: [Int]) -> [Int] {
    var elements = indices
    for index in elements.indices { elements[index] = self[elements[index]] }
    return elements
  }
}
