import ArgumentParser
import Foundation
import SwiftGrad

/// The program `swiftgrad`: a subcommand for each job.
@main
struct SwiftGradCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "swiftgrad",
    abstract: "Train neural networks from the command line, and look into how they learn.",
    subcommands: [
      TrainCommand.self, GraphCommand.self, StepCommand.self, LessonCommand.self,
      ExercisesCommand.self,
    ])

  // ArgumentParser's own `main` prints the usage under every error: the one line that matters drowns in it.
  static func main() {
    holdClosedStreams()
    // A parent may have ignored the signal, and training would go on after its reader has left.
    _ = signal(SIGPIPE, SIG_DFL)
    do {
      try run()
    } catch {
      let failure = CommandFailure(error)
      if !failure.message.isEmpty { writeToStandardError(failure.message) }
      Foundation.exit(failure.status)
    }
  }

  private static func run() throws {
    do {
      var command = try parseAsRoot()
      try checkEnvironment()
      try command.run()
    } catch {
      // ArgumentParser stops the program where its indentation leaves no columns for text.
      let columns = max(Terminal.standardOutput.width, 40)
      unsafe setenv("COLUMNS", "\(columns)", 1)
      guard exitCode(for: error) == .success else { throw error }
      // Help. ArgumentParser's own `exit` does not see that it could not be printed.
      try writeToStandardOutput("\(fullMessage(for: error, columns: columns))\n")
    }
  }

  /// Throws what the engine would stop for, or pass over.
  private static func checkEnvironment() throws(EnvironmentError) {
    let environment = ProcessInfo.processInfo.environment
    _ = try ThreadPool.threadCount(in: environment)
    _ = try Kernels.forced(by: environment)
  }
}
