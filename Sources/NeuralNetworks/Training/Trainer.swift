import Autograd

/// A training under way: the loop that ``Module/fit(_:loss:optimizer:epochs:validation:metrics:schedule:callbacks:verbose:)`` runs,
/// and what its callbacks see of it.
///
/// Where `fit` has too many opinions, it runs by itself: it shows nothing, and what it is given may throw.
///
///     let trainer = Trainer(model, optimizer)
///     try trainer.run(
///       batches, loss: { crossEntropy($0, $1) }, epochs: 5,
///       onEpoch: { trainer, _ in try log.write("\(trainer.progress.meanLoss)\n") },
///       onBatch: { _ in })
public final class Trainer<T: DifferentiableTensor> {
  /// What is trained.
  public let model: any Module<T>
  /// What changes its parameters.
  public let optimizer: Optimizer<T>
  /// What the epochs so far have come to.
  public private(set) var history = TrainingHistory()
  /// How far the current epoch is, or the last one was when training ended.
  public private(set) var progress = EpochProgress(epoch: 0, epochCount: 0)
  /// Whether ``stop()`` was called since training began.
  public private(set) var isStopped = false

  /// Creates the trainer of a model; the optimizer has its parameters.
  public init(_ model: any Module<T>, _ optimizer: Optimizer<T>) {
    self.model = model
    self.optimizer = optimizer
  }

  /// Ends training after the current batch; at the end of an epoch, after what is still to be done there.
  public func stop() { isStopped = true }

  /// Trains epoch by epoch: forward, loss, backward and a step of the optimizer for each batch.
  ///
  /// Traps on fewer than 1 epoch, and when an epoch finds no batch: some sequences can be gone through only once.
  ///
  /// - Parameters:
  ///   - batches: inputs, with the examples of a batch along their first axis, and what is to come of them.
  ///   - loss: the mean loss of a batch, a single number.
  ///   - epochs: how many times all batches are learned from.
  ///   - metrics: what is measured beside the loss.
  ///   - batchCount: how many batches an epoch has, where the sequence does not tell, for ``EpochProgress``.
  ///   - exampleCount: how many examples an epoch has.
  ///   - evaluate: called after each epoch that was not cut short; what it returns goes into the history.
  ///   - shouldStop: asked before each batch; where it is true, the epoch is cut short and training ends.
  ///   - onEpoch: called after each epoch of at least a batch, with what `evaluate` returned.
  ///   - onBatch: called after each batch.
  public func run<Targets>(
    _ batches: some Sequence<(inputs: T, targets: Targets)>, loss: (T, Targets) -> T, epochs: Int,
    metrics: [Metric<T, Targets>] = [], batchCount: Int? = nil, exampleCount: Int? = nil,
    evaluate: (Trainer) -> Evaluation? = { _ in nil },
    shouldStop: () -> Bool = { false },
    onEpoch: (Trainer, Evaluation?) throws -> Void,
    onBatch: (Trainer) throws -> Void
  ) rethrows {
    require(epochs > 0, "Trainer: the epochs must be at least 1, not \(epochs)")
    isStopped = false
    var batchCount =
      batchCount ?? (batches.underestimatedCount > 0 ? batches.underestimatedCount : nil)
    for epoch in 1...epochs {
      progress = EpochProgress(
        epoch: epoch, epochCount: epochs, batchCount: batchCount, exampleCount: exampleCount)
      try runEpoch(batches, loss: loss, metrics: metrics, shouldStop: shouldStop, onBatch: onBatch)
      require(
        progress.batch > 0 || !progress.isComplete,
        """
        Trainer: expected batches in epoch \(epoch), found none\
        \(epoch > 1 ? "; a sequence must be one that can be gone through again, such as an array" : "")
        """)
      if progress.batch > 0 { history.add(progress, learningRate: optimizer.learningRate) }
      let evaluation = progress.isComplete ? evaluate(self) : nil
      if let evaluation { history.add(evaluation) }
      if progress.batch > 0 { try onEpoch(self, evaluation) }
      if isStopped || !progress.isComplete { return }
      batchCount = progress.batch
    }
  }

  private func runEpoch<Targets>(
    _ batches: some Sequence<(inputs: T, targets: Targets)>, loss: (T, Targets) -> T,
    metrics: [Metric<T, Targets>], shouldStop: () -> Bool, onBatch: (Trainer) throws -> Void
  ) rethrows {
    var means = RowMeans(count: metrics.count)
    let clock = ContinuousClock()
    let start = clock.now
    for (inputs, targets) in batches {
      if isStopped || shouldStop() { return }
      let outputs = model(inputs)
      let loss = loss(outputs, targets)
      let exampleCount = inputs.shape.first ?? 1
      if !metrics.isEmpty {
        means.add(metrics.map { $0(outputs, targets) }, rowCount: exampleCount)
        progress.metrics = zip(metrics, means.means).map { ($0.name, $1) }
      }
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
      progress.finishBatch(
        loss: loss.item, exampleCount: exampleCount, elapsed: clock.now - start)
      try onBatch(self)
    }
    progress.isComplete = true
  }
}
