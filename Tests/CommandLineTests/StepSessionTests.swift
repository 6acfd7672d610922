import Testing

@testable import CommandLine

@Suite struct StepSessionTests {
  private func report(_ formula: String, at numbers: String) throws -> BackwardReport {
    let expression = try ScalarExpression(formula)
    return BackwardReport(of: formula, try expression.graph(at: VariableAssignments(numbers)))
  }

  private func session() throws -> StepSession {
    StepSession(try report("tanh(a*b + c)", at: "a=2,b=-3,c=10"))
  }

  @Test func theReportNamesEachResultAndExplainsEachStep() throws {
    let lines = try report("tanh(a*b + c)", at: "a=2,b=-3,c=10").description.split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines.prefix(7).joined(separator: "\n") == """
        tanh(a*b + c) at a = 2, b = -3, c = 10
          v1 = a × b = -6
          v2 = v1 + c = 4
          v3 = tanh(v2) = 0.99933

        step 1 of 6: v3 = tanh(v2), gradient 1: the result itself, from which the pass starts
          v2: ∂tanh(v2)/∂v2 = 1 − v3² = 1 − 0.99933² = 0.001341; 1 · 0.001341 = 0.001341; gradient 0 → 0.001341
        """)
    #expect(lines.count { $0.hasPrefix("step ") } == 6)
    #expect(lines.last?.hasPrefix("step 6 of 6: leaf a, gradient -0.0040229: ") == true)
  }

  @Test func aVariableKeepsItsNameFromTheResults() throws {
    let report = try report("v1*value + 2", at: "value=2,v1=3")
    #expect(report.forward.hasSuffix("  v_1 = v1 × value = 6\n  v_2 = v_1 + 2 = 8"))
  }

  @Test func enterGoesThroughAllStepsInOrder() throws {
    var session = try session()
    #expect(session.prompt == "0/6> ")
    for number in 1...6 {
      #expect(session.answer(to: "")?.hasPrefix("step \(number) of 6: ") == true)
      #expect(session.position == number)
    }
    #expect(session.answer(to: "") == "That was the last step.")
    #expect(session.prompt == "6/6> ")
  }

  @Test func backAndANumberGoWhereTheySay() throws {
    var session = try session()
    #expect(session.answer(to: "b") == "There is no step before.")
    let fourth = session.answer(to: "4")
    #expect(fourth?.hasPrefix("step 4 of 6: ") == true)
    #expect(session.answer(to: " back ")?.hasPrefix("step 3 of 6: ") == true)
    #expect(session.answer(to: "NEXT") == fourth)
    #expect(session.answer(to: "jump 1")?.hasPrefix("step 1 of 6: ") == true)
    #expect(session.answer(to: "b") == "There is no step before.")
    #expect(session.position == 1)
  }

  @Test(arguments: ["0", "7", "-1", "x", "99999999999999999999", "jump", "nn"])
  func anythingElseIsAnsweredAndChangesNothing(line: String) throws {
    var session = try session()
    _ = session.answer(to: "2")
    #expect(
      session.answer(to: line) == "expected a step from 1 to 6, n, b, q or ?, found '\(line)'")
    #expect(session.position == 2)
  }

  @Test func helpIsGivenAndQuitEnds() throws {
    var session = try session()
    #expect(session.answer(to: "?") == StepSession.help)
    #expect(session.answer(to: "help") == StepSession.help)
    #expect(session.answer(to: "q") == nil)
  }
}
