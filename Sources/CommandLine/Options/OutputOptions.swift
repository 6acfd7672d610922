import ArgumentParser

/// How progress is told.
struct OutputOptions: ParsableArguments {
  @Flag(
    help: """
      Print one JSON object a line for each epoch and nothing else: epoch, trainLoss, testLoss, testAccuracy, seconds \
      (training alone), imagesPerSecond. An epoch that Ctrl-C stopped has partial and batches in place of the test's.
      """)
  var json = false

  @Flag(
    help: "With --json, print a line for each batch as well: epoch, batch, loss, in full precision."
  )
  var logBatches = false

  func validate() throws {
    guard json || !logBatches else {
      throw ValidationError("--log-batches: expected --json with it, found none")
    }
  }

  func makeReporter() -> any TrainingReporter {
    json ? JSONReporter(logsBatches: logBatches) : TextReporter()
  }
}
