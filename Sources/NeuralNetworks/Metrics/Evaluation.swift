import Autograd

/// How a model does on data it is not trained on.
public struct Evaluation: Sendable {
  /// The mean loss over all rows; NaN for none.
  public let meanLoss: Double
  /// The class that a classifier prefers for each row, in order; empty for other models.
  public let predictions: [Int]
  /// The class of each row, in order; empty where targets are no classes.
  public let labels: [Int]
  /// The metrics that were asked for by their names, each its mean over all rows.
  public var metrics: [String: Double] = [:]

  /// The part of the predictions that is right, from 0 to 1; NaN for none.
  public var accuracy: Double { NeuralNetworks.accuracy(of: predictions, labels) }

  /// How often each class was taken for each other.
  public func confusionMatrix(classNames: [String]) -> ConfusionMatrix {
    ConfusionMatrix(predictions: predictions, labels: labels, classNames: classNames)
  }
}

/// Runs a classifier over batches in evaluation mode and without recording.
///
///     let result = evaluate(model, on: DataLoader(test.as(Tensor.self), batchSize: 256))
///     print(result.meanLoss, result.accuracy)
///
/// - Parameters:
///   - model: gives logits `[rows, classes]`.
///   - batches: inputs, and the class of each row.
///   - loss: the mean loss of a batch; the cross-entropy if not given.
public func evaluate<T: DifferentiableTensor>(
  _ model: any Module<T>, on batches: some Sequence<(inputs: T, targets: [Int])>,
  loss: (T, [Int]) -> T = { crossEntropy($0, $1) }
) -> Evaluation {
  var predictions: [Int] = []
  var labels: [Int] = []
  let means = meansOfRows(of: model, on: batches, count: 1) { logits, targets in
    predictions += logits.argmax(axis: 1)
    labels += targets
    return [loss(logits, targets).item]
  }
  return Evaluation(meanLoss: means[0], predictions: predictions, labels: labels)
}

/// Runs a model over batches in evaluation mode and without recording.
///
///     let result = evaluate(model, on: testBatches, loss: { meanSquaredError($0, $1) })
///     print(result.meanLoss)
///
/// - Parameters:
///   - model: any; put back into its own mode afterwards.
///   - batches: inputs, with the rows of a batch along their first axis, and what is to come of them.
///   - loss: the mean loss of a batch.
///   - metrics: what else is measured.
public func evaluate<T: DifferentiableTensor, Targets>(
  _ model: any Module<T>, on batches: some Sequence<(inputs: T, targets: Targets)>,
  loss: (T, Targets) -> T, metrics: [Metric<T, Targets>] = []
) -> Evaluation {
  let means = meansOfRows(of: model, on: batches, count: 1 + metrics.count) { outputs, targets in
    [loss(outputs, targets).item] + metrics.map { $0(outputs, targets) }
  }
  return Evaluation(
    meanLoss: means[0], predictions: [], labels: [],
    metrics: Dictionary(zip(metrics.map(\.name), means.dropFirst())) { $1 })
}

/// The means over all rows of the `count` numbers that `measure` tells of a batch.
private func meansOfRows<T: DifferentiableTensor, Targets>(
  of model: any Module<T>, on batches: some Sequence<(inputs: T, targets: Targets)>, count: Int,
  measure: (T, Targets) -> [Double]
) -> [Double] {
  var means = RowMeans(count: count)
  model.inEvaluationMode {
    for (inputs, targets) in batches {
      withoutGradient {
        means.add(measure(model(inputs), targets), rowCount: inputs.shape.first ?? 1)
      }
    }
  }
  return means.means
}
