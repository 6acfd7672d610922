import SwiftGrad

/// Reports a training to a person: a line an epoch, and a progress bar where the output is a terminal.
final class TextReporter: TrainingReporter {
  private let terminal: Terminal
  private let write: (String) throws -> Void
  private let line: ProgressLine

  init(
    terminal: Terminal = .standardOutput,
    write: @escaping (String) throws -> Void = writeToStandardOutput
  ) {
    self.terminal = terminal
    self.write = write
    line = ProgressLine(screen: terminal.screen, unit: "images", write: write)
  }

  func begin(_ summary: TrainingSummary) throws {
    try write("\(summary)\n\n")
    try writeRow(headings)
  }

  func finishBatch(_ progress: EpochProgress) throws { try line.draw(progress) }

  func finishEpoch(_ result: EpochResult) throws {
    let training = result.training
    try writeRow([
      "\(training.epoch)/\(training.epochCount)",
      training.meanLoss.fourDecimals,
      result.evaluation.map { $0.meanLoss.fourDecimals } ?? "–",
      result.evaluation.map { $0.accuracy.percent } ?? "partial",
      training.rate,
    ])
  }

  /// Writes cells under their headings, over the progress bar.
  private func writeRow(_ cells: [String]) throws {
    let row = zip(headings, cells).map { heading, cell in
      String(repeating: " ", count: max(heading.count - cell.count, 0)) + cell
    }
    try line.replace(with: row.joined(separator: "  "))
  }

  func end(_ result: TrainingResult, test: ImageDataset) throws {
    if let stopped = result.stopped {
      try line.replace(
        with: """
          Stopped by Ctrl-C in epoch \(stopped.epoch), after \(stopped.batch.grouped) of \
          \(stopped.batchCount?.grouped ?? "?") batches.
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
}

extension Double {
  var fourDecimals: String { formatted(decimals: 4) }
  /// A part from 0 to 1.
  var percent: String { "\((self * 100).formatted(decimals: 2)) %" }
}
