import Autograd

/// Lowers the learning rates of an optimizer when a number, such as the validation loss, no longer gets better (PyTorch's
/// ReduceLROnPlateau).
///
///     let plateau = ReduceOnPlateau(optimizer, patience: 3)
///     for _ in 0..<epochs {
///       trainOneEpoch()
///       plateau.step(validationLoss)
///     }
public final class ReduceOnPlateau<T: DifferentiableTensor> {
  /// By how much a number must be better than the best to count.
  public enum Threshold: Hashable, Sendable {
    /// A part of the best.
    case relative(Double)
    /// A difference.
    case absolute(Double)
  }

  /// The best number so far; nil before the first.
  public private(set) var best: Double?
  private let optimizer: Optimizer<T>
  private let mode: MonitoringMode
  private let factor: Double
  private let patience: Int
  private let threshold: Threshold
  private let cooldown: Int
  private let minimum: Double
  private var badStepCount = 0
  private var cooldownLeft = 0

  /// Creates the scheduler; traps unless the factor is at least 0 and below 1 and no count is negative.
  ///
  /// - Parameters:
  ///   - optimizer: the one whose learning rates are lowered, those of all groups.
  ///   - mode: whether less is better, or more.
  ///   - factor: what the learning rates are multiplied by.
  ///   - patience: how many steps without a better number are put up with.
  ///   - threshold: by how much a number must be better to count.
  ///   - cooldown: how many steps after a reduction do not count.
  ///   - minimum: no learning rate gets lower than this.
  public init(
    _ optimizer: Optimizer<T>, mode: MonitoringMode = .minimum, factor: Double = 0.1,
    patience: Int = 10, threshold: Threshold = .relative(1e-4), cooldown: Int = 0,
    minimum: Double = 0
  ) {
    require(
      (0..<1).contains(factor),
      "ReduceOnPlateau: the factor must be from 0 to below 1, not \(factor)")
    require(
      patience >= 0 && cooldown >= 0,
      "ReduceOnPlateau: patience and cooldown must be 0 or more, not \(patience) and \(cooldown)")
    require(minimum >= 0, "ReduceOnPlateau: the minimum must be 0 or more, not \(minimum)")
    self.optimizer = optimizer
    self.mode = mode
    self.factor = factor
    self.patience = patience
    self.threshold = threshold
    self.cooldown = cooldown
    self.minimum = minimum
  }

  /// Counts the number of an epoch; NaN is never better.
  public func step(_ number: Double) {
    if isBetter(number) {
      best = number
      badStepCount = 0
    } else {
      badStepCount += 1
    }
    if cooldownLeft > 0 {
      cooldownLeft -= 1
      badStepCount = 0
    }
    guard badStepCount > patience else { return }
    cooldownLeft = cooldown
    badStepCount = 0
    for index in optimizer.groups.indices {
      let old = optimizer.groups[index].learningRate
      let new = max(old * factor, minimum)
      // PyTorch's guard against changes that are none.
      if old - new > 1e-8 { optimizer.groups[index].learningRate = new }
    }
  }

  private func isBetter(_ number: Double) -> Bool {
    guard let best else { return !number.isNaN }
    return switch (mode, threshold) {
    case (.minimum, .relative(let part)): number < best * (1 - part)
    case (.minimum, .absolute(let difference)): number < best - difference
    case (.maximum, .relative(let part)): number > best * (1 + part)
    case (.maximum, .absolute(let difference)): number > best + difference
    }
  }
}

/// Whether less of a number is better, as of a loss, or more, as of an accuracy.
public enum MonitoringMode: Hashable, Sendable, CaseIterable {
  /// Less is better.
  case minimum
  /// More is better.
  case maximum
}
