import Foundation

/// A program of the machine's, found in the folders of `PATH`.
struct Program: Sendable {
  let path: String

  init(path: String) { self.path = path }

  /// Nil where it is not installed.
  init?(_ name: String) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    // Where Homebrew puts it, which a program that was not started in a terminal has not in its path.
    let candidates = folders.map(String.init) + ["/opt/homebrew/bin", "/usr/local/bin"]
    // A relative folder would be another one for every folder that a program is started in.
    let found = candidates.lazy.filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let found else { return nil }
    path = found
  }

  /// Runs the program in a folder of its own, with `input` in the file `input`, and returns what it printed.
  ///
  /// All that goes in and out is in files: a pipe that nobody empties stops a program, and one that is closed early kills it.
  func output(
    of arguments: [String], input: String = "", timeLimit: Duration
  ) throws(PlotError) -> Data {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "swiftgrad-plot-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      try Data(input.utf8).write(to: folder.appending(path: "input"))
      let status = try run(arguments, in: folder, timeLimit: timeLimit)
      let output = try Data(contentsOf: folder.appending(path: "output"))
      guard status == 0, !output.isEmpty else {
        let errors = try Data(contentsOf: folder.appending(path: "errors"))
        throw PlotError.drawingFailed(
          message: Self.summary(of: String(decoding: errors, as: UTF8.self), status: status))
      }
      return output
    } catch let error as PlotError {
      throw error
    } catch {
      throw .drawingFailed(message: Self.oneLine(error.localizedDescription))
    }
  }

  private func run(_ arguments: [String], in folder: URL, timeLimit: Duration) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    let (output, errors) = (
      try Self.file(folder.appending(path: "output")),
      try Self.file(folder.appending(path: "errors"))
    )
    defer {
      try? output.close()
      try? errors.close()
    }
    process.standardOutput = output
    process.standardError = errors
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    let nanoseconds = min(max(timeLimit / .nanoseconds(1), 0), 1e17)
    guard ended.wait(timeout: .now() + .nanoseconds(Int(nanoseconds))) == .success else {
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
      throw PlotError.timeLimitExceeded(timeLimit)
    }
    return process.terminationReason == .exit ? process.terminationStatus : -1
  }

  private static func file(_ place: URL) throws -> FileHandle {
    try Data().write(to: place)
    return try FileHandle(forWritingTo: place)
  }

  /// What gnuplot says of an error, without the line it quotes and the caret below it.
  static func summary(of errors: String, status: Int32) -> String {
    let lines = errors.split(whereSeparator: \.isNewline).map(oneLine).filter { !$0.isEmpty }
    let message = lines.last { $0.contains("line ") && $0.contains(": ") } ?? lines.last
    return message ?? "it ended with status \(status) and no message"
  }

  private static func oneLine(_ text: some StringProtocol) -> String {
    String(text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(300))
  }
}
