import ArgumentParser
import SwiftGrad

/// A formula, and the numbers of its variables.
struct FormulaOptions: ParsableArguments {
  // A formula may begin with a minus, so what is no option is one; `--` arrives as well.
  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      """
      A formula of numbers, variables, + - * / ^ and \
      \(ScalarFunction.all.keys.sorted().joined(separator: ", ")), of no more than \
      \(ScalarExpression.maximumLength.grouped) characters.
      """, valueName: "formula"))
  var formulas: [String] = []

  @Option(
    name: .customLong("at"), parsing: .unconditional,
    help: ArgumentHelp("The numbers of the formula's variables.", valueName: "a=2,b=-3,…"),
    transform: { try VariableAssignments($0) })
  var numbers = VariableAssignments()

  var formula: String? { formulas.first { $0 != "--" } }

  func validate() throws {
    let (options, literals) = (formulas.prefix { $0 != "--" }, formulas.drop { $0 != "--" })
    if let option = options.first(where: { $0.hasPrefix("--") }) {
      throw ValidationError("Unknown option '\(option)'")
    }
    let found = options + literals.dropFirst()
    guard found.count < 2 else {
      throw ValidationError("expected one formula in quotes, found a second: '\(found[1])'")
    }
  }

  /// The graph of a formula at the numbers that were given, each of which it must use.
  func graph(of formula: String) throws -> Value {
    let expression = try ScalarExpression(formula)
    let result = try expression.graph(at: numbers)
    let variables = expression.variables.map(\.name)
    if let unused = numbers.names.first(where: { !variables.contains($0) }) {
      throw ValidationError(
        "--at: expected variables of the formula (\(variables.joined(separator: ", "))), "
          + "found '\(unused)'")
    }
    return result
  }
}
