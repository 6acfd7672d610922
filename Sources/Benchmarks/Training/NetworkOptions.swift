import ArgumentParser

/// Which of the trainings to measure.
struct NetworkOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The network: \(TrainingExample.allCases.map { "\($0.rawValue) is \($0)" }.joined(separator: "; ")). If not given: \
      both.
      """))
  var network: TrainingExample?

  var examples: [TrainingExample] { network.map { [$0] } ?? TrainingExample.allCases }
}
