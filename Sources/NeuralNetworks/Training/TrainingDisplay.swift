import Foundation

/// What training shows on standard output, in Keras' words 'auto', 0, 1 and 2.
public enum Verbosity: Hashable, Sendable, CaseIterable {
  /// As ``bar`` on a terminal; nothing where a file or another program reads.
  case automatic
  /// Nothing.
  case silent
  /// A progress bar, which a line for each epoch takes the place of.
  case bar
  /// A line for each epoch.
  case lines
}

/// Shows a training to a person, in lines and a bar.
final class TrainingDisplay {
  private let showsBar: Bool
  private let showsLines: Bool
  private let line: ProgressLine

  init(
    _ verbosity: Verbosity, screen: TerminalScreen = .standardOutput,
    write: @escaping (String) -> Void = writeToStandardOutput
  ) {
    showsBar = verbosity == .bar || verbosity == .automatic && screen.isInteractive
    showsLines = showsBar || verbosity == .lines
    line = ProgressLine(screen: screen, unit: "examples", write: write)
  }

  func finishBatch(_ progress: EpochProgress) {
    // It does not throw, as what writes does not.
    if showsBar { try? line.draw(progress) }
  }

  func finishEpoch<T>(_ trainer: Trainer<T>) {
    guard showsLines else { return }
    let progress = trainer.progress
    let history = trainer.history
    var parts = ["epoch \(progress.epoch)/\(progress.epochCount)"]
    func add(_ name: String, _ number: Double?) {
      if let number { parts.append("\(name) \(number.formatted(decimals: 4))") }
    }
    add("loss", progress.meanLoss)
    for (name, mean) in progress.metrics { add(name, mean) }
    if progress.isComplete {
      add("validation loss", history.validationLoss.last)
      for (name, _) in progress.metrics {
        add("validation \(name)", history[validation: name].last)
      }
    }
    parts.append("\(ProgressBar.clock(progress.seconds))  \(progress.rate) examples/s")
    try? line.replace(with: parts.joined(separator: "  "))
  }
}

private func writeToStandardOutput(_ text: String) {
  print(text, terminator: "")
  // A line that is not ended would stay in the buffer.
  fflush(nil)
}
