import Autograd

/// How far training has come in an epoch.
public struct EpochProgress: Sendable {
  /// The number of the epoch, counted from 1.
  public let epoch: Int
  /// How many epochs there will be.
  public let epochCount: Int
  /// How many batches the epoch has; nil if that is not known.
  public let batchCount: Int?
  /// How many examples the epoch has; nil if that is not known.
  public let exampleCount: Int?

  /// How many batches are done.
  public private(set) var batch = 0
  /// How many examples are done.
  public private(set) var example = 0
  /// The mean loss of the last batch.
  public private(set) var batchLoss = 0.0
  /// The time that training has taken, evaluation excluded.
  public private(set) var elapsed = Duration.zero
  /// Whether all batches are done.
  public internal(set) var isComplete = false
  /// The means of the metrics over the examples so far, in the order in which they were asked for.
  public internal(set) var metrics: [(name: String, mean: Double)] = []
  private var lossSum = 0.0

  package init(
    epoch: Int, epochCount: Int, batchCount: Int? = nil, exampleCount: Int? = nil
  ) {
    self.epoch = epoch
    self.epochCount = epochCount
    self.batchCount = batchCount
    self.exampleCount = exampleCount
  }

  /// Counts a batch by its mean loss and its size; `elapsed` is the time since the epoch began.
  package mutating func finishBatch(loss: Double, exampleCount: Int, elapsed: Duration) {
    batch += 1
    example += exampleCount
    batchLoss = loss
    lossSum += loss * Double(exampleCount)
    self.elapsed = elapsed
  }

  /// The mean loss of the examples so far, each as it was when its batch was trained on; NaN for none.
  public var meanLoss: Double { lossSum / Double(example) }
  /// The time that training has taken, evaluation excluded.
  public var seconds: Double { elapsed / .seconds(1) }
  /// How many examples were trained on in a second.
  public var examplesPerSecond: Double { Double(example) / seconds }
  /// The part of the epoch that is done, from 0 to 1; nil if its size is not known.
  public var fraction: Double? {
    if let exampleCount { return min(Double(example) / Double(exampleCount), 1) }
    return batchCount.map { min(Double(batch) / Double($0), 1) }
  }
  /// How long the rest will take at the rate so far; nil if the size of the epoch is not known.
  public var secondsLeft: Double? {
    if let exampleCount { return Double(max(exampleCount - example, 0)) / examplesPerSecond }
    return batchCount.map { Double(max($0 - batch, 0)) * seconds / Double(batch) }
  }
}
