import SwiftGrad

@testable import CommandLine

/// A plan that a debug build trains in no time.
func smallPlan(
  images: Int = 12, optimizer: OptimizerChoice = .adam, activation: ActivationChoice = .relu,
  batchSize: Int = 5, epochs: Int = 2, seed: UInt64 = 1
) throws -> TrainingPlan {
  TrainingPlan(
    training: try DataSource.digits.load(.training, limit: images),
    test: try DataSource.digits.load(.test, limit: 4),
    hiddenSizes: [2], activation: activation,
    optimizer: OptimizerSettings(
      optimizer: optimizer, learningRate: optimizer.defaultLearningRate,
      momentum: optimizer.hasMomentum ? 0.5 : 0, weightDecay: optimizer.defaultWeightDecay),
    batchSize: batchSize, epochs: epochs, seed: seed)
}

/// Two of four batches of 100 images, done in two seconds at a mean loss of 1.5.
var halfAnEpoch: EpochProgress {
  var progress = EpochProgress(epoch: 2, epochCount: 5, batchCount: 4, exampleCount: 400)
  progress.finishBatch(loss: 2, exampleCount: 100, elapsed: .seconds(1))
  progress.finishBatch(loss: 1, exampleCount: 100, elapsed: .seconds(2))
  return progress
}

/// Keeps what it is told.
final class Recorder: TrainingReporter {
  var batches: [EpochProgress] = []
  var epochs: [EpochResult] = []

  func begin(_ summary: TrainingSummary) {}
  func finishBatch(_ progress: EpochProgress) { batches.append(progress) }
  func finishEpoch(_ result: EpochResult) { epochs.append(result) }
  func end(_ result: TrainingResult, test: ImageDataset) {}
}

/// What a reporter writes.
final class Sink {
  var text = ""
  var lines: [String] { text.split(separator: "\n").map(String.init) }
  func write(_ text: String) { self.text += text }
}
