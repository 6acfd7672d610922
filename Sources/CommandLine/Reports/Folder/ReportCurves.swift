import SwiftGrad

/// The figures of a report that show how training went.
struct ReportCurves {
  let record: TrainingRecord

  /// Loss by epoch; nil where no epoch came to its end.
  var loss: ReportFigure? {
    figure(
      .loss, "Loss", y: "cross-entropy", \.meanLoss, \.meanLoss, format: { $0.fourDecimals },
      caption: """
        The loss on the training images, each as it was when it was learned from, and on the test images at the end of \
        the epoch. Where the two part, the network learns the training images by heart.
        """)
  }

  /// Accuracy by epoch; nil where no epoch came to its end.
  var accuracy: ReportFigure? {
    figure(
      .accuracy, "Accuracy", y: "accuracy in %", { ($0.accuracy ?? .nan) * 100 },
      { $0.accuracy * 100 }, format: { ($0 / 100).percent },
      caption: """
        The part of the training images that was classified correctly, each before it was learned from, and of the test \
        images at the end of the epoch.
        """)
  }

  private func figure(
    _ name: ReportFigure.Name, _ title: String, y: String,
    _ training: (EpochProgress) -> Double, _ test: (Evaluation) -> Double,
    format: (Double) -> String, caption: String
  ) -> ReportFigure? {
    let epochs = record.epochs.filter(\.training.isComplete)
    let trained = epochs.map { (epoch: $0.training.epoch, number: training($0.training)) }
    let tested = epochs.compactMap { epoch in
      epoch.evaluation.map { (epoch: epoch.training.epoch, number: test($0)) }
    }
    guard !trained.isEmpty else { return nil }
    // More of them would run into each other.
    let hasMarkers = trained.count <= 20
    let plot = Plot(title, x: "epoch", y: y) {
      for (name, numbers) in [("training", trained), ("test", tested)] {
        Line(
          x: numbers.map(\.epoch), y: numbers.map(\.number), label: name, markers: hasMarkers)
      }
    }.xAxis(wholeNumbers: true).size(width: 400, height: 300)
    let courses = [("training", trained), ("test", tested)].compactMap { name, numbers in
      numbers.first.flatMap { first in
        numbers.last.map { "\(name) from \(format(first.number)) to \(format($0.number))" }
      }
    }
    return ReportFigure(
      name: name, drawing: plot,
      alternative: "\(title) by epoch: \(courses.joined(separator: ", ")).", caption: caption)
  }

  /// The loss batch by batch, some of them taken together; nil where that is no curve.
  var batches: ReportFigure? {
    let batches = record.batches
    guard batches.count > 1 else { return nil }
    let size = (batches.count + 199) / 200
    let groups = stride(from: 0, to: batches.count, by: size).map {
      batches[$0..<min($0 + size, batches.count)]
    }
    let times = groups.map { $0.reduce(0) { $0 + $1.time } / Double($0.count) }
    let means = groups.map { $0.reduce(0) { $0 + $1.loss } / Double($0.count) }
    // A logarithmic axis has no 0, to which a loss in 32 bits may be rounded.
    let least = batches.lazy.map(\.loss).filter { $0 > 0 }.min() ?? 0
    let plot = Plot("Loss batch by batch", x: "epoch", y: "cross-entropy") {
      if size > 1 {
        Band(
          x: times, lower: groups.map { max($0.map(\.loss).min() ?? .nan, least) },
          upper: groups.map { $0.map(\.loss).max() ?? .nan }, label: "lowest to highest",
          color: .blue)
      }
      Line(
        x: times, y: means, label: size > 1 ? "mean of \(size) batches" : nil, color: .blue,
        width: 1.5)
    }.yAxis(scale: .log).size(width: 800, height: 300)
    return ReportFigure(
      name: .batches, drawing: plot,
      alternative: """
        Loss of \(batches.count.grouped) batches, from \(batches[0].loss.fourDecimals) to \
        \(means[means.count - 1].fourDecimals) at the end.
        """,
      caption: """
        The loss of the batches as they came\(size > 1 ? ", \(size) taken together" : ""), on a logarithmic scale. A \
        learning rate that is too high shows as a curve that leaps, one that is too low as a curve that hardly falls.
        """)
  }
}
