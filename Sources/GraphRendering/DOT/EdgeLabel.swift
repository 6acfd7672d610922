import Autograd

/// What stands along an edge: which operand it is, if that matters, and how much the result changes with it.
struct EdgeLabel {
  let text: String

  /// - Parameter isConcise: whether to leave out what the operation alone tells.
  init(
    _ edge: ComputationGraph.Edge, _ operation: Operation, _ options: DrawingOptions,
    isConcise: Bool
  ) {
    let names = operation.inputNames
    let name = edge.operand < names.count ? names[edge.operand] : ""
    let number = edge.localDerivative?.readableText(digits: isConcise ? 3 : 5)
    switch (options.localDerivatives, number) {
    case (.formulas, let number?):
      text = "\(operation.formula(forInput: edge.operand)) = \(number)"
    case (.numbers, _?) where isConcise && operation.hasConstantDerivative:
      text = name
    case (.numbers, let number?) where isConcise:
      text = name.isEmpty ? number : "\(name): \(number)"
    case (.numbers, let number?):
      text = name.isEmpty ? "∂ \(number)" : "\(name): ∂ \(number)"
    default:
      text = name
    }
  }
}

extension Operation {
  /// Whether the local derivatives are 1 or -1 whatever the operands are.
  fileprivate var hasConstantDerivative: Bool {
    switch self {
    case .binary(.add), .binary(.subtract), .unary(.negate): true
    default: false
    }
  }
}
