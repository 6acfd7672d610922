import SwiftGrad
import Testing

@testable import CommandLine

/// What one steps through is what runs.
@Suite struct SteppingFuzzTests {
  @Test func aSteppedPassLeavesTheGradientsOfBackward() throws {
    var (stepped, count) = (0, 0)
    try fuzz(rounds: 300) { seed, generator in
      let program = RandomProgram(&generator)
      let numbers = generator.numbers()
      let expression = try ScalarExpression(program.text)
      let assignments = try VariableAssignments(
        numbers.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ","))
      count += 1
      // Without a variable that a gradient can flow to there is nothing to step through.
      guard let whole = try? expression.graph(at: assignments) else { return }
      let inSteps = try expression.graph(at: assignments)
      whole.backward()

      // By the numbers that each step says it adds, and not by what it leaves in the nodes.
      var sums = [inSteps.identity: 1.0]
      for step in inSteps.backwardPass() {
        let said = sums[step.node.identity] ?? 0
        #expect(
          isSame(step.gradient, said), "seed \(seed): \(program.text): \(step): added up to \(said)"
        )
        for contribution in step.contributions {
          sums[contribution.input.identity, default: 0] += contribution.amount
        }
        #expect(!step.description.isEmpty)
      }
      let (expected, found) = (leaves(of: whole), leaves(of: inSteps))
      #expect(expected.map(\.label) == found.map(\.label), "seed \(seed): \(program.text)")
      for (expected, found) in zip(expected, found) {
        #expect(
          isSame(found.grad, expected.grad),
          "seed \(seed): \(program.text): expected \(expected), found \(found)")
      }
      walk(StepSession(BackwardReport(of: program.text, whole)), &generator)
      stepped += 1
    }
    #expect(stepped > count / 2)
  }

  /// Any answers to the prompt, none of which may end the program but `q`.
  private func walk(_ session: StepSession, _ generator: inout SeededGenerator) {
    var session = session
    for _ in 0..<20 {
      let line = generator.element(of: ["", "n", "b", "?", "0", "3", "-1", "999", "jump 2", "x\0"])
      #expect(session.answer(to: line)?.isEmpty == false)
    }
    #expect(session.answer(to: "q") == nil)
  }

  private func leaves(of result: Value) -> [Value] {
    Value.topologicalOrder(from: [result]).filter { $0.isLeaf && $0.requiresGradient }
  }

  private func isSame(_ first: Double, _ second: Double) -> Bool {
    first == second || first.isNaN && second.isNaN
  }
}
