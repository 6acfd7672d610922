import Autograd
import RealModule

/// How the learning rate changes from step to step: the factor it is multiplied by.
///
///     let schedule = LearningRateSchedule.linearWarmUp(steps: 5).then(.cosine(steps: 95), after: 5)
///     let half = LearningRateSchedule { step in step < 10 ? 1 : 0.5 }
public struct LearningRateSchedule: Sendable {
  private let factor: @Sendable (Int) -> Double

  /// The schedule of a function of the step, counted from 0.
  public init(_ factor: @escaping @Sendable (_ step: Int) -> Double) { self.factor = factor }

  /// What the learning rate is multiplied by in a step, counted from 0.
  public func callAsFunction(_ step: Int) -> Double { factor(step) }
}

extension LearningRateSchedule {
  /// Always the same.
  public static let constant = LearningRateSchedule { _ in 1 }

  /// Multiplied by `factor` every `interval` steps; traps unless that is at least 1.
  public static func step(every interval: Int, factor: Double = 0.1) -> LearningRateSchedule {
    require(
      interval > 0, "LearningRateSchedule.step: the interval must be at least 1, not \(interval)")
    return LearningRateSchedule { .pow(factor, $0 / interval) }
  }

  /// Multiplied by `factor` in each step.
  public static func exponential(factor: Double) -> LearningRateSchedule {
    LearningRateSchedule { .pow(factor, $0) }
  }

  /// Half of a cosine, from 1 down to `minimum` in `steps` steps, where it stays (Loshchilov &
  /// Hutter, 2017, without restarts).
  ///
  /// - Parameters:
  ///   - steps: traps unless it is at least 1.
  ///   - minimum: a part of the learning rate.
  public static func cosine(steps: Int, minimum: Double = 0) -> LearningRateSchedule {
    require(
      steps > 0, "LearningRateSchedule.cosine: there must be at least 1 step, not \(steps)")
    return LearningRateSchedule { step in
      let progress = Double(Swift.min(step, steps)) / Double(steps)
      return minimum + (1 - minimum) * (1 + .cos(.pi * progress)) / 2
    }
  }

  /// A straight line from `start` up to 1 in `steps` steps, and 1 from then on (Goyal et al.,
  /// 2017).
  ///
  /// - Parameters:
  ///   - steps: traps unless it is at least 1.
  ///   - start: a part of the learning rate.
  public static func linearWarmUp(steps: Int, from start: Double = 1.0 / 3) -> LearningRateSchedule
  {
    require(
      steps > 0, "LearningRateSchedule.linearWarmUp: there must be at least 1 step, not \(steps)")
    return LearningRateSchedule { step in
      start + (1 - start) * Double(Swift.min(step, steps)) / Double(steps)
    }
  }

  /// Up to 1 and down to almost nothing within `steps` steps, where it stays (Smith & Topin, 2019):
  /// the one-cycle policy, for steps that are batches. See ``OneCycle``, which moves the momentum,
  /// too.
  ///
  /// - Parameters:
  ///   - steps: how many steps there will be in all; traps unless it is at least 1.
  ///   - warmUp: the part of the steps that goes up, from 0 to 1.
  ///   - startDivisor: 1 / startDivisor is where it starts from; traps unless it is above 0.
  ///   - endDivisor: the start divided by this is where it ends; traps unless it is above 0.
  ///   - annealing: the way from one to the other.
  public static func oneCycle(
    steps: Int, warmUp: Double = 0.3, startDivisor: Double = 25, endDivisor: Double = 1e4,
    annealing: Annealing = .cosine
  ) -> LearningRateSchedule {
    require(
      startDivisor > 0 && endDivisor > 0,
      "LearningRateSchedule.oneCycle: divisors must be above 0, not \(startDivisor) and \(endDivisor)"
    )
    let start = 1 / startDivisor
    return cycle(
      steps: steps, warmUp: warmUp, from: start, over: 1, to: start / endDivisor,
      annealing: annealing)
  }

  /// From one number over a second to a third.
  static func cycle(
    steps: Int, warmUp: Double, from start: Double, over peak: Double, to end: Double,
    annealing: Annealing
  ) -> LearningRateSchedule {
    require(
      steps > 0, "LearningRateSchedule.oneCycle: there must be at least 1 step, not \(steps)")
    require(
      (0...1).contains(warmUp),
      "LearningRateSchedule.oneCycle: the warm-up must be a part from 0 to 1, not \(warmUp)")
    // The last step of each phase, as PyTorch counts them; the first may lie between two.
    let (turn, last) = (warmUp * Double(steps) - 1, Double(steps - 1))
    return LearningRateSchedule { step in
      let step = Double(step)
      if step <= turn {
        return annealing(from: start, to: peak, progress: step / max(turn, 1e-300))
      }
      let progress = last > turn ? Swift.min((step - turn) / (last - turn), 1) : 1
      return annealing(from: peak, to: end, progress: progress)
    }
  }

  /// This schedule for `steps` steps, and then another from its beginning.
  public func then(_ next: LearningRateSchedule, after steps: Int) -> LearningRateSchedule {
    LearningRateSchedule { $0 < steps ? self($0) : next($0 - steps) }
  }
}

/// The way from one learning rate to another.
public enum Annealing: Hashable, Sendable, CaseIterable {
  /// Half of a cosine.
  case cosine
  /// A straight line.
  case linear
}

extension Annealing {
  func callAsFunction(from start: Double, to end: Double, progress: Double) -> Double {
    switch self {
    case .cosine: end + (start - end) / 2 * (1 + .cos(.pi * progress))
    case .linear: start + (end - start) * progress
    }
  }
}
