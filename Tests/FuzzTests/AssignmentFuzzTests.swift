import Foundation
import SwiftGrad
import Testing

@testable import CommandLine

/// What `--at` is given.
@Suite struct AssignmentFuzzTests {
  private static let pieces: [Character] =
    Array("abxy=,=,=,0123456789.-+einfa ") + ["\t", "\n", "é", "🙂", "\u{301}", "\0", "\r\n"]

  @Test func anyTextIsReadAsAPlainReaderReadsIt() {
    var (read, count) = (0, 0)
    fuzz(rounds: 2000) { seed, generator in
      var characters = Array(
        (0...generator.integer(below: 4)).map { index in
          "\(generator.element(of: ["a", "b1", " x", "y "]))\(index)=\(generator.uniform(in: -9...9))"
        }.joined(separator: ","))
      if generator.isTrue(oneIn: 2) {
        generator.mutate(&characters) { $0.element(of: Self.pieces) }
      }
      let text = String(characters)
      let expected = assignments(in: text)
      count += 1
      do {
        let found = try VariableAssignments(text)
        read += 1
        #expect(found.names == expected?.map(\.name), "seed \(seed): \(text)")
        for (name, number) in expected ?? [] {
          #expect(found[name] == number, "seed \(seed): \(text): \(name)")
        }
      } catch {
        #expect(expected == nil, "seed \(seed): \(text): \(error)")
        #expect("\(error)".contains("expected"), "seed \(seed): \(text): \(error)")
      }
    }
    #expect(read > count / 10 && read < count)
  }

  /// A character at a time: a name, `=`, a number, and a comma before the next.
  private func assignments(in text: String) -> [(name: String, number: Double)]? {
    var found: [(name: String, number: Double)] = []
    var (name, number, isNumber) = ("", "", false)
    for character in Array(text) + [","] {
      switch character {
      case "=" where !isNumber: isNumber = true
      case ",":
        let (left, right) = (trimmed(name), trimmed(number))
        guard isNumber, !left.isEmpty, let value = Double(right), value.isFinite,
          !found.contains(where: { $0.name == left })
        else { return nil }
        found.append((left, value))
        (name, number, isNumber) = ("", "", false)
      default: if isNumber { number.append(character) } else { name.append(character) }
      }
    }
    return found
  }

  private func trimmed(_ text: String) -> String {
    var characters = Array(text)
    while characters.last?.isWhitespace == true { characters.removeLast() }
    while characters.first?.isWhitespace == true { characters.removeFirst() }
    return String(characters)
  }
}
