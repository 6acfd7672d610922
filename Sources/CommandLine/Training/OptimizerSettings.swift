import SwiftGrad

/// An optimizer and its numbers, for either engine.
struct OptimizerSettings {
  let optimizer: OptimizerChoice
  let learningRate: Double
  let momentum: Double
  let weightDecay: Double

  /// How many numbers the optimizer keeps for each parameter.
  var numbersPerParameter: Int {
    switch optimizer {
    case .sgd: momentum > 0 ? 1 : 0
    case .adagrad: 1
    case .rmsprop: momentum > 0 ? 2 : 1
    case .adadelta, .adam, .adamw: 2
    }
  }

  func makeOptimizer<T: DifferentiableTensor>(for parameters: [T]) -> Optimizer<T> {
    switch optimizer {
    case .sgd:
      SGD(parameters, learningRate: learningRate, momentum: momentum, weightDecay: weightDecay)
    case .adagrad:
      Adagrad(parameters, learningRate: learningRate, weightDecay: weightDecay)
    case .rmsprop:
      RMSprop(parameters, learningRate: learningRate, momentum: momentum, weightDecay: weightDecay)
    case .adadelta:
      Adadelta(parameters, learningRate: learningRate, weightDecay: weightDecay)
    case .adam:
      Adam(parameters, learningRate: learningRate, weightDecay: weightDecay)
    case .adamw:
      AdamW(parameters, learningRate: learningRate, weightDecay: weightDecay)
    }
  }
}

extension OptimizerSettings: CustomStringConvertible {
  /// The name and the numbers that are not 0.
  var description: String {
    var parts = [optimizer.rawValue, "learning rate \(learningRate)"]
    if momentum > 0 { parts.append("momentum \(momentum)") }
    if weightDecay > 0 { parts.append("weight decay \(weightDecay)") }
    return parts.joined(separator: ", ")
  }
}
