import Foundation
import SwiftGrad

/// The page of a report: one file with its pictures inside, that needs neither network nor script.
struct ReportPage {
  /// A figure as it was drawn for light and for dark screens, as PNG.
  struct Picture {
    let figure: ReportFigure
    let light: Data
    let dark: Data
  }

  let record: TrainingRecord
  let result: TrainingResult
  var pictures: [Picture] = []

  var html: String {
    String(decoding: PackageResources.report_html, as: UTF8.self).fillingPlaces([
      "title": "Training on \(record.summary.plan.training.name)".xmlEscaped,
      "outcome": outcome.map { "<p>\($0.xmlEscaped)</p>" }.joined(separator: "\n"),
      "settings": settings.map { name, text in
        "<div><dt>\(name.xmlEscaped)</dt><dd>\(text.xmlEscaped)</dd></div>"
      }.joined(separator: "\n"),
      "sections": [
        section("How it learned", [.loss, .accuracy, .batches]),
        section("What it recognizes", [.testImages, .confusion, .mistakes]),
        section("What it looks for", [.weights]),
      ].joined(separator: "\n"),
      "epochs": record.epochs.map(row).joined(separator: "\n"),
    ])
  }

  /// What came of it, a sentence each.
  private var outcome: [String] {
    var sentences: [String] = []
    if let (epoch, evaluation) = result.lastEvaluation {
      let right = Int((evaluation.accuracy * Double(evaluation.labels.count)).rounded())
      sentences.append(
        """
        After \(epoch == 1 ? "1 epoch" : "\(epoch.grouped) epochs") the network classifies \
        \(right.grouped) of \(evaluation.labels.count.grouped) test images correctly: \(evaluation.accuracy.percent).
        """)
    }
    if let stopped = result.stopped {
      sentences.append(
        """
        Training was stopped in epoch \(stopped.epoch) of \(stopped.epochCount), after \(stopped.batch.grouped) of \
        \(stopped.batchCount?.grouped ?? "?") batches.
        """)
    }
    return sentences
  }

  private var settings: [(name: String, text: String)] {
    var settings = record.summary.lines
    let seconds = record.seconds.formatted(decimals: 2)
    settings.append(("training time", "\(seconds) s, evaluation excluded"))
    if let (_, evaluation) = result.lastEvaluation {
      settings.append(("test accuracy", evaluation.accuracy.percent))
    }
    return settings
  }

  /// Nothing where there is no picture to show.
  private func section(_ heading: String, _ names: [ReportFigure.Name]) -> String {
    let shown = names.compactMap { name in pictures.first { $0.figure.name == name } }
    guard !shown.isEmpty else { return "" }
    let figures = shown.map(\.html).joined(separator: "\n")
    return "<section>\n<h2>\(heading)</h2>\n<div class=\"figures\">\n\(figures)\n</div>\n</section>"
  }

  private func row(_ epoch: EpochResult) -> String {
    let training = epoch.training
    let test = epoch.evaluation
    let cells: [String] = [
      "\(training.epoch)", training.meanLoss.fourDecimals,
      training.accuracy.map(\.percent) ?? "–",
      test?.meanLoss.fourDecimals ?? "–",
      (test?.accuracy).map(\.percent) ?? "partial",
      training.seconds.formatted(decimals: 2),
    ]
    return "<tr>\(cells.map { "<td>\($0)</td>" }.joined())</tr>"
  }
}

extension ReportPage.Picture {
  fileprivate var html: String {
    let alternative = figure.alternative.xmlEscaped
    return """
      <figure class="\(figure.name.rawValue)">
      <picture><source media="(prefers-color-scheme: dark)" srcset="\(Self.address(of: dark))"><img src="\
      \(Self.address(of: light))" alt="\(alternative)"></picture>
      <figcaption>\(figure.caption.xmlEscaped)</figcaption>
      </figure>
      """
  }

  private static func address(of picture: Data) -> String {
    "data:image/png;base64,\(picture.base64EncodedString())"
  }
}
