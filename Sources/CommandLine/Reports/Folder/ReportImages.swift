import SwiftGrad

/// The figures of a report that show what the network has learned.
struct ReportImages {
  let test: ImageDataset
  let result: TrainingResult

  private var evaluation: Evaluation? { result.lastEvaluation?.evaluation }

  /// How often each class was taken for each; nil without an evaluation.
  var confusion: ReportFigure? {
    guard let evaluation else { return nil }
    let names = test.classNames
    let counts = evaluation.confusionMatrix(classNames: names).counts
    let mistakes = counts.indices.flatMap { label in
      counts.indices.filter { $0 != label }.map { (label, $0, counts[label][$0]) }
    }.sorted { $0.2 > $1.2 }
    // Beside the diagonal, all mistakes would have the colour of none.
    let most = Double(max(mistakes.first?.2 ?? 0, 1))
    let plot = Plot("Confusion matrix", x: "prediction", y: "label") {
      Heatmap(
        counts, rows: names, columns: names, limits: 0...most * 1.3, values: true,
        colorBar: false)
    }.size(width: 600, height: 540)
    let frequent = mistakes.prefix(3).filter { $0.2 > 0 }.map {
      "\(names[$0]) as \(names[$1]) (\($2.times))"
    }
    let confused =
      frequent.isEmpty ? "" : " Most often confused: \(frequent.joined(separator: ", "))."
    return ReportFigure(
      name: .confusion, drawing: plot,
      alternative: "How often each of \(names.count) classes was taken for each.\(confused)",
      caption: """
        A row for each label, a column for each prediction: what is right stands on the diagonal. The colours are made to \
        tell common mistakes from rare ones.\(confused)
        """)
  }

  /// The first test images as they were read; nil without an evaluation.
  var testImages: ReportFigure? {
    guard let evaluation else { return nil }
    let shown = Array(test.labels.indices.prefix(5 * perRow))
    let wrong = shown.filter { evaluation.predictions[$0] != test.labels[$0] }
    return ReportFigure(
      name: .testImages,
      drawing: grid("The first test images", shown, marked: Set(wrong)) {
        caption(of: $0, evaluation)
      },
      alternative: """
        \(shown.count) test images with label and prediction; wrong are \
        \(wrong.isEmpty ? "none" : wrong.map { caption(of: $0, evaluation) }.joined(separator: ", ")).
        """,
      caption: """
        Label → prediction. \(wrong.isEmpty ? "All \(shown.count) are right." : "The wrong ones are framed.")
        """)
  }

  /// The mistakes in which the right answer had the least probability; nil without any.
  var mistakes: ReportFigure? {
    guard let evaluation else { return nil }
    let wrong = test.labels.indices.filter { evaluation.predictions[$0] != test.labels[$0] }
    func probability(_ index: Int, of label: Int) -> Double {
      let number = result.probabilities[index][label]
      return number.isNaN ? 0 : number
    }
    let worst = wrong.map { (index: $0, right: probability($0, of: test.labels[$0])) }
      .sorted { ($0.right, $0.index) < ($1.right, $1.index) }.prefix(3 * perRow).map(\.index)
    guard !worst.isEmpty else { return nil }
    return ReportFigure(
      name: .mistakes,
      drawing: grid("The worst mistakes", worst, marked: []) { index in
        let sure = probability(index, of: evaluation.predictions[index]) * 100
        return "\(caption(of: index, evaluation)), \(sure.formatted(decimals: 0))\u{A0}%"
      },
      alternative: """
        The \(worst.count) worst of \(wrong.count.grouped) mistakes, beginning with \(caption(of: worst[0], evaluation)).
        """,
      caption: """
        Label → prediction, with the probability that the network gave its prediction. Of \(wrong.count.grouped) mistakes \
        they are those in which it gave the label the least.
        """)
  }

  /// What units of the first layer look at; nil where nothing is known of it.
  var weights: ReportFigure? {
    let shown = Array(result.firstWeights.prefix(40))
    let magnitudes = shown.joined().map(abs).filter(\.isFinite).sorted()
    guard let largest = magnitudes.last else { return nil }
    // A few large ones would leave the others without colour.
    let limit = max(magnitudes[magnitudes.count * 199 / 200], largest / 10)
    return ReportFigure(
      name: .weights,
      drawing: ImageGrid(
        shown, width: test.columns, limits: -limit...limit, columns: 8,
        title: "Weights of the first layer", colors: .diverging),
      alternative: """
        The weights of \(shown.count) units as images of \(test.columns) × \(test.rows) pixels, red for positive and \
        blue for negative ones.
        """,
      caption: """
        What \(shown.count) of \(result.firstWeights.count.grouped) units look for: ink where weights are red drives the \
        unit up, where they are blue, down. Noise all over is what training has left as it began.
        """)
  }

  // Long names need room.
  private var perRow: Int { test.classNames.contains { $0.count > 5 } ? 5 : 8 }

  private func grid(
    _ title: String, _ indices: [Int], marked: Set<Int>, caption: (Int) -> String
  ) -> ImageGrid {
    ImageGrid(
      indices.map { test[$0].pixels }, width: test.columns, limits: 0...255, columns: perRow,
      title: title, captions: indices.map(caption),
      marked: Set(indices.indices.filter { marked.contains(indices[$0]) }))
  }

  private func caption(of index: Int, _ evaluation: Evaluation) -> String {
    let (label, prediction) = (test.labels[index], evaluation.predictions[index])
    return "\(test.classNames[label]) → \(test.classNames[prediction])"
  }
}

extension Int {
  fileprivate var times: String { self == 1 ? "once" : "\(grouped) times" }
}
