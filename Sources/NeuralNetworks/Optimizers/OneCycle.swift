import Autograd

/// One cycle of the learning rate, up and then down to almost nothing, while the momentum goes the other way (Smith &
/// Topin, 2019; PyTorch's OneCycleLR).
///
///     let cycle = OneCycle(optimizer, steps: epochs * batches.batchCount)
///     for (images, labels) in batches {
///       …
///       optimizer.step()
///       cycle.step()
///     }
///
/// Each group's learning rate when this is made is the highest of its cycle. For the rate alone,
/// ``LearningRateSchedule/oneCycle(steps:warmUp:startDivisor:endDivisor:annealing:)`` does.
public final class OneCycle<T: DifferentiableTensor> {
  private let optimizer: Optimizer<T>
  private let rates: LearningRateScheduler<T>
  private let momentum: LearningRateSchedule?

  /// Creates the cycle and sets the numbers of its step 0.
  ///
  /// - Parameters:
  ///   - optimizer: the one whose learning rates, and momentum, are moved.
  ///   - steps: how many steps there will be in all; traps unless it is at least 1.
  ///   - warmUp: the part of the steps in which the learning rate goes up, from 0 to 1.
  ///   - annealing: the way from one number to the next.
  ///   - momenta: the momentum (beta1 of ``Adam``) goes from the upper bound to the lower while the learning rate goes up, and
  ///     back; nil leaves it as it is, as does an optimizer without one. Traps unless both are at least 0 and below 1.
  ///   - startDivisor: the highest learning rate divided by this is the first.
  ///   - endDivisor: the first divided by this is the last.
  public init(
    _ optimizer: Optimizer<T>, steps: Int, warmUp: Double = 0.3, annealing: Annealing = .cosine,
    momenta: ClosedRange<Double>? = 0.85...0.95, startDivisor: Double = 25,
    endDivisor: Double = 1e4
  ) {
    self.optimizer = optimizer
    rates = LearningRateScheduler(
      optimizer,
      .oneCycle(
        steps: steps, warmUp: warmUp, startDivisor: startDivisor, endDivisor: endDivisor,
        annealing: annealing))
    momentum =
      optimizer.momentum == nil
      ? nil
      : momenta.map {
        .cycle(
          steps: steps, warmUp: warmUp, from: $0.upperBound, over: $0.lowerBound,
          to: $0.upperBound, annealing: annealing)
      }
    setMomentum()
  }

  /// How many steps have been made.
  public var stepCount: Int { rates.stepCount }

  /// Goes on to the next step, a batch.
  public func step() {
    rates.step()
    setMomentum()
  }

  private func setMomentum() {
    if let momentum { optimizer.momentum = momentum(stepCount) }
  }
}
