import Autograd

extension Module {
  /// Trains the model.
  ///
  ///     let batches = DataLoader(digits.as(Tensor.self), batchSize: 64, shuffleSeed: 1)
  ///     let history = model.fit(
  ///       batches, loss: { crossEntropy($0, $1) }, optimizer: Adam(model.parameters), epochs: 5,
  ///       validation: testBatches, metrics: [.accuracy])
  ///     // epoch 1/5  loss 0.4218  accuracy 0.8831  validation loss 0.2164  validation accuracy 0.9370  …
  ///
  /// It takes each batch forward, the loss backward, and the optimizer a step. A model that is in evaluation mode is switched to
  /// training; validation runs in evaluation mode and without recording. Where that is not what you need, a loop of your own is
  /// five lines (``Optimizer``), and ``Trainer`` is this loop with nothing around it.
  ///
  /// Traps on fewer than 1 epoch, on an optimizer whose parameters the loss does not reach, and on an epoch without a batch.
  ///
  /// - Parameters:
  ///   - batches: inputs, with the examples of a batch along their first axis, and what is to come of them: a data loader, or any
  ///     other sequence that can be gone through again.
  ///   - loss: the mean loss of a batch, of the model's output and the targets.
  ///   - optimizer: what changes the parameters.
  ///   - epochs: how many times all batches are learned from.
  ///   - validation: batches that the model is tried on after each epoch.
  ///   - metrics: what is measured beside the loss, on both.
  ///   - schedule: how the learning rate changes from epoch to epoch; for one that counts batches there is
  ///     ``TrainingCallback/schedule(_:each:)``.
  ///   - callbacks: what else is to be done.
  ///   - verbose: what is shown on standard output.
  /// - Returns: losses and metrics, epoch by epoch.
  @discardableResult
  public func fit<Targets>(
    _ batches: some Sequence<(inputs: TensorType, targets: Targets)>,
    loss: (TensorType, Targets) -> TensorType, optimizer: Optimizer<TensorType>, epochs: Int = 1,
    validation: (any Sequence<(inputs: TensorType, targets: Targets)>)? = nil,
    metrics: [Metric<TensorType, Targets>] = [], schedule: LearningRateSchedule? = nil,
    callbacks: [TrainingCallback<TensorType>] = [], verbose: Verbosity = .automatic
  ) -> TrainingHistory {
    let trainer = Trainer(self, optimizer)
    let display = TrainingDisplay(verbose)
    let callbacks = callbacks + (schedule.map { [.schedule($0)] } ?? [])
    if !isTraining { setTraining(true) }
    for callback in callbacks { callback.begin?(trainer) }
    trainer.run(
      batches, loss: loss, epochs: epochs, metrics: metrics,
      evaluate: { trainer in
        validation.map { evaluate(trainer.model, on: $0, loss: loss, metrics: metrics) }
      },
      onEpoch: { trainer, _ in
        display.finishEpoch(trainer)
        for callback in callbacks { callback.epoch?(trainer) }
      },
      onBatch: { trainer in
        display.finishBatch(trainer.progress)
        for callback in callbacks { callback.batch?(trainer) }
      })
    for callback in callbacks { callback.end?(trainer) }
    return trainer.history
  }
}
