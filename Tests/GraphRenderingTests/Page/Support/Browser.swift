import Foundation

/// A headless Chromium, driven through chromedriver by the WebDriver protocol (W3C, 2018).
///
/// Its commands hold up the thread that they are given on, none of them without a limit.
struct Browser {
  /// Why a command was not carried out.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let server: LocalServer
  private let session: String

  /// Opens a browser in the session of a driver that runs already, with its profile in `folder`.
  init(_ server: LocalServer, chromium: URL, folder: URL) async throws {
    self.server = server
    let options: [String: Any] = [
      "binary": chromium.path,
      // Without motion, what a step shows is there at once.
      "args": [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--disable-background-networking", "--no-first-run", "--force-prefers-reduced-motion",
        "--user-data-dir=\(folder.appending(path: "profile").path)",
      ],
    ]
    let capabilities = ["capabilities": ["alwaysMatch": ["goog:chromeOptions": options]]]
    let answer = try Self.value(of: server.send("POST", "/session", json(capabilities)))
    guard let id = (answer as? [String: Any])?["sessionId"] as? String else {
      throw Failure(description: "chromedriver opened no session: \(answer)")
    }
    session = "/session/\(id)"
  }

  func close() throws { _ = try server.send("DELETE", session) }

  func open(_ page: URL, fragment: String = "") async throws {
    try await command("url", ["url": page.absoluteString + fragment])
  }

  /// What a script returns, as text; an empty text for nothing.
  @discardableResult
  func text(_ script: String) async throws -> String {
    let body: [String: Any] = ["script": "return \(script)", "args": [String]()]
    let value = try await command("execute/sync", body)
    return value is NSNull ? "" : "\(value)"
  }

  /// The text that a reader sees of an element.
  func text(of selector: String) async throws -> String {
    try await text("document.querySelector('\(selector)').innerText")
  }

  /// Whether a condition of the page holds.
  func holds(_ condition: String) async throws -> Bool {
    try await text("(\(condition)) ? 'yes' : 'no'") == "yes"
  }

  /// Whether a condition of the page comes to hold within some seconds.
  func comesToHold(_ condition: String) async throws -> Bool {
    let end = ContinuousClock.now + .seconds(10)
    while true {
      let isLate = ContinuousClock.now > end
      if try await holds(condition) { return true }
      if isLate { return false }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Clicks into the middle of an element, as a mouse does.
  func click(_ selector: String) async throws {
    let query = ["using": "css selector", "value": selector]
    guard let id = try await (command("element", query) as? [String: String])?.values.first else {
      throw Failure(description: "no element \(selector)")
    }
    try await command("element/\(id)/click", [:])
  }

  /// Presses keys, one after the other, wherever the focus is.
  func press(_ keys: String) async throws {
    let actions = keys.flatMap { key in
      ["keyDown", "keyUp"].map { ["type": $0, "value": String(key)] }
    }
    let source: [String: Any] = ["type": "key", "id": "keyboard", "actions": actions]
    try await command("actions", ["actions": [source]])
  }

  /// Shows pages as this screen does from now on.
  func show(on screen: Screen) async throws {
    try await develop(
      "Emulation.setDeviceMetricsOverride",
      [
        "width": screen.width, "height": screen.height, "deviceScaleFactor": 1,
        "mobile": screen.isPhone,
      ])
    let scheme = ["name": "prefers-color-scheme", "value": screen.isDark ? "dark" : "light"]
    let motion = ["name": "prefers-reduced-motion", "value": "reduce"]
    try await develop("Emulation.setEmulatedMedia", ["features": [scheme, motion]])
  }

  /// What a screen reader is told of an element: its role and its name.
  func spoken(_ selector: String) async throws -> String {
    let document = try await develop("DOM.getDocument", ["depth": 0]) as? [String: Any]
    let root = (document?["root"] as? [String: Any])?["nodeId"]
    let found = try await develop(
      "DOM.querySelector", ["nodeId": root ?? 0, "selector": selector])
    let id = (found as? [String: Any])?["nodeId"] ?? 0
    let tree = try await develop(
      "Accessibility.getPartialAXTree", ["nodeId": id, "fetchRelatives": false])
    let node = ((tree as? [String: Any])?["nodes"] as? [[String: Any]])?.first
    let texts = ["role", "name"].map { (node?[$0] as? [String: Any])?["value"] as? String ?? "" }
    return texts.joined(separator: ": ")
  }

  /// A command of Chromium's own protocol.
  @discardableResult
  private func develop(_ name: String, _ parameters: [String: Any]) async throws -> Any {
    try await command("goog/cdp/execute", ["cmd": name, "params": parameters])
  }

  @discardableResult
  private func command(_ name: String, _ body: [String: Any]) async throws -> Any {
    try Self.value(of: server.send("POST", "\(session)/\(name)", json(body)))
  }

  private static func value(of answer: Data) throws -> Any {
    let object = try JSONSerialization.jsonObject(with: answer) as? [String: Any]
    guard let value = object?["value"] else {
      throw Failure(description: String(decoding: answer, as: UTF8.self))
    }
    if let error = value as? [String: Any], error["error"] != nil {
      throw Failure(description: "\(error["message"] ?? error)")
    }
    return value
  }
}

private func json(_ body: [String: Any]) throws -> Data {
  try JSONSerialization.data(withJSONObject: body)
}

extension Browser {
  /// What a reader has before the eyes.
  struct Screen: Sendable {
    var width: Int
    var height: Int
    var isPhone = false
    var isDark = false

    static let desktop = Screen(width: 1280, height: 800)
    static let phone = Screen(width: 390, height: 844, isPhone: true)
  }

  /// The keys that have no character, as the protocol writes them.
  enum Key {
    static let tab = "\u{E004}"
    static let enter = "\u{E007}"
    static let space = " "
    static let left = "\u{E012}"
    static let right = "\u{E014}"
    static let home = "\u{E011}"
    static let end = "\u{E010}"
  }
}
