import ArgumentParser
import SwiftGrad

extension TrainingPlan {
  /// The bytes that training takes at the very least: what each parameter comes with, and what a batch leaves for the backward
  /// pass.
  ///
  /// As a floating-point number, which no size is too large for.
  func leastMemory(on engine: EngineChoice) -> Double {
    let batch = Double(min(batchSize, training.count))
    switch engine {
    case .vector:
      // Itself, its gradient and what the optimizer keeps, and all results of layers.
      let numbers = parameterCount * Double(2 + optimizer.numbersPerParameter)
      return 4 * (numbers + batch * Double(layerSizes.reduce(0, +)))
    case .scalar:
      // A product and a sum for each weight and image. A node takes more than a hundred bytes.
      return 100 * parameterCount * (2 * batch + 1)
    }
  }

  /// Throws if training takes more memory than there can be.
  func checkMemory(on engine: EngineChoice, limit: Double = memoryLimit()) throws(ValidationError) {
    let least = leastMemory(on: engine)
    guard least > limit else { return }
    throw ValidationError(
      "--hidden: expected a network whose training fits into \(limit.gigabytes) of memory, found one of "
        + "\(Int(parameterCount).grouped) parameters, which takes \(least.gigabytes) or more")
  }

  private var parameterCount: Double {
    zip(layerSizes, layerSizes.dropFirst()).reduce(0) { $0 + Double($1.0 + 1) * Double($1.1) }
  }
}

extension Double {
  fileprivate var gigabytes: String { "\((self / 1e9).formatted(decimals: 1)) GB" }
}
