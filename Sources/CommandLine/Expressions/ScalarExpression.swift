import SwiftGrad

/// A formula as one types it, `tanh(a*b + c)`, over the operations of scalar nodes; or several, each but the last with a name
/// that the later ones use: `d = a*b; d += 1; tanh(d)`.
///
/// It is kept as a list of instructions for a stack, operands before their operation, so that neither computing nor
/// releasing it takes more of the program's stack for a longer formula.
struct ScalarExpression: Hashable {
  /// What a formula comes down to.
  enum Instruction: Hashable {
    /// Puts a number on the stack.
    case number(Double)
    /// Puts a variable on the stack, by its place in ``ScalarExpression/variables``.
    case variable(Int)
    /// Replaces the number on top of the stack.
    case unary(UnaryOperation)
    /// Replaces the two numbers on top of the stack.
    case binary(BinaryOperation)
    /// Takes the top of the stack away and gives it a name, the next of ``ScalarExpression/names``.
    case store
    /// Puts on the stack what was stored, by its place in ``ScalarExpression/names``.
    case load(Int)
  }

  /// A name that stands for a number.
  struct Variable: Hashable {
    let name: String
    /// Where it stands first, counted from 1.
    let column: Int
  }

  let text: String
  let instructions: [Instruction]
  /// The variables, each once, in the order in which they appear.
  let variables: [Variable]
  /// The names of what was stored, in order: `c`, and `c₂` where the formula makes a new `c` of it.
  let names: [String]
}

extension ScalarExpression {
  /// What the formula comes to on numbers or on nodes; `leaves` are the ``variables``, in their order.
  ///
  /// - Parameter name: is called with each result that the formula names.
  func callAsFunction<T: Differentiable>(
    _ leaves: [T], naming name: (T, String) -> Void = { _, _ in }
  ) -> T {
    var stack: [T] = []
    var stored: [T] = []
    for instruction in instructions {
      switch instruction {
      case .number(let number): stack.append(.constant(number))
      case .variable(let index): stack.append(leaves[index])
      case .unary(let operation): stack.append(.apply(operation, to: stack.removeLast()))
      case .binary(let operation):
        let right = stack.removeLast()
        stack.append(.apply(operation, to: stack.removeLast(), right))
      case .store:
        let result = stack.removeLast()
        name(result, names[stored.count])
        stored.append(result)
      case .load(let index): stack.append(stored[index])
      }
    }
    return stack.removeLast()
  }

  /// The graph of the formula, in which each variable is one leaf that bears its name.
  ///
  /// Throws if a variable has no number, or if no gradient flows from the result to any variable.
  func graph(at numbers: VariableAssignments) throws(ScalarExpressionError) -> Value {
    var leaves: [Value] = []
    for variable in variables {
      guard let number = numbers[variable.name] else {
        throw ScalarExpressionError(
          text: text, column: variable.column,
          message: numbers.isEmpty
            ? "expected --at \(variable.name)=… with the number of '\(variable.name)', found none"
            : "expected a variable that --at gives (\(numbers.names.joined(separator: ", "))), "
              + "found '\(variable.name)'")
      }
      leaves.append(Value(number, label: variable.name))
    }
    let result = self(leaves) { node, name in
      // Another name for a leaf: its own says more.
      if node.label == nil { node.label = name }
    }
    guard result.requiresGradient else {
      throw ScalarExpressionError(
        text: text, column: 1,
        message: variables.isEmpty
          ? "expected a variable that a gradient can flow to, found numbers alone; variables get theirs by --at, as in "
            + "\"a*b\" --at a=1,b=2"
          : "expected a variable that a gradient can flow to, found none: "
            + "sign() is constant between its jumps")
    }
    return result
  }
}
