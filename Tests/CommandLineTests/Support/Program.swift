import Foundation

/// A built program, run as a user runs it.
final class Program {
  struct Result {
    let output: String
    let errors: String
    let status: Int32
    let reason: Process.TerminationReason

    var lines: [Substring] { output.split(separator: "\n") }
  }

  private let process = Process()
  private let output = Pipe()
  private let errors = Pipe()

  convenience init(
    named name: String = "swiftgrad", _ arguments: [String], environment: [String: String] = [:]
  ) throws {
    try self.init(at: Program.folder.appending(path: name), arguments, environment: environment)
  }

  /// Starts a program, or `swiftgrad`, with nothing in its environment that changes what it does, but `environment`.
  init(at url: URL?, _ arguments: [String], environment: [String: String] = [:]) throws {
    let inherited = ProcessInfo.processInfo.environment.filter { name, _ in
      !name.hasPrefix("SWIFTGRAD_") && !["COLUMNS", "NO_COLOR"].contains(name)
    }
    process.executableURL = url ?? Self.folder.appending(path: "swiftgrad")
    process.arguments = arguments
    process.environment = inherited.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
  }

  /// What the program has written by its end, after what ``readFirstLine()`` has taken.
  func finish() throws -> Result {
    let output = try output.fileHandleForReading.readToEnd() ?? Data()
    return try finish(output)
  }

  /// Lets go of the program's output, as `head -1` does, and waits for its end.
  func finishUnread() throws -> Result {
    try output.fileHandleForReading.close()
    return try finish(Data())
  }

  private func finish(_ output: Data) throws -> Result {
    let errors = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Result(
      output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors, as: UTF8.self), status: process.terminationStatus,
      reason: process.terminationReason)
  }

  /// Waits for the first line of output.
  func readFirstLine() throws -> String {
    var line = Data()
    while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8) {
      line += byte
    }
    return String(decoding: line, as: UTF8.self)
  }

  /// Presses Ctrl-C.
  func interrupt() { process.interrupt() }

  static func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Result {
    try Program(arguments, environment: environment).finish()
  }

  /// Runs what a user types into a shell, where `$swiftgrad` is the program.
  static func shell(_ script: String, environment: [String: String] = [:]) throws -> Result {
    let variables = ["swiftgrad": folder.appending(path: "swiftgrad").path]
    return try Program(
      at: URL(filePath: "/bin/bash"), ["-c", script],
      environment: environment.merging(variables) { $1 }
    ).finish()
  }

  /// Beside the test bundle, where the build puts it.
  private static var folder: URL {
    #if os(macOS)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
    #else
      let bundle = Bundle.main.executableURL
    #endif
    return bundle?.deletingLastPathComponent() ?? URL(filePath: ".build/debug")
  }
}
