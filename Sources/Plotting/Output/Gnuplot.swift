import Foundation

/// The program that draws, found in the folders of `PATH`.
struct Gnuplot: Sendable {
  let path: String

  /// Nil where it is not installed.
  static var installed: Gnuplot? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    // Where Homebrew puts it, which a program that was not started in a terminal has not in its path.
    let candidates = folders.map(String.init) + ["/opt/homebrew/bin", "/usr/local/bin"]
    return candidates.lazy.filter { $0.hasPrefix("/") }.map { "\($0)/gnuplot" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }.map(Gnuplot.init)
  }

  /// Runs a script, in a folder of its own, and returns the picture.
  ///
  /// All that goes in and out is in files: a pipe that nobody empties stops a program, and one that is closed early kills it.
  func draw(_ script: String, timeLimit: Duration) throws(PlotError) -> Data {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "swiftgrad-plot-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      try Data(script.utf8).write(to: folder.appending(path: "plot.gp"))
      let status = try run(in: folder, timeLimit: timeLimit)
      let picture = try? Data(contentsOf: folder.appending(path: "picture"))
      guard status == 0, let picture, !picture.isEmpty else {
        let errors = try Data(contentsOf: folder.appending(path: "errors"))
        throw PlotError.drawingFailed(
          message: Self.summary(of: String(decoding: errors, as: UTF8.self), status: status))
      }
      return picture
    } catch let error as PlotError {
      throw error
    } catch {
      throw .drawingFailed(message: Self.oneLine("\(error.localizedDescription)"))
    }
  }

  private func run(in folder: URL, timeLimit: Duration) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: path)
    // No file of the user's changes what is drawn.
    process.arguments = ["-d", "plot.gp"]
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try Self.file(folder.appending(path: "picture"))
    process.standardError = try Self.file(folder.appending(path: "errors"))
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
    String(
      text.split { $0.isWhitespace || $0.unicodeScalars.allSatisfy { $0.value < 32 } }
        .joined(separator: " ").prefix(300))
  }
}
