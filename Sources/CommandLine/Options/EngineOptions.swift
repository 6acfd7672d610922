import ArgumentParser
import SwiftGrad

/// What the network runs on.
struct EngineOptions: ParsableArguments {
  @Option(
    help: """
      vector: every core and every SIMD lane. scalar: every weight a value that can be looked at, thousands of times \
      slower; use --limit.
      """)
  var engine = EngineChoice.vector

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      The most threads that the vector engine uses. The result does not depend on it. If not given: all cores. The \
      scalar engine uses one.
      """, valueName: "n"),
    transform: wholeNumber(in: ThreadPool.threadCounts))
  var threads: Int?
}

/// An engine by its name on the command line.
enum EngineChoice: String, CaseIterable, ExpressibleByArgument {
  case vector, scalar
}
