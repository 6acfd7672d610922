import SwiftGrad
import Testing

@testable import CommandLine

@Suite struct FormulaFuzzTests {
  @Test func formulasComeToWhatTheirTreesComeTo() throws {
    var (compared, count) = (0, 0)
    try fuzz(rounds: 500) { seed, generator in
      let program = RandomProgram(&generator)
      let numbers = generator.numbers()
      let expression = try ScalarExpression(program.text)
      let found = expression(expression.variables.map { Value(numbers[$0.name] ?? .nan) }).data
      let expected = program.value(at: numbers)
      // How much the result changes if every operation is a little wrong tells how exact it can be.
      let others = (0..<3).map { _ in
        program.value(at: numbers) { 1 + generator.uniform(in: -1e-12...1e-12) }
      }
      let reach = others.map { abs($0 - expected) }.max() ?? 0
      count += 1
      if expected.isNaN, others.allSatisfy(\.isNaN) {
        compared += 1
        #expect(found.isNaN, "seed \(seed): \(program.text) at \(numbers)")
      } else if reach.isFinite {
        compared += 1
        #expect(
          abs(found - expected) <= reach + 1e-12 * max(1, abs(expected)),
          "seed \(seed): \(program.text) at \(numbers): expected \(expected), found \(found)")
      }
    }
    #expect(compared > count / 2)
  }

  private static let pieces: [Character] =
    Array("xyz0123456789.eE+-*/^(),;= \t\n_tanhmaxpowlog") + ["é", "′", "٣", "🙂", "\u{301}", "\0"]

  @Test func anyTextIsReadOrRefusedInPlace() {
    var (read, count) = (0, 0)
    fuzz(rounds: 1000) { seed, generator in
      var characters: [Character]
      if generator.isTrue(oneIn: 4) {
        characters = (0..<generator.integer(below: 60)).map { _ in
          generator.element(of: Self.pieces)
        }
      } else {
        characters = Array(RandomProgram(&generator).text)
        generator.mutate(&characters) { $0.element(of: Self.pieces) }
      }
      let text = String(characters)
      count += 1
      do throws(ScalarExpressionError) {
        let expression = try ScalarExpression(text)
        _ = expression(expression.variables.map { _ in Value(generator.uniform()) })
        read += 1
      } catch {
        #expect((1...text.count + 1).contains(error.column), "seed \(seed): \(text)")
        #expect(error.description.contains("expected"), "seed \(seed): \(text): \(error)")
      }
    }
    #expect(read > 0 && read < count)
  }
}
