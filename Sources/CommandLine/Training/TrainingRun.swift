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
  func run(
    reportingTo reporter: any TrainingReporter, shouldStop: () -> Bool = { false }
  ) throws -> TrainingResult {
    var result = TrainingResult()
    let trainer = Trainer(model, optimizer)
    try trainer.run(
      trainingBatches, loss: { crossEntropy($0, $1) }, epochs: plan.epochs,
      batchCount: trainingBatches.batchCount, exampleCount: trainingBatches.exampleCount,
      evaluate: { trainer in
        let evaluation = evaluate(unless: shouldStop)
        if evaluation == nil { trainer.stop() }
        return evaluation
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
    return result
  }

  /// The evaluation on the test images, or nil if `shouldStop` before they are done.
  private func evaluate(unless shouldStop: () -> Bool) -> Evaluation? {
    withoutActuallyEscaping(shouldStop) { shouldStop in
      let batches = testBatches.lazy.prefix { _ in !shouldStop() }
      let evaluation = SwiftGrad.evaluate(model, on: batches)
      return evaluation.labels.count == plan.test.count ? evaluation : nil
    }
  }
}

/// What a training has come to.
struct TrainingResult {
  /// The last evaluation on the test images, and the epoch it followed.
  var lastEvaluation: (epoch: Int, evaluation: Evaluation)?
  /// How far the epoch came in which it was stopped; nil if it came to its end.
  var stopped: EpochProgress?
}
