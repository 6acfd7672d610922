import Foundation
import SwiftGrad
import Testing

@testable import CommandLine

/// The README's formula, its steps and its picture are what the commands make of it.
@Suite struct ReadmeTests {
  private let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private var readme: String {
    get throws { try String(contentsOf: package.appending(path: "README.md"), encoding: .utf8) }
  }

  /// The formula that the README hands to `swiftgrad graph`, with its numbers.
  private var result: Value {
    get throws {
      let match = try #require(
        readme.firstMatch(of: /swiftgrad graph "([^"]+)" \\\n\s+--at (\S+) --output micrograd.svg/))
      return try ScalarExpression(String(match.1)).graph(at: VariableAssignments(String(match.2)))
    }
  }

  @Test func theStepsAreThoseOfTheFormula() throws {
    let report = BackwardReport(of: "", try result)
    let lines = report.steps.map(\.description).joined(separator: "\n").split(separator: "\n")
    let shown = try readme.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { $0.contains(/^step \d+ of|^\S+: ∂/) }
    #expect(shown.count > 8)
    let expected = Set(lines.map { $0.trimmingCharacters(in: .whitespaces) })
    for line in shown { #expect(expected.contains(line), "no step reads: \(line)") }
  }

  @Test func thePictureIsThatOfTheFormula() throws {
    let output = try result
    output.backward()
    let drawn = String(decoding: try output.graph().render(.svg), as: UTF8.self)
    let picture = try String(
      contentsOf: package.appending(path: "Docs/Pictures/micrograd.svg"), encoding: .utf8)
    // Where things stand depends on the fonts of the machine; what they say does not.
    #expect(texts(of: picture) == texts(of: drawn))
    #expect(texts(of: picture).contains("grad 138.83"))
  }

  private func texts(of svg: String) -> [String] {
    svg.matches(of: />([^<>]+)<\/text>/).map { String($0.1) }.sorted()
  }
}
