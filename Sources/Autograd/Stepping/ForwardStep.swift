/// One step of the computation itself: a result worked out from its inputs.
///
/// It prints as a readable line:
///
///     step 1 of 2: d = a × b = 2 × (-0.5) = -1
public struct ForwardStep: Hashable, Sendable, CustomStringConvertible {
  /// Which step this is, counted from 1.
  public let number: Int
  /// How many steps there are: one for each operation.
  public let count: Int
  /// The ``ComputationGraph/Node/id`` of the result.
  public let node: Int
  /// The result in terms of its inputs' names: `d = a × b`.
  public let equation: String
  /// The same with numbers, of scalar nodes: `2 × (-0.5)`; empty of tensors.
  public let substitution: String
  /// The result, or what sums it up.
  public let result: String

  /// The step in one line.
  public var description: String {
    let middle =
      substitution.isEmpty || equation.hasSuffix(substitution) ? "" : " = \(substitution)"
    return "step \(number) of \(count): \(equation)\(middle) = \(result)"
  }
}

extension ComputationGraph {
  /// The computation step by step, in the order of the nodes.
  ///
  ///     for step in loss.graph().forwardTrace { print(step) }
  ///
  /// Operands that a part of a graph (``keepingPaths(from:)``) leaves out read `…`.
  public var forwardTrace: [ForwardStep] {
    let results = nodes.filter { $0.operation != nil }
    return results.enumerated().compactMap { index, node in
      guard let operation = node.operation else { return nil }
      let inputs = operands(of: node.id, operation)
      let equation = operation.equation(
        of: node.label, operands: inputs.map { $0?.operandName ?? "…" })
      let numbers = inputs.compactMap { input -> String? in
        if case .scalar(let number) = input?.data { number.parenthesizedText } else { nil }
      }
      let isScalar = node.shape == nil && numbers.count == inputs.count
      return ForwardStep(
        number: index + 1, count: results.count, node: node.id, equation: equation,
        substitution: isScalar ? operation.expression(of: numbers) : "",
        result: node.data?.text(shape: node.shape) ?? "\(node.shape ?? [])")
    }
  }

  /// The operands in their order; `nil` for one that the graph, a part of a larger one, leaves out.
  func operands(of id: Int, _ operation: NodeOperation) -> [Node?] {
    let edges = edges(into: id)
    let count =
      switch operation {
      case .unary: 1
      case .binary: 2
      case .select: 3
      case .tensor: (edges.last?.operand ?? -1) + 1
      }
    var operands = [Node?](repeating: nil, count: count)
    for edge in edges { operands[edge.operand] = self[edge.source] }
    return operands
  }
}

extension ComputationGraph.Node.Numbers {
  /// The number, or the least, the mean and the greatest.
  var text: String { text(shape: nil) }

  /// The same, of several numbers after their shape.
  package func text(shape: Shape?) -> String {
    switch self {
    case .scalar(let number): return number.readableText()
    case .tensor(let summary):
      let numbers = [summary.minimum, summary.maximum, summary.mean].map {
        $0.readableText(digits: 3)
      }
      return "\(shape.map { "\($0) of " } ?? "")\(numbers[0]) to \(numbers[1]), mean \(numbers[2])"
    }
  }
}
