import Autograd

/// How a classifier does on data it is not trained on.
public struct Evaluation: Sendable {
  /// The mean loss over all rows; NaN for none.
  public let meanLoss: Double
  /// The class that the model prefers for each row, in order.
  public let predictions: [Int]
  /// The class of each row, in order.
  public let labels: [Int]

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
  var total = 0.0
  var predictions: [Int] = []
  var labels: [Int] = []
  model.inEvaluationMode {
    for (inputs, targets) in batches {
      withoutGradient {
        let logits = model(inputs)
        total += loss(logits, targets).item * Double(targets.count)
        predictions += logits.argmax(axis: 1)
      }
      labels += targets
    }
  }
  return Evaluation(
    meanLoss: total / Double(labels.count), predictions: predictions, labels: labels)
}
