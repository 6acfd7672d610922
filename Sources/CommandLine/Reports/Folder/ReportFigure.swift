import SwiftGrad

/// A picture of a report, in the words of those who see it and of those who do not.
struct ReportFigure {
  /// What it shows, in the order of the page.
  enum Name: String, CaseIterable {
    case loss, accuracy, batches, confusion
    case testImages = "test-images"
    case mistakes, weights

    var fileName: String { "\(rawValue).png" }
  }

  let name: Name
  let drawing: any Figure
  /// What is to be seen, for who cannot see it.
  let alternative: String
  let caption: String

  /// Those that there is something to show in.
  static func all(of record: TrainingRecord, _ result: TrainingResult) -> [ReportFigure] {
    let curves = ReportCurves(record: record)
    let images = ReportImages(test: record.summary.plan.test, result: result)
    return [
      curves.loss, curves.accuracy, curves.batches, images.confusion, images.testImages,
      images.mistakes, images.weights,
    ].compactMap(\.self)
  }
}
