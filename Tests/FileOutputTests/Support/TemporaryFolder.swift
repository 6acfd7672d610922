import Foundation

/// A folder of its own for a test, gone when nothing refers to it any more.
final class TemporaryFolder {
  let path = FileManager.default.temporaryDirectory
    .appending(path: "FileOutputTests-\(UUID().uuidString)").path

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    // What stays behind lies in the system's temporary folder.
    try? FileManager.default.removeItem(atPath: path)
  }

  func place(_ name: String) -> String { "\(path)/\(name)" }

  /// Makes a file, of which `mode` may say who can read and write it.
  func make(_ name: String, _ text: String = "old", mode: Int = 0o644) throws {
    try Data(text.utf8).write(to: URL(filePath: place(name)))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: place(name))
  }

  func makeLink(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: place(name), withDestinationPath: target)
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: place(name), encoding: .utf8)
  }

  func attribute<Value>(_ key: FileAttributeKey, of name: String) throws -> Value? {
    try FileManager.default.attributesOfItem(atPath: place(name))[key] as? Value
  }

  /// The names in the folder, in order.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}
