import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A headless Chromium, driven through chromedriver by the WebDriver protocol (W3C, 2018).
struct Browser {
  /// Why a command was not carried out.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// The programs, if both are installed.
  static let isInstalled = program("chromium") != nil && program("chromedriver") != nil

  private let session: URL

  /// Runs `body` with a browser whose window has this size, and ends it.
  static func run<Result>(
    width: Int = 1280, height: Int = 800, arguments: [String] = [],
    _ body: (Browser) async throws -> Result
  ) async throws -> Result {
    guard let chromium = program("chromium"), let path = program("chromedriver") else {
      throw Failure(description: "chromium or chromedriver is not installed")
    }
    let driver = Process()
    let output = Pipe()
    driver.executableURL = path
    driver.arguments = ["--port=0"]
    driver.standardOutput = output
    driver.standardError = FileHandle.nullDevice
    try driver.run()
    defer {
      driver.terminate()
      driver.waitUntilExit()
    }
    let server = try address(in: output)
    let options: [String: Any] = [
      "binary": chromium.path,
      "args": ["--headless=new", "--no-sandbox", "--window-size=\(width),\(height)"] + arguments,
    ]
    let capabilities = ["capabilities": ["alwaysMatch": ["goog:chromeOptions": options]]]
    let answer = try await send(capabilities, to: server.appending(path: "session"))
    guard let id = (answer as? [String: Any])?["sessionId"] as? String else {
      throw Failure(description: "chromedriver opened no session: \(answer)")
    }
    let browser = Browser(session: server.appending(path: "session/\(id)"))
    do {
      let result = try await body(browser)
      try await browser.close()
      return result
    } catch {
      try? await browser.close()
      throw error
    }
  }

  func open(_ page: URL, fragment: String = "") async throws {
    _ = try await command("url", ["url": page.absoluteString + fragment])
  }

  /// What a script returns.
  func evaluate(_ script: String) async throws -> Any {
    try await command("execute/sync", ["script": "return \(script)", "args": [String]()])
  }

  func text(_ script: String) async throws -> String { "\(try await evaluate(script))" }

  /// The text that a reader sees of an element.
  func text(of selector: String) async throws -> String {
    try await text("document.querySelector('\(selector)').innerText")
  }

  /// Clicks into the middle of an element, as a mouse does.
  func click(_ selector: String) async throws {
    let id = try await element(selector)
    _ = try await command("element/\(id)/click", [:])
  }

  /// Presses keys, one after the other, wherever the focus is.
  func press(_ keys: String) async throws {
    let actions = keys.flatMap { key in
      ["keyDown", "keyUp"].map { ["type": $0, "value": String(key)] }
    }
    let source: [String: Any] = ["type": "key", "id": "keyboard", "actions": actions]
    _ = try await command("actions", ["actions": [source]])
  }

  private func element(_ selector: String) async throws -> String {
    let answer = try await command("element", ["using": "css selector", "value": selector])
    guard let id = (answer as? [String: String])?.values.first else {
      throw Failure(description: "no element \(selector): \(answer)")
    }
    return id
  }

  private func close() async throws {
    _ = try await Self.send(nil, to: session, method: "DELETE")
  }

  private func command(_ name: String, _ body: [String: Any]) async throws -> Any {
    try await Self.send(body, to: session.appending(path: name))
  }

  private static func send(
    _ body: [String: Any]?, to url: URL, method: String = "POST"
  ) async throws -> Any {
    var request = URLRequest(url: url, timeoutInterval: 60)
    request.httpMethod = method
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.httpBody = try body.map { try JSONSerialization.data(withJSONObject: $0) }
    let (data, response) = try await URLSession.shared.data(for: request)
    let answer = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    guard (response as? HTTPURLResponse)?.statusCode == 200, let value = answer?["value"] else {
      throw Failure(description: String(decoding: data, as: UTF8.self))
    }
    return value
  }

  /// chromedriver chooses a free port and says which.
  private static func address(in output: Pipe) throws -> URL {
    var text = ""
    while true {
      let bytes = output.fileHandleForReading.availableData
      if bytes.isEmpty { break }
      text += String(decoding: bytes, as: UTF8.self)
      if let match = text.firstMatch(of: /started successfully on port (\d+)/),
        let url = URL(string: "http://127.0.0.1:\(match.1)")
      {
        return url
      }
    }
    throw Failure(description: "chromedriver did not start: \(text)")
  }

  private static func program(_ name: String) -> URL? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.lazy.map { URL(fileURLWithPath: "\($0)/\(name)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}

extension Browser {
  /// The keys that have no character, as the protocol writes them.
  enum Key {
    static let enter = "\u{E007}"
    static let space = " "
    static let left = "\u{E012}"
    static let right = "\u{E014}"
    static let home = "\u{E011}"
    static let end = "\u{E010}"
  }
}
