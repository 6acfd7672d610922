import ArgumentParser

/// How long to train, and in what order.
struct ScheduleOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many images go into a step. (default: 64)", valueName: "n"),
    transform: wholeNumber(in: 1...Int.max))
  var batchSize = 64

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many times all images are learned from. (default: 5)", valueName: "n"),
    transform: wholeNumber(in: 1...Int.max))
  var epochs = 5

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What the initial weights and the order of the images depend on. (default: 0)", valueName: "n"
    ),
    transform: wholeNumber(in: 0...UInt64.max))
  var seed: UInt64 = 0
}
