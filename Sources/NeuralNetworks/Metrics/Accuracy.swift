import Autograd

/// The part of the rows whose largest logit stands at their label, from 0 to 1; NaN for no rows.
///
/// - Parameters:
///   - logits: `[rows, classes]`; probabilities do as well.
///   - labels: the class of each row, from 0; traps unless there is one for each row.
public func accuracy<T: DifferentiableTensor>(_ logits: T, _ labels: [Int]) -> Double {
  accuracy(of: predictions(logits, labels, "accuracy"), labels)
}

/// How many rows have their largest logit at their label. In PyTorch `(logits.argmax(1) == labels).sum()`.
///
///     correct += correctCount(model(images), labels)
///
/// - Parameters:
///   - logits: `[rows, classes]`; probabilities do as well.
///   - labels: the class of each row, from 0; traps unless there is one for each row.
public func correctCount<T: DifferentiableTensor>(_ logits: T, _ labels: [Int]) -> Int {
  correctCount(of: predictions(logits, labels, "correctCount"), labels)
}

func accuracy(of predictions: [Int], _ labels: [Int]) -> Double {
  Double(correctCount(of: predictions, labels)) / Double(labels.count)
}

private func correctCount(of predictions: [Int], _ labels: [Int]) -> Int {
  zip(predictions, labels).count { $0 == $1 }
}

/// The class with the largest logit, row by row.
private func predictions<T: DifferentiableTensor>(
  _ logits: T, _ labels: [Int], _ operation: String
) -> [Int] {
  require(
    logits.rank == 2 && logits.shape[0] == labels.count,
    "\(operation): \(labels.count) labels do not fit logits of shape \(logits.shape)")
  return logits.argmax(axis: 1)
}
