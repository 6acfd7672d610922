import Autograd

/// Sets the learning rates of an optimizer by a schedule.
///
///     let scheduler = LearningRateScheduler(optimizer, .cosine(steps: epochs))
///     for _ in 0..<epochs {
///       trainOneEpoch()
///       scheduler.step()
///     }
///
/// Each group's learning rate is what it was when the scheduler was made, times the schedule's
/// factor.
public final class LearningRateScheduler<T: DifferentiableTensor> {
  /// How many steps have been made.
  public private(set) var stepCount = 0
  private let optimizer: Optimizer<T>
  private let schedule: LearningRateSchedule
  private let initialRates: [Double]

  /// Creates the scheduler and sets the learning rates of its step 0.
  public init(_ optimizer: Optimizer<T>, _ schedule: LearningRateSchedule) {
    self.optimizer = optimizer
    self.schedule = schedule
    initialRates = optimizer.groups.map(\.learningRate)
    setLearningRates()
  }

  /// Goes on to the next step, which may be an epoch or a batch, as the schedule counts.
  public func step() {
    stepCount += 1
    setLearningRates()
  }

  private func setLearningRates() {
    for (index, rate) in initialRates.enumerated() {
      optimizer.groups[index].learningRate = rate * schedule(stepCount)
    }
  }
}
