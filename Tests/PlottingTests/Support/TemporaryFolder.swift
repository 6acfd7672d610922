import Foundation

@testable import Plotting

/// A folder of a test's own, which goes when the test lets go of it.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func place(_ name: String) -> String { "\(path)/\(name)" }

  var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? []
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: place(name), encoding: .utf8)
  }

  /// A program that stands in for the one that draws.
  func program(_ script: String) throws -> Program {
    let path = place("program")
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return Program(path: path)
  }
}

extension Figure {
  func script(_ theme: PlotTheme = .light) throws -> String {
    String(decoding: try data(.gp, theme: theme), as: UTF8.self)
  }

  func table() throws -> String { String(decoding: try data(.csv), as: UTF8.self) }

  /// What stands behind `plot`, and before it the numbers.
  func clauses() throws -> [String] {
    let lines = try script().split(separator: "\n").map(String.init)
    let plot = lines.lastIndex(of: "plot \\") ?? lines.count
    return lines[plot...].dropFirst().map {
      $0.replacing(", \\", with: "").trimmingCharacters(in: .whitespaces)
    }
  }

  func block(_ number: Int) throws -> [String] {
    let lines = try script().split(separator: "\n").map(String.init)
    guard let start = lines.firstIndex(of: "$data\(number) << EOD") else { return [] }
    return Array(lines[(start + 1)...].prefix { $0 != "EOD" })
  }
}
