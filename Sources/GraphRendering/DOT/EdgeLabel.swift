import Autograd

/// What stands along an edge: what the operand is to the operation, if that matters, and how much the result changes with it.
struct EdgeLabel {
  let text: String

  /// - Parameters:
  ///   - formula: how the result changes with the operand.
  ///   - isConcise: whether to leave out what the operation alone tells.
  init(
    _ edge: ComputationGraph.Edge, _ operation: NodeOperation, _ formula: Formula,
    _ options: DrawingOptions, isConcise: Bool
  ) {
    let roles = operation.roles
    let role = edge.operand < roles.count ? roles[edge.operand] : ""
    let number = edge.localDerivative?.readableText(digits: isConcise ? 3 : 5)
    switch (options.localDerivatives, number) {
    case (.formulas, let number?):
      // That of a product with a constant, `∂(2·x)/∂x = 2`, is a number already.
      let isNumber = formula.isConstant || [number, "(\(number))"].contains(formula.right)
      text = isNumber ? "\(formula)" : "\(formula) = \(number)"
    case (.numbers, _?) where isConcise && formula.isConstant:
      text = role
    case (.numbers, let number?):
      let derivative = isConcise ? number : "∂ \(number)"
      text = role.isEmpty ? derivative : "\(role): \(derivative)"
    case (.formulas, nil), (.numbers, nil), (.hidden, _):
      text = role
    }
  }
}
