import SwiftGrad

/// All that a training tells while it goes.
struct TrainingRecord {
  let summary: TrainingSummary
  var epochs: [EpochResult] = []
  /// Each batch's loss, and when it was done, in epochs.
  private(set) var batches: [(time: Double, loss: Double)] = []

  init(summary: TrainingSummary) { self.summary = summary }

  mutating func add(_ progress: EpochProgress) {
    let time = Double(progress.epoch - 1) + (progress.fraction ?? 1)
    batches.append((time, progress.batchLoss))
  }

  /// How long was trained, evaluation excluded.
  var seconds: Double { epochs.reduce(0) { $0 + $1.training.seconds } }

  /// A line an epoch, as RFC 4180 has it, in the words of `--json`; what an epoch that was stopped lacks is empty.
  var table: String {
    let heading =
      "epoch,batches,trainLoss,trainAccuracy,testLoss,testAccuracy,seconds,imagesPerSecond\n"
    return epochs.reduce(heading) { table, epoch in
      let training = epoch.training
      let fields = [
        "\(training.epoch)", "\(training.batch)", "\(training.meanLoss)",
        training.accuracy.map { "\($0)" }, epoch.evaluation.map { "\($0.meanLoss)" },
        epoch.evaluation.map { "\($0.accuracy)" }, "\(training.seconds)",
        "\(training.examplesPerSecond)",
      ]
      return table + fields.map { $0 ?? "" }.joined(separator: ",") + "\n"
    }
  }
}

extension EpochProgress {
  /// The part of the images so far that was classified correctly, each before its batch was learned from; nil unless measured.
  var accuracy: Double? { metrics.first { $0.name == "accuracy" }?.mean }
}
