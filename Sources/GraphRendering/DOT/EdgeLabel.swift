import Autograd

/// What stands along an edge: which operand it is, if that matters, and how much the result changes with it.
struct EdgeLabel {
  let text: String

  init(_ edge: ComputationGraph.Edge, _ operation: Operation, _ options: DrawingOptions) {
    let names = operation.inputNames
    let name = edge.operand < names.count ? names[edge.operand] : ""
    let number = edge.localDerivative?.readableText()
    switch (options.localDerivatives, number) {
    case (.formulas, let number?):
      text = "\(operation.formula(forInput: edge.operand)) = \(number)"
    case (.numbers, let number?):
      text = name.isEmpty ? "∂ \(number)" : "\(name): ∂ \(number)"
    default:
      text = name
    }
  }
}
