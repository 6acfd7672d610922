import Autograd

/// The part of the rows whose largest logit stands at their label, from 0 to 1; NaN for no rows.
///
/// - Parameters:
///   - logits: `[rows, classes]`; probabilities do as well.
///   - labels: the class of each row, from 0; traps unless there is one for each row.
public func accuracy<T: DifferentiableTensor>(_ logits: T, _ labels: [Int]) -> Double {
  require(
    logits.rank == 2 && logits.shape[0] == labels.count,
    "accuracy: \(labels.count) labels do not fit logits of shape \(logits.shape)")
  return accuracy(of: logits.argmax(axis: 1), labels)
}

func accuracy(of predictions: [Int], _ labels: [Int]) -> Double {
  let correct = zip(predictions, labels).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
  return Double(correct) / Double(labels.count)
}
