import Foundation
import SwiftGrad

/// What is trained on what by what, for the user to read before it begins.
struct TrainingSummary: CustomStringConvertible {
  let plan: TrainingPlan
  let source: DataSource
  let parameterCount: Int
  /// The engine and what it uses of the machine.
  let engine: String

  /// What is said, by its name.
  var lines: [(name: String, text: String)] {
    let training = plan.training
    let sizes = plan.layerSizes.map(String.init).joined(separator: " → ")
    return [
      (
        "data",
        "\(training.name), \(source): \(training.count.grouped) training and "
          + "\(plan.test.count.grouped) test images"
      ),
      ("model", "\(sizes), \(plan.activation.rawValue), \(parameterCount.grouped) parameters"),
      ("optimizer", "\(plan.optimizer); batches of \(plan.batchSize), seed \(plan.seed)"),
      ("engine", engine),
    ]
  }

  var description: String {
    lines.map { name, text in
      name.padding(toLength: 11, withPad: " ", startingAt: 0) + text
    }.joined(separator: "\n")
  }
}
