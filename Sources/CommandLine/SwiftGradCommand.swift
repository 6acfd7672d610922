import ArgumentParser
import Foundation
import SwiftGrad

/// The program `swiftgrad`: a subcommand for each job.
@main
struct SwiftGradCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "swiftgrad",
    abstract: "Train neural networks from the command line, and look into how they learn.",
    version: "swiftgrad 1.0.0-dev",
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
      try checkCommandName()
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

  /// Throws if the first argument is no command: ArgumentParser would name the options after it.
  private static func checkCommandName() throws {
    let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    guard let name = CommandLine.arguments.dropFirst().first, !name.hasPrefix("-"),
      !names.contains(name)
    else { return }
    let closest = names.min { $0.distance(to: name) < $1.distance(to: name) } ?? ""
    let suggestion = closest.distance(to: name) <= 2 ? "; did you mean '\(closest)'?" : ""
    throw ValidationError(
      "expected a command, \(names.joined(separator: ", ")), found '\(name)'\(suggestion)")
  }

  /// Throws what the engine would stop for, or pass over.
  private static func checkEnvironment() throws(EnvironmentError) {
    let environment = ProcessInfo.processInfo.environment
    _ = try ThreadPool.threadCount(in: environment)
    _ = try Kernels.forced(by: environment)
  }
}

extension String {
  /// How many letters have to be inserted, deleted, replaced or swapped with their neighbour to make one word of the other
  /// (Damerau, 1964).
  fileprivate func distance(to other: String) -> Int {
    let (a, b) = (Array(self), Array(other))
    var rows = [Array(0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        let replaced = rows[i][j] + (a[i] == b[j] ? 0 : 1)
        let isSwap = i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j]
        row.append(
          Swift.min(
            rows[i][j + 1] + 1, row[j] + 1, replaced, isSwap ? rows[i - 1][j - 1] + 1 : .max))
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
