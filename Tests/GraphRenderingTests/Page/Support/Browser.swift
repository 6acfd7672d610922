import Foundation

/// A headless Chromium, driven through chromedriver by the WebDriver protocol (W3C, 2018).
struct Browser {
  /// Why a command was not carried out.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// The programs, if both are installed.
  static let isInstalled = ["chromium", "chromedriver", "curl"].allSatisfy { program($0) != nil }

  private let session: URL

  /// Runs `body` with a browser whose window has this size, and ends it.
  static func run<Result>(
    width: Int = 1280, height: Int = 800,
    _ body: (Browser) throws -> Result
  ) throws -> Result {
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
    // A request to end may be blocked, as the signals of the thread are that started it.
    defer { kill(driver.processIdentifier, SIGKILL) }
    let server = try address(in: output)
    let options: [String: Any] = [
      "binary": chromium.path,
      // Without motion, what a step shows is there at once.
      "args": [
        "--headless=new", "--no-sandbox", "--force-prefers-reduced-motion",
        "--window-size=\(width),\(height)",
      ],
    ]
    let capabilities = ["capabilities": ["alwaysMatch": ["goog:chromeOptions": options]]]
    let answer = try send(capabilities, to: server.appending(path: "session"))
    guard let id = (answer as? [String: Any])?["sessionId"] as? String else {
      throw Failure(description: "chromedriver opened no session: \(answer)")
    }
    let browser = Browser(session: server.appending(path: "session/\(id)"))
    do {
      let result = try body(browser)
      try browser.close()
      return result
    } catch {
      try? browser.close()
      throw error
    }
  }

  func open(_ page: URL, fragment: String = "") throws {
    _ = try command("url", ["url": page.absoluteString + fragment])
  }

  /// What a script returns.
  func evaluate(_ script: String) throws -> Any {
    try command("execute/sync", ["script": "return \(script)", "args": [String]()])
  }

  func text(_ script: String) throws -> String { "\(try evaluate(script))" }

  /// The text that a reader sees of an element.
  func text(of selector: String) throws -> String {
    try text("document.querySelector('\(selector)').innerText")
  }

  /// Clicks into the middle of an element, as a mouse does.
  func click(_ selector: String) throws {
    let id = try element(selector)
    _ = try command("element/\(id)/click", [:])
  }

  /// Presses keys, one after the other, wherever the focus is.
  func press(_ keys: String) throws {
    let actions = keys.flatMap { key in
      ["keyDown", "keyUp"].map { ["type": $0, "value": String(key)] }
    }
    let source: [String: Any] = ["type": "key", "id": "keyboard", "actions": actions]
    _ = try command("actions", ["actions": [source]])
  }

  private func element(_ selector: String) throws -> String {
    let answer = try command("element", ["using": "css selector", "value": selector])
    guard let id = (answer as? [String: String])?.values.first else {
      throw Failure(description: "no element \(selector): \(answer)")
    }
    return id
  }

  private func close() throws {
    _ = try Self.send(nil, to: session, method: "DELETE")
  }

  private func command(_ name: String, _ body: [String: Any]) throws -> Any {
    try Self.send(body, to: session.appending(path: name))
  }

  /// By curl, because the `URLSession` of Linux cannot read the headers that chromedriver answers with.
  private static func send(_ body: [String: Any]?, to url: URL, method: String = "POST") throws
    -> Any
  {
    let (curl, output) = (Process(), Pipe())
    curl.executableURL = program("curl")
    curl.arguments = [
      "--silent", "--noproxy", "*", "--max-time", "60", "--request", method, url.absoluteString,
    ]
    if let body {
      let json = try JSONSerialization.data(withJSONObject: body)
      curl.arguments? += [
        "--header", "Content-Type: application/json", "--data-binary",
        String(decoding: json, as: UTF8.self),
      ]
    }
    curl.standardInput = FileHandle.nullDevice
    curl.standardOutput = output
    try curl.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    let answer = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    guard let value = answer?["value"] else {
      throw Failure(description: String(decoding: data, as: UTF8.self))
    }
    if let error = value as? [String: Any], error["error"] != nil {
      throw Failure(description: "\(error["message"] ?? error)")
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
