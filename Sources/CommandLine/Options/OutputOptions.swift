import ArgumentParser
import FileOutput

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

  @Option(
    help: ArgumentHelp(
      """
      Leave a report in a folder: index.html with curves, mistakes and weights, the pictures, and history.csv. Pictures \
      are drawn by gnuplot.
      """, valueName: "folder"))
  var report: String?

  func validate() throws {
    guard report != "" else { throw ValidationError("--report: expected a folder, found ''") }
    guard json || !logBatches else {
      throw ValidationError("--log-batches: expected --json with it, found none")
    }
  }

  /// Throws if there is to be a report, and its folder does not take it.
  func makeReporter() throws(OutputFileError) -> any TrainingReporter {
    let reporter: any TrainingReporter =
      json ? JSONReporter(logsBatches: logBatches) : TextReporter()
    guard let report else { return reporter }
    return FolderReporter(try ReportFolder(report), beside: reporter)
  }
}
