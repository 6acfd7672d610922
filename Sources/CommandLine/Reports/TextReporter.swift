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
    try writeRow(headings)
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
    try writeRow([
      "\(training.epoch)/\(training.epochCount)",
      training.meanLoss.formatted(decimals: 4),
      result.evaluation.map { $0.meanLoss.formatted(decimals: 4) } ?? "–",
      result.evaluation.map { "\(($0.accuracy * 100).formatted(decimals: 2)) %" } ?? "partial",
      training.rate,
    ])
  }

  /// Writes cells under their headings, over the progress bar.
  private func writeRow(_ cells: [String]) throws {
    let row = zip(headings, cells).map { heading, cell in
      String(repeating: " ", count: max(heading.count - cell.count, 0)) + cell
    }
    try write("\(eraseLine)\(row.joined(separator: "  "))\n")
  }

  func end(_ result: TrainingResult, test: ImageDataset) throws {
    if let stopped = result.stopped {
      try write(
        """
        \(eraseLine)Stopped by Ctrl-C in epoch \(stopped.epoch), after \(stopped.batch.grouped) of \
        \(stopped.batchCount.grouped) batches.

        """)
    }
    guard let (epoch, evaluation) = result.lastEvaluation else { return }
    let report = EvaluationReport(evaluation: evaluation, test: test, terminal: terminal)
    try write("\nThe \(test.count.grouped) test images after epoch \(epoch):\n\n\(report)\n")
  }

  // The last is wide enough for a rate of millions.
  private let headings = [
    "  epoch", "training loss", "test loss", "test accuracy", "  images/s",
  ]
  private var eraseRest: String { "\u{1B}[K" }
  private var eraseLine: String { terminal.isInteractive ? "\r\(eraseRest)" : "" }
}
