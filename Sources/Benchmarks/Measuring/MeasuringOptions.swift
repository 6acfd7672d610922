import ArgumentParser
import SwiftGrad

/// How every measurement runs and reports.
struct MeasuringOptions: ParsableArguments {
  @Flag(help: "Print one JSON object a line instead of a table.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "The most threads that the engine uses. If not given: all cores.", valueName: "n"))
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "How many rounds to take the median of. If not given: as many as take some seconds.",
      valueName: "n"))
  var rounds: Int?

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must be from 1 to 1024, not \(threads).")
    }
    if let rounds, rounds < 1 {
      throw ValidationError("--rounds must be 1 or more, not \(rounds).")
    }
  }

  /// The most threads to measure with.
  var threadCount: Int { threads ?? Tensor.threadCount }

  /// One thread and, if there are several, all of them.
  var threadCounts: [Int] { threadCount == 1 ? [1] : [1, threadCount] }
}

/// Numbers with commas between them, each in `range`; for an option's `transform`.
func wholeNumbers(in range: ClosedRange<Int>) -> @Sendable (String) throws -> [Int] {
  { text in
    try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      guard let number = Int(part), range.contains(number) else {
        throw ValidationError(
          "expected whole numbers from \(range.lowerBound) to \(range.upperBound) with commas between them, "
            + "found '\(part)'")
      }
      return number
    }
  }
}
