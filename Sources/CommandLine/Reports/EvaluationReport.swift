import SwiftGrad

/// Where a network goes wrong: a confusion matrix, and some of the images that it takes for something else.
struct EvaluationReport: CustomStringConvertible {
  let evaluation: Evaluation
  let test: ImageDataset
  let terminal: Terminal

  var description: String { "\(matrix)\n\n\(mistakes)" }

  /// A row for each class and a column for each prediction; by number, with a legend, where the names take too much room.
  var matrix: String {
    let heading = "label ↓  prediction →\n"
    let named = "\(evaluation.confusionMatrix(classNames: test.classNames))"
    let width = named.split(separator: "\n").map(\.count).max() ?? 0
    guard width > terminal.width else { return heading + named }
    let numbers = test.classNames.indices.map(String.init)
    let legend = zip(numbers, test.classNames).map { "\($0) \($1)" }.joined(separator: ", ")
    return "\(heading)\(evaluation.confusionMatrix(classNames: numbers))\n(\(legend))"
  }

  /// The first mistakes, two rows of as many as the terminal is wide enough for.
  var mistakes: String {
    let wrong = test.labels.indices.filter { evaluation.predictions[$0] != test.labels[$0] }
    let heading = "Wrong predictions: \(wrong.count.grouped) of \(test.count.grouped)"
    let perRow = min((terminal.width + gap.count) / (test.columns + gap.count), 4)
    guard perRow > 0, !wrong.isEmpty else { return heading }
    let shown = Array(wrong.prefix(2 * perRow))
    let rows = stride(from: 0, to: shown.count, by: perRow).map { start in
      pictures(of: shown[start..<min(start + perRow, shown.count)])
    }
    return "\(heading); the first, as label → prediction:\n\n" + rows.joined(separator: "\n\n")
  }

  /// Test images side by side, each under its label and prediction.
  private func pictures(of indices: ArraySlice<Int>) -> String {
    let pictures = indices.map { index in
      let label = test.classNames[test.labels[index]]
      let caption = "\(label) → \(test.classNames[evaluation.predictions[index]])"
      let padding = String(repeating: " ", count: max(test.columns - caption.count, 0))
      return [caption + padding] + test[index].terminalLines(style: terminal.imageStyle)
    }
    let lineCount = pictures.first?.count ?? 0
    return (0..<lineCount).map { line in
      pictures.map { $0[line] }.joined(separator: gap).replacing(/\ +$/, with: "")
    }.joined(separator: "\n")
  }

  private var gap: String { "  " }
}
