import Foundation
import Testing

/// Gives the tests of a suite one browser, which has ended when they have, however they did.
struct BrowserTrait: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard let chromium = Self.program("chromium"), let driver = Self.program("chromedriver") else {
      throw Browser.Failure(description: "chromium or chromedriver is not installed")
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "page-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    // The threads that other tests run on are few, and taken by them for seconds.
    try await withTaskExecutorPreference(OwnThread()) {
      let process = try BrowserDriver(driver, folder: folder)
      defer { process.end() }
      let browser = try await Browser(process.server(), chromium: chromium, folder: folder)
      // Tests record what fails, so that this is reached; where it is not, the end of the driver is that of the browser.
      try await Browser.$current.withValue((browser, folder)) { try await function() }
      try browser.close()
    }
  }

  /// Whether both programs are installed.
  static var isPossible: Bool { program("chromium") != nil && program("chromedriver") != nil }

  private static func program(_ name: String) -> URL? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.lazy.map { URL(fileURLWithPath: "\($0)/\(name)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}

/// Runs tasks on a thread apart, which they may hold up.
private final class OwnThread: TaskExecutor {
  private let queue = DispatchQueue(label: "tests in a browser")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}

extension Trait where Self == BrowserTrait {
  /// One browser for the suite, and a folder for pages.
  static var browser: Self { BrowserTrait() }
}

extension Browser {
  /// The browser of the suite, and the folder for what it shows.
  @TaskLocal static var current: (browser: Browser, folder: URL)?
}
