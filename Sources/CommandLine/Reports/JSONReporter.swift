import SwiftGrad

/// Reports a training to a program: one JSON object a line.
final class JSONReporter: TrainingReporter {
  private let logsBatches: Bool
  private let write: (String) throws -> Void

  /// - Parameter logsBatches: whether each batch has a line, too.
  init(logsBatches: Bool, write: @escaping (String) throws -> Void = writeToStandardOutput) {
    self.logsBatches = logsBatches
    self.write = write
  }

  func begin(_ summary: TrainingSummary) {}

  func finishBatch(_ progress: EpochProgress) throws {
    guard logsBatches else { return }
    try writeLine([
      ("epoch", "\(progress.epoch)"), ("batch", "\(progress.batch)"),
      ("loss", json(progress.batchLoss)),
    ])
  }

  func finishEpoch(_ result: EpochResult) throws {
    let training = result.training
    var fields = [("epoch", "\(training.epoch)"), ("trainLoss", json(training.meanLoss))]
    if let evaluation = result.evaluation {
      fields += [
        ("testLoss", json(evaluation.meanLoss)), ("testAccuracy", json(evaluation.accuracy)),
      ]
    } else {
      fields += [("partial", "true"), ("batches", "\(training.batch)")]
    }
    fields += [
      ("seconds", json(training.seconds)), ("imagesPerSecond", json(training.examplesPerSecond)),
    ]
    if let peakMemory = result.peakMemory { fields.append(("peakMemory", "\(peakMemory)")) }
    try writeLine(fields)
  }

  func end(_ result: TrainingResult, test: ImageDataset) {}

  // JSONEncoder has no order of keys that is the order of writing, and refuses the loss of a training that diverged.
  private func writeLine(_ fields: [(name: String, value: String)]) throws {
    let members = fields.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ",")
    try write("{\(members)}\n")
  }

  /// All digits that tell a number from its neighbours; null for what JSON has no number for.
  private func json(_ number: Double) -> String { number.isFinite ? "\(number)" : "null" }
}
