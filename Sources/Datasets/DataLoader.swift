import Autograd

/// The examples of a data set in batches.
///
///     let batches = DataLoader(digits.as(Tensor.self), batchSize: 64, shuffleSeed: 1)
///     for (images, labels) in batches {
///       // images: [64, 784], normalized; labels: 64 places in the data set's `classNames`
///     }
///
/// Every loop over a loader is an epoch, and gives each example once. With a seed, epoch n of any
/// loader of as many examples has the same order, the one of `SeededGenerator`'s stream n, and
/// different epochs have different orders; without one, examples keep their order. Whatever begins an
/// iteration, such as `Array(loader)`, counts as an epoch.
public final class DataLoader<Source: Dataset>: Sequence {
  /// The examples that the batches are made of.
  public let dataset: Source
  /// The number of examples in each batch, but for the last, which may have fewer.
  public let batchSize: Int
  /// The seed of the order of examples, or nil if they keep theirs.
  public let shuffleSeed: UInt64?
  /// Whether examples that do not fill a batch at the end of an epoch are left out of it.
  public let dropsPartialBatch: Bool
  /// The number of the next epoch, counted from 0; set it to go on where another run ended.
  public var epoch = 0

  /// Creates a loader at epoch 0; a batch size below 1 stops the program.
  public init(
    _ dataset: Source, batchSize: Int, shuffleSeed: UInt64? = nil, dropsPartialBatch: Bool = false
  ) {
    require(batchSize > 0, "a batch size of \(batchSize)")
    require(dataset.count >= 0, "a data set of \(dataset.count) examples")
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

  /// The number of examples in an epoch.
  public var exampleCount: Int {
    Swift.min(dataset.count, batchCount * batchSize)
  }

  /// The number of batches in an epoch.
  public var underestimatedCount: Int { batchCount }

  /// The batch that the next epoch begins with; nil if there is none. Does not count as an epoch.
  ///
  ///     if let (images, labels) = batches.first { print(images.shape, labels) }
  ///
  /// In PyTorch `next(iter(loader))`.
  public var first: Source.Batch? {
    let order = order(ofEpoch: epoch).prefix(Swift.min(batchSize, exampleCount))
    guard !order.isEmpty else { return nil }
    return dataset.batch(of: Array(order))
  }

  /// Begins the next epoch.
  public func makeIterator() -> Source.Batches {
    var order = order(ofEpoch: epoch)
    order.removeLast(order.count - exampleCount)
    epoch += 1
    return dataset.batches(of: order, size: batchSize)
  }

  private func order(ofEpoch epoch: Int) -> [Int] {
    guard let shuffleSeed else { return Array(0..<dataset.count) }
    var generator = SeededGenerator(seed: shuffleSeed, stream: UInt64(bitPattern: Int64(epoch)))
    return generator.permutation(of: dataset.count)
  }
}
