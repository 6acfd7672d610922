/// How far training has come in an epoch.
struct EpochProgress {
  /// The number of the epoch, counted from 1.
  let epoch: Int
  let epochCount: Int
  let batchCount: Int
  /// How many images the epoch has.
  let imageCount: Int

  /// How many batches are done.
  private(set) var batch = 0
  /// How many images are done.
  private(set) var image = 0
  /// The mean loss of the last batch.
  private(set) var batchLoss = 0.0
  /// The time that training has taken, evaluation excluded.
  private(set) var elapsed = Duration.zero
  private var lossSum = 0.0

  init(epoch: Int, epochCount: Int, batchCount: Int, imageCount: Int) {
    self.epoch = epoch
    self.epochCount = epochCount
    self.batchCount = batchCount
    self.imageCount = imageCount
  }

  /// Counts a batch by its mean loss and its size; `elapsed` is the time since the epoch began.
  mutating func finishBatch(loss: Double, imageCount: Int, elapsed: Duration) {
    batch += 1
    image += imageCount
    batchLoss = loss
    lossSum += loss * Double(imageCount)
    self.elapsed = elapsed
  }

  /// Whether all batches are done.
  var isComplete: Bool { batch == batchCount }
  /// The mean loss of the images so far, each as it was when its batch was trained on; NaN for none.
  var meanLoss: Double { lossSum / Double(image) }
  var seconds: Double { elapsed / .seconds(1) }
  var imagesPerSecond: Double { Double(image) / seconds }
  /// The part of the images that is done.
  var fraction: Double { Double(image) / Double(imageCount) }
  /// How long the rest will take at the rate so far.
  var secondsLeft: Double { Double(imageCount - image) / imagesPerSecond }
}
