import ArgumentParser

/// How the parameters are changed.
struct OptimizerOptions: ParsableArguments {
  @Option(help: "How the parameters are changed by their gradients.")
  var optimizer = OptimizerChoice.adam

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How far a step goes. If not given: \(OptimizerChoice.defaultLearningRates).", valueName: "x"),
    transform: number("a number above 0") { $0 > 0 })
  var learningRate: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How much of the last step goes into the next; for sgd and rmsprop. (default: 0)",
      valueName: "x"),
    transform: number("a number from 0 to below 1") { (0..<1).contains($0) })
  var momentum: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How strongly parameters are drawn to 0. (default: 0.01 for adamw, otherwise 0)",
      valueName: "x"),
    transform: number("a number, 0 or more") { $0 >= 0 })
  var weightDecay: Double?

  func validate() throws {
    guard momentum == nil || optimizer.hasMomentum else {
      throw ValidationError(
        "--momentum: expected --optimizer sgd or rmsprop with it, found \(optimizer.rawValue), which has none"
      )
    }
  }

  /// What the options come to, the defaults of the optimizer filled in.
  var settings: OptimizerSettings {
    OptimizerSettings(
      optimizer: optimizer, learningRate: learningRate ?? optimizer.defaultLearningRate,
      momentum: momentum ?? 0, weightDecay: weightDecay ?? optimizer.defaultWeightDecay)
  }
}

/// An optimizer by its name on the command line.
enum OptimizerChoice: String, CaseIterable, ExpressibleByArgument {
  case sgd, adagrad, rmsprop, adadelta, adam, adamw

  var hasMomentum: Bool { self == .sgd || self == .rmsprop }

  var defaultLearningRate: Double {
    switch self {
    case .sgd: 0.1
    case .adagrad: 0.01
    case .adadelta: 1
    case .rmsprop, .adam, .adamw: 0.001
    }
  }

  var defaultWeightDecay: Double { self == .adamw ? 0.01 : 0 }

  /// The default learning rates in words.
  static var defaultLearningRates: String {
    allCases.map { "\($0.defaultLearningRate) for \($0.rawValue)" }.joined(separator: ", ")
  }
}
