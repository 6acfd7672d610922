import SwiftGrad

/// A network in training on one engine.
final class TrainingRun<T: DifferentiableTensor> {
  let plan: TrainingPlan
  let model: MLP<T>
  private let optimizer: Optimizer<T>
  private let trainingBatches: DataLoader<ImageTensors<T>>
  private let testBatches: DataLoader<ImageTensors<T>>

  init(_ plan: TrainingPlan) {
    self.plan = plan
    model = MLP(
      sizes: plan.layerSizes, activation: plan.activation.operation, seed: plan.seed)
    optimizer = plan.optimizer.makeOptimizer(for: model.parameters)
    trainingBatches = DataLoader(
      plan.training.as(T.self), batchSize: plan.batchSize, shuffleSeed: plan.seed)
    testBatches = DataLoader(plan.test.as(T.self), batchSize: plan.batchSize)
  }

  /// Trains and evaluates epoch by epoch, and stops after the current batch once `shouldStop` is true.
  ///
  /// - Parameter isDetailed: whether the training accuracy is measured, and the result has weights and probabilities.
  func run(
    reportingTo reporter: any TrainingReporter, inDetail isDetailed: Bool = false,
    shouldStop: () -> Bool = { false }
  ) throws -> TrainingResult {
    var result = TrainingResult()
    let trainer = Trainer(model, optimizer)
    try trainer.run(
      trainingBatches, loss: { crossEntropy($0, $1) }, epochs: plan.epochs,
      metrics: isDetailed ? [.accuracy] : [], batchCount: trainingBatches.batchCount,
      exampleCount: trainingBatches.exampleCount,
      evaluate: { trainer in
        guard let test = evaluate(inDetail: isDetailed, unless: shouldStop) else {
          trainer.stop()
          return nil
        }
        result.probabilities = test.probabilities
        return test.evaluation
      },
      shouldStop: shouldStop,
      onEpoch: { trainer, evaluation in
        try reporter.finishEpoch(
          EpochResult(
            training: trainer.progress, evaluation: evaluation, peakMemory: peakMemory()))
        if let evaluation { result.lastEvaluation = (trainer.progress.epoch, evaluation) }
      },
      onBatch: { try reporter.finishBatch($0.progress) })
    if trainer.isStopped || !trainer.progress.isComplete { result.stopped = trainer.progress }
    if isDetailed { result.firstWeights = firstWeights }
    return result
  }

  /// The evaluation on the test images, or nil if `shouldStop` before they are done.
  private func evaluate(
    inDetail isDetailed: Bool, unless shouldStop: () -> Bool
  ) -> (evaluation: Evaluation, probabilities: [[Double]])? {
    withoutActuallyEscaping(shouldStop) { shouldStop in
      let batches = testBatches.lazy.prefix { _ in !shouldStop() }
      var probabilities: [[Double]] = []
      let evaluation = SwiftGrad.evaluate(model, on: batches) { logits, labels in
        if isDetailed { probabilities += rows(of: logits.softmax(axis: 1)) }
        return crossEntropy(logits, labels)
      }
      return evaluation.labels.count == plan.test.count ? (evaluation, probabilities) : nil
    }
  }

  /// The weights of each unit of the first layer, one a pixel.
  private var firstWeights: [[Double]] {
    (model[0] as? Linear<T>).map { rows(of: $0.weight) } ?? []
  }

  private func rows(of matrix: T) -> [[Double]] {
    let (numbers, width) = (matrix.doubles, matrix.shape[1])
    return stride(from: 0, to: numbers.count, by: width).map { Array(numbers[$0..<$0 + width]) }
  }
}

/// What a training has come to.
struct TrainingResult {
  /// The last evaluation on the test images, and the epoch it followed.
  var lastEvaluation: (epoch: Int, evaluation: Evaluation)?
  /// How far the epoch came in which it was stopped; nil if it came to its end.
  var stopped: EpochProgress?
  /// The probabilities of all classes for each test image of the last evaluation; empty unless details were asked for.
  var probabilities: [[Double]] = []
  /// The weights of each unit of the first layer at the end; empty unless details were asked for.
  var firstWeights: [[Double]] = []
}
