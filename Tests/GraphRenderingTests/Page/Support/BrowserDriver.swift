import Foundation

/// A chromedriver, which ends with all that it has started.
struct BrowserDriver {
  private let process = Process()
  private let lifeline = Pipe()
  private let log: URL

  /// Starts it in a group of processes of its own, which is ended when the other end of a pipe is closed: by ``end()``, or by
  /// the end of this process, whatever that was. Killed alone, it would leave its browser behind.
  init(_ program: URL, folder: URL) throws {
    log = folder.appending(path: "log")
    try Data().write(to: log)
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    let script = #"set -m; "$0" --port=0 & cat >/dev/null; kill -KILL -- -$!"#
    process.arguments = ["-c", script, program.path]
    process.standardInput = lifeline
    process.standardOutput = try FileHandle(forWritingTo: log)
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  /// Where it listens: it chooses a free port and says which.
  func server() async throws -> LocalServer {
    let end = ContinuousClock.now + .seconds(30)
    while true {
      let isLate = ContinuousClock.now > end
      let text = try String(contentsOf: log, encoding: .utf8)
      if let match = text.firstMatch(of: /started successfully on port (\d+)/),
        let port = UInt16(match.1)
      {
        return LocalServer(port: port)
      }
      guard !isLate else {
        throw Browser.Failure(description: "chromedriver did not start within 30 s: \(text)")
      }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  func end() { try? lifeline.fileHandleForWriting.close() }
}
