import ArgumentParser

/// Measures the engines; each measurement is a subcommand. Build with `-c release`, or the figures mean nothing.
@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "swiftgrad-benchmarks",
    abstract: "Measure the engines. Build with -c release, or the figures mean nothing.",
    subcommands: [
      PeakBenchmark.self, MatrixProductBenchmark.self, ElementwiseBenchmark.self,
      StepBenchmark.self, EpochBenchmark.self, ScalingBenchmark.self, ScalarBenchmark.self,
      SteppingBenchmark.self,
    ])
}
