import Foundation
import SwiftGrad

/// Reports a training to a person: a line an epoch, and a progress bar where the output is a terminal.
final class TextReporter: TrainingReporter {
  private let terminal: Terminal
  private let write: (String) throws -> Void
  private var lastDrawing: ContinuousClock.Instant?

  init(
    terminal: Terminal = .standardOutput,
    write: @escaping (String) throws -> Void = writeToStandardOutput
  ) {
    self.terminal = terminal
    self.write = write
  }

  func begin(_ summary: TrainingSummary) throws {
    try write("\(summary)\n\n")
  }

  func finishBatch(_ progress: EpochProgress) throws {
    guard terminal.isInteractive, isTimeToDraw() else { return }
    // The last column stays free: some terminals begin a new line as soon as it is filled.
    try write("\r\(ProgressBar(progress: progress).line(width: terminal.width - 1))\(eraseRest)")
  }

  /// Ten times a second is as often as an eye can follow, and costs training nothing.
  private func isTimeToDraw() -> Bool {
    let now = ContinuousClock.now
    if let lastDrawing, now - lastDrawing < .milliseconds(100) { return false }
    lastDrawing = now
    return true
  }

  func finishEpoch(_ result: EpochResult) throws {
    let training = result.training
    var parts = [
      "epoch \(training.epoch)/\(training.epochCount)",
      "training loss \(String(format: "%.4f", training.meanLoss))",
    ]
    if let evaluation = result.evaluation {
      parts.append("test loss \(String(format: "%.4f", evaluation.meanLoss))")
      parts.append("test accuracy \(String(format: "%.2f", evaluation.accuracy * 100)) %")
    } else {
      parts.append(
        "partial: \(training.batch.grouped) of \(training.batchCount.grouped) batches, not tested")
    }
    parts.append(training.rate)
    try write("\(eraseLine)\(parts.joined(separator: "  "))\n")
  }

  func end(_ result: TrainingResult, test: ImageDataset) throws {
    if result.wasStopped { try write("\(eraseLine)stopped by Ctrl-C\n") }
    guard let (epoch, evaluation) = result.lastEvaluation else { return }
    let report = EvaluationReport(evaluation: evaluation, test: test, terminal: terminal)
    try write("\nThe \(test.count.grouped) test images after epoch \(epoch):\n\n\(report)\n")
  }

  private var eraseRest: String { "\u{1B}[K" }
  private var eraseLine: String { terminal.isInteractive ? "\r\(eraseRest)" : "" }
}
