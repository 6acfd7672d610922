import ArgumentParser
import SwiftGrad

/// A formula, and the numbers of its variables.
struct FormulaOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      """
      A formula of numbers, variables, + - * / ^ and \
      \(ScalarFunction.all.keys.sorted().joined(separator: ", ")). Put -- before one that begins with a minus.
      """, valueName: "formula"))
  var formula: String?

  @Option(
    name: .customLong("at"), parsing: .unconditional,
    help: ArgumentHelp("The numbers of the formula's variables.", valueName: "a=2,b=-3,…"),
    transform: { try VariableAssignments($0) })
  var numbers = VariableAssignments()

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
