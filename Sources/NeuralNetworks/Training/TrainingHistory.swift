/// What training has come to, epoch by epoch.
///
///     let history = model.fit(…, epochs: 5, validation: testBatches, metrics: [.accuracy])
///     print(history.loss)                 // five numbers
///     print(history.validationAccuracy)   // five more
///
/// An epoch that was stopped before its end has its loss and metrics so far, and none of the validation data.
public struct TrainingHistory: Sendable {
  /// The mean training loss of each epoch, of every example as it was when its batch was trained on.
  public private(set) var loss: [Double] = []
  /// The mean loss on the validation data after each epoch; empty without such data.
  public private(set) var validationLoss: [Double] = []
  /// The learning rate with which each epoch ended.
  public private(set) var learningRate: [Double] = []
  /// How long each epoch was trained, validation excluded.
  public private(set) var seconds: [Double] = []
  private var metrics: [String: [Double]] = [:]
  private var validationMetrics: [String: [Double]] = [:]

  /// How many epochs were begun.
  public var epochCount: Int { loss.count }
  /// The mean of a metric in each epoch, on the training data; empty for one that was not asked for.
  public subscript(_ metric: String) -> [Double] { metrics[metric] ?? [] }
  /// The mean of a metric after each epoch, on the validation data; empty for one that was not asked for.
  public subscript(validation metric: String) -> [Double] { validationMetrics[metric] ?? [] }
  /// The training accuracy of each epoch; empty unless ``Metric/accuracy`` is among the metrics.
  public var accuracy: [Double] { self["accuracy"] }
  /// The accuracy on the validation data after each epoch; empty unless ``Metric/accuracy`` is among the metrics.
  public var validationAccuracy: [Double] { self[validation: "accuracy"] }

  mutating func add(_ progress: EpochProgress, learningRate: Double) {
    loss.append(progress.meanLoss)
    seconds.append(progress.seconds)
    self.learningRate.append(learningRate)
    for (name, mean) in progress.metrics { metrics[name, default: []].append(mean) }
  }

  mutating func add(_ evaluation: Evaluation) {
    validationLoss.append(evaluation.meanLoss)
    for (name, mean) in evaluation.metrics {
      validationMetrics[name, default: []].append(mean)
    }
  }
}
