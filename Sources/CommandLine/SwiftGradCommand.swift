import ArgumentParser
import Foundation

/// The program `swiftgrad`: a subcommand for each job.
@main
struct SwiftGradCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "swiftgrad",
    abstract: "Train neural networks from the command line, and look into how they learn.",
    subcommands: [TrainCommand.self, GraphCommand.self, StepCommand.self])

  // ArgumentParser's own `main` prints the usage under every error: the one line that matters drowns in it.
  static func main() {
    // A parent may have ignored the signal, and training would go on after its reader has left.
    _ = signal(SIGPIPE, SIG_DFL)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      if exitCode(for: error) == .success { exit(withError: error) }
      let failure = CommandFailure(error)
      if !failure.message.isEmpty { writeToStandardError(failure.message) }
      Foundation.exit(failure.status)
    }
  }
}
