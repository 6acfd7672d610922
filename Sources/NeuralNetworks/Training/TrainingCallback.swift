import Autograd

/// What is to be done in the course of ``Module/fit(_:loss:optimizer:epochs:validation:metrics:schedule:callbacks:verbose:)``.
///
///     model.fit(
///       batches, loss: { crossEntropy($0, $1) }, optimizer: optimizer, epochs: 100, validation: testBatches,
///       callbacks: [
///         .onEpoch { if $0.history.loss.last! < 0.01 { $0.stop() } },
///         .earlyStopping(patience: 3, restoresBestWeights: true),
///       ])
public struct TrainingCallback<T: DifferentiableTensor> {
  let begin: ((Trainer<T>) -> Void)?
  let batch: ((Trainer<T>) -> Void)?
  let epoch: ((Trainer<T>) -> Void)?
  let end: ((Trainer<T>) -> Void)?

  /// Creates a callback; what is not given is not done.
  ///
  /// - Parameters:
  ///   - onBegin: called before the first batch.
  ///   - onBatch: called after each batch, when the parameters have changed.
  ///   - onEpoch: called after each epoch, when it is in the history.
  ///   - onEnd: called when training is over.
  public init(
    onBegin: ((Trainer<T>) -> Void)? = nil, onBatch: ((Trainer<T>) -> Void)? = nil,
    onEpoch: ((Trainer<T>) -> Void)? = nil, onEnd: ((Trainer<T>) -> Void)? = nil
  ) {
    begin = onBegin
    batch = onBatch
    epoch = onEpoch
    end = onEnd
  }

  /// Called after each batch, when the parameters have changed.
  public static func onBatch(_ body: @escaping (Trainer<T>) -> Void) -> TrainingCallback {
    TrainingCallback(onBatch: body)
  }

  /// Called after each epoch, when it is in the history.
  public static func onEpoch(_ body: @escaping (Trainer<T>) -> Void) -> TrainingCallback {
    TrainingCallback(onEpoch: body)
  }
}

/// What a schedule counts.
public enum ScheduleUnit: Hashable, Sendable, CaseIterable {
  /// Each batch is a step of the schedule.
  case batch
  /// Each epoch is a step of the schedule.
  case epoch
}

extension TrainingCallback {
  /// Sets the learning rates by a schedule; see ``LearningRateScheduler``.
  public static func schedule(
    _ schedule: LearningRateSchedule, each unit: ScheduleUnit = .epoch
  ) -> TrainingCallback {
    var scheduler: LearningRateScheduler<T>?
    return TrainingCallback(
      onBegin: { scheduler = LearningRateScheduler($0.optimizer, schedule) },
      onBatch: unit == .batch ? { _ in scheduler?.step() } : nil,
      onEpoch: unit == .epoch ? { _ in scheduler?.step() } : nil)
  }

  /// Moves learning rates and momentum through one cycle of `steps` batches; see ``OneCycle``.
  public static func oneCycle(
    steps: Int, warmUp: Double = 0.3, annealing: Annealing = .cosine,
    momenta: ClosedRange<Double>? = 0.85...0.95
  ) -> TrainingCallback {
    var cycle: OneCycle<T>?
    return TrainingCallback(
      onBegin: {
        cycle = OneCycle(
          $0.optimizer, steps: steps, warmUp: warmUp, annealing: annealing, momenta: momenta)
      },
      onBatch: { _ in cycle?.step() })
  }

  /// Lowers the learning rates when an epoch's number no longer gets better; see ``ReduceOnPlateau``.
  ///
  /// - Parameters:
  ///   - factor: what the learning rates are multiplied by, from 0 and below 1.
  ///   - patience: how many epochs without a better number are put up with.
  ///   - mode: whether less is better, or more.
  ///   - threshold: by how much a number must be better to count.
  ///   - cooldown: how many epochs after a reduction do not count.
  ///   - minimum: no learning rate gets lower than this.
  ///   - quantity: where the history has the number; the validation loss, or without validation data the training loss, if not
  ///     given.
  public static func reduceOnPlateau(
    factor: Double = 0.1, patience: Int = 10, mode: MonitoringMode = .minimum,
    threshold: ReduceOnPlateau<T>.Threshold = .relative(1e-4), cooldown: Int = 0,
    minimum: Double = 0, monitoring quantity: KeyPath<TrainingHistory, [Double]>? = nil
  ) -> TrainingCallback {
    var plateau: ReduceOnPlateau<T>?
    return TrainingCallback(
      onBegin: {
        plateau = ReduceOnPlateau(
          $0.optimizer, mode: mode, factor: factor, patience: patience, threshold: threshold,
          cooldown: cooldown, minimum: minimum)
      },
      onEpoch: { trainer in
        guard let number = trainer.history.last(of: quantity, for: "reduceOnPlateau") else {
          return
        }
        plateau?.step(number)
      })
  }
}

extension TrainingHistory {
  /// The number of the last epoch of what a callback watches; nil if that epoch was cut short. Traps if there is no such thing.
  func last(of quantity: KeyPath<TrainingHistory, [Double]>?, for user: String) -> Double? {
    let quantity = quantity ?? (validationLoss.isEmpty ? \.loss : \.validationLoss)
    let numbers = self[keyPath: quantity]
    require(
      numbers.count >= epochCount - 1 && !(numbers.isEmpty && validationLoss.count == epochCount),
      "\(user): expected a number of each epoch to watch, found \(numbers.count) in \(epochCount) epochs"
    )
    return numbers.count == epochCount ? numbers.last : nil
  }
}
