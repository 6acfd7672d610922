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
    for epoch in 1...plan.epochs {
      let progress = try train(epoch, reportingTo: reporter, shouldStop: shouldStop)
      let evaluation = progress.isComplete ? evaluate(unless: shouldStop) : nil
      if progress.batch > 0 {
        try reporter.finishEpoch(
          EpochResult(training: progress, evaluation: evaluation, peakMemory: peakMemory()))
      }
      guard let evaluation else {
        result.stopped = progress
        break
      }
      result.lastEvaluation = (epoch, evaluation)
    }
    return result
  }

  private func train(
    _ epoch: Int, reportingTo reporter: any TrainingReporter, shouldStop: () -> Bool
  ) throws -> EpochProgress {
    var progress = EpochProgress(
      epoch: epoch, epochCount: plan.epochs, batchCount: trainingBatches.batchCount,
      imageCount: trainingBatches.exampleCount)
    let clock = ContinuousClock()
    let start = clock.now
    for (images, labels) in trainingBatches {
      if shouldStop() { break }
      let loss = crossEntropy(model(images), labels)
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
      progress.finishBatch(
        loss: loss.item, imageCount: labels.count, elapsed: clock.now - start)
      try reporter.finishBatch(progress)
    }
    return progress
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
