import SwiftGrad
import Testing

@testable import CommandLine

@Suite struct ScalarExpressionErrorTests {
  private func error(of text: String) throws -> ScalarExpressionError {
    try #require(throws: ScalarExpressionError.self) { try ScalarExpression(text) }
  }

  private static let operand = "expected a number, a variable, a function, '-' or '('"

  @Test(arguments: [
    ("", 1, "\(operand), found the end"),
    ("   ", 4, "\(operand), found the end"),
    ("a +", 4, "\(operand), found the end"),
    ("a + * b", 5, "\(operand), found '*'"),
    ("a ** b", 4, "\(operand), found '*'"),
    ("()", 2, "\(operand), found ')'"),
    ("tanh()", 6, "\(operand), found ')'"),
    ("max(a, )", 8, "\(operand), found ')'"),
    ("+a", 1, "\(operand), found '+'"),
    ("$", 1, "\(operand), found '$'"),
    ("a b", 3, "expected an operator or the end, found 'b'"),
    ("2x", 2, "expected an operator or the end, found 'x'"),
    ("2e", 2, "expected an operator or the end, found 'e'"),
    ("1.2.3", 4, "expected an operator or the end, found '.3'"),
    ("a)", 2, "expected an operator or the end, found ')'"),
    ("a = 2; b == 3", 11, "expected a number, a variable, a function, '-' or '(', found '='"),
    ("x²", 2, "expected an operator or the end, found '²'"),
    ("2(a + b)", 2, "expected an operator or the end, found '('"),
    ("(a + b", 7, "expected an operator or ')' for the '(' in column 1, found the end"),
    ("(a, b)", 3, "expected an operator or ')', found ','"),
    (
      "1 + tanh(a", 11,
      "expected an operator or ')' after the one argument of tanh for the '(' in column 9, found the end"
    ),
    ("tanh(a, b)", 7, "expected an operator or ')' after the one argument of tanh, found ','"),
    ("max(a)", 6, "expected an operator or ',' before the second argument of max, found ')'"),
    (
      "max(a, b, c)", 9, "expected an operator or ')' after the two arguments of max, found ','"
    ),
    ("leakyReLU(a, b)", 14, "expected a number as the slope of leakyReLU, found a variable"),
    ("elu(a, 2*b)", 8, "expected a number as the alpha of elu, found a variable"),
    ("tanh a", 6, "expected '(' after the function tanh, found 'a'"),
    ("2*exp", 6, "expected '(' after the function exp, found the end"),
    ("1e999", 1, "expected a number below 1.8e308, found '1e999'"),
    ("a + tahn(b)", 5, "expected a function, found 'tahn'; did you mean"),
    ("ReLU(b)", 1, "expected a function, found 'ReLU'; did you mean relu?"),
    ("LeakyRelu(b)", 1, "did you mean leakyReLU?"),
    ("sigmoidd(b)", 1, "did you mean sigmoid?"),
    ("f(b)", 1, "expected a function, found 'f'; there are abs, acos, asin, "),
  ])
  func aMistakeIsNamedAtItsColumn(text: String, column: Int, message: String) throws {
    let error = try error(of: text)
    #expect(error.column == column)
    #expect(error.message.contains(message), "\(error)")
  }

  @Test(arguments: [
    ("a*b", "a=1", 3, "expected a variable that --at gives (a), found 'b'"),
    ("b + a*b", "a=1,c=2", 1, "expected a variable that --at gives (a, c), found 'b'"),
    ("1 + 2", "", 1, "found numbers alone"),
    ("1 + sign(a)", "a=1", 1, "found none: sign() is constant"),
  ])
  func aGraphNeedsNumbersAndAWayForTheGradient(
    text: String, numbers: String, column: Int, message: String
  ) throws {
    let assignments = try numbers.isEmpty ? VariableAssignments() : VariableAssignments(numbers)
    let error = try #require(throws: ScalarExpressionError.self) {
      try ScalarExpression(text).graph(at: assignments)
    }
    #expect(error.column == column)
    #expect(error.message.contains(message), "\(error)")
  }

  @Test func withoutAnyNumbersTheOptionIsNamed() throws {
    let error = try #require(throws: ScalarExpressionError.self) {
      try ScalarExpression("2*a").graph(at: VariableAssignments())
    }
    #expect(error.message == "expected --at a=… with the number of 'a', found none")
  }

  @Test func theCaretStandsUnderThePlace() throws {
    #expect(
      try error(of: "tanh(a*b\t+ )").description == """
        column 12: \(Self.operand), found ')'
          tanh(a*b + )
                     ^
        """)
  }

  @Test func aControlCharacterDoesNotReachTheTerminal() throws {
    let description = try error(of: "a\u{1B}[2J").description
    #expect(!description.contains("\u{1B}"))
  }

  @Test func ofALongFormulaTheSurroundingsAreShown() throws {
    let error = try error(
      of: String(repeating: "a + ", count: 100) + "* " + String(repeating: "b", count: 90))
    let lines = error.description.split(separator: "\n")
    #expect(error.column == 401)
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines[1].hasPrefix("  …") && lines[1].hasSuffix("…"))
    let caret = try #require(lines[2].firstIndex(of: "^"))
    let offset = lines[2].distance(from: lines[2].startIndex, to: caret)
    #expect(Array(lines[1])[offset] == "*")
  }

  @Test func aFormulaThatIsTooLongIsRefusedWithItsLength() throws {
    let error = try error(of: "c=a;" + String(repeating: "c+=1;", count: 25_000) + "c")
    #expect(
      error.message == "expected a formula of no more than 100,000 characters, found 125,005")
    #expect(error.column == 100_001 && error.description.contains("^"))
  }

  @Test(arguments: [
    // A letter that draws what follows it into one `Character`: it would carry that into a name.
    "q\u{D4E}<script", "\u{D4E}", "\u{D4E}\"", "q\u{D4E}=1",
    // What is not seen, what joins and what turns the direction of writing.
    "\u{600}a", "a\u{200D}b", "a\u{202E}b", "a\u{FE0F}", "a\u{34F}", "\u{3164}", "a\u{20DD}",
    "\u{301}a", "_\u{301}", "a\u{1F3FD}",
    "𝟏", "x₁", "½",
  ])
  func whatIsNoLetterIsInNoName(text: String) throws {
    #expect(try error(of: text).message.contains("expected"))
  }

  @Test func whatTurnsTheDirectionOfWritingDoesNotReachTheTerminal() throws {
    #expect(try !error(of: "a \u{202E}b").description.unicodeScalars.contains("\u{202E}"))
  }

  @Test(arguments: ["(", "-", "tanh(", "2^", "max(1, ", "elu(1, "])
  func nestingTooDeepIsRefused(opening: String) throws {
    #expect(
      try error(of: String(repeating: opening, count: 10_000)).message
        == "expected no more than 100 levels of nesting")
  }

  @Test func ninetyLevelsOfNestingAreRead() throws {
    let text = String(repeating: "tanh(", count: 90) + "a" + String(repeating: ")", count: 90)
    #expect(try ScalarExpression(text).instructions.count == 91)
  }

  /// Whatever is typed is read or refused, at a column that the formula has.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func nothingThatIsTypedCrashes(seed: UInt64) throws {
    let pieces = [
      "a", "b", "1", "2.5", "1e3", "e", ".", "+", "-", "*", "/", "^", "(", ")", ",", " ", "tanh(",
      "max(", "elu(", "leakyReLU(", "pow(", "exp", "é", "👩‍👧", "\u{0}", "=", "x\u{301}",
      "\u{D4E}", "\u{600}", "<", ";", "′", "\u{202E}",
    ]
    var generator = SeededGenerator(seed: seed)
    var readCount = 0
    for _ in 0..<3_000 {
      let length = generator.integer(below: 12)
      let text = (0..<length).map { _ in pieces[generator.integer(below: pieces.count)] }.joined()
      do {
        let expression = try ScalarExpression(text)
        _ = expression(
          [PlainNumber](repeating: PlainNumber(0.5), count: expression.variables.count))
        readCount += 1
      } catch {
        #expect((1...text.count + 1).contains(error.column), "\(text)")
        #expect(error.description.contains("^"))
      }
    }
    #expect(readCount > 50)
  }
}
