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

  /// This schedule for `steps` steps, and then another from its beginning.
  public func then(_ next: LearningRateSchedule, after steps: Int) -> LearningRateSchedule {
    LearningRateSchedule { $0 < steps ? self($0) : next($0 - steps) }
  }
}
