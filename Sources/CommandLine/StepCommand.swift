import ArgumentParser
import Foundation
import SwiftGrad

/// `swiftgrad step`.
struct StepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step",
    abstract: "Go through backpropagation one step at a time.",
    usage: "swiftgrad step <formula> [--at <a=2,b=-3,…>]",
    discussion: """
      Computes a formula and shows how its gradient flows back to each variable, and why:

        swiftgrad step "tanh(a*b + c)" --at a=2,b=-3,c=10

      In a terminal, each step waits for you; all are printed at once where the input or the output is none. Wrong \
      arguments give exit status 64.
      """)

  @OptionGroup(title: "Formula") var formula: FormulaOptions

  func validate() throws {
    guard formula.formula != nil else {
      throw ValidationError("expected a formula, such as \"tanh(a*b + c)\", found none")
    }
  }

  func run() throws {
    guard let formula = formula.formula else { return }
    let report = BackwardReport(of: formula, try self.formula.graph(of: formula))
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      return try writeToStandardOutput("\(report)\n")
    }
    try writeToStandardOutput("\(report.forward)\n\n\(StepSession.help)\n")
    var session = StepSession(report)
    while true {
      try writeToStandardOutput(session.prompt)
      guard let line = readLine() else { return try writeToStandardOutput("\n") }
      guard let answer = session.answer(to: line) else { return }
      try writeToStandardOutput("\(answer)\n")
    }
  }
}
