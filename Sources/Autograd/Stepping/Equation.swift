// What texts call nodes, those of an engine and those of a snapshot, and how they write down how one came about.

extension GraphNode {
  /// What texts call the node: its label, or else its operation.
  public var name: String {
    label ?? operation?.symbol ?? (requiresGradient ? "leaf" : "constant")
  }

  /// How the node came about: `d = a × b`, or `leaf a`.
  package var equation: String {
    operation?.equation(of: label, operands: inputs.map(\.operandName))
      ?? label.map { "leaf \($0)" } ?? name
  }

  /// What equations call the node.
  private var operandName: String {
    Autograd.operandName(label: label, number: data as? Double, operation: operation)
  }

  /// What formulas call the node: its label, or of a leaf its number, or else its operation.
  var formulaName: String { label ?? operation?.parenthesizedSymbol ?? operandName }
}

extension ComputationGraph.Node {
  /// What formulas call the node: its label, or of a leaf its number, or else its operation.
  fileprivate var formulaName: String {
    label ?? operation?.parenthesizedSymbol ?? operandName
  }

  /// What texts call the node: its operation and label, or of a leaf what equations call it.
  var name: String {
    guard let operation else { return operandName }
    return label.map { "\(operation.symbol) \($0)" } ?? operation.symbol
  }

  /// Whether the name is the number already.
  var isPlainNumber: Bool { label == nil && operation == nil && shape == nil }

  /// What equations call the node.
  package var operandName: String {
    var number: Double?
    if shape == nil || operation == nil, case .scalar(let data) = data { number = data }
    return Autograd.operandName(label: label, number: number, operation: operation)
  }
}

/// What an equation calls a node: its label, or else its number, or else its operation.
private func operandName(label: String?, number: Double?, operation: NodeOperation?) -> String {
  label ?? number?.parenthesizedText ?? operation?.parenthesizedSymbol ?? "leaf"
}

extension ComputationGraph {
  /// How the target of an edge changes with its source, in the names of the nodes.
  package func formula(of edge: Edge) -> Formula? {
    guard let target = self[edge.target], let operation = target.operation else { return nil }
    let names = operands(of: target.id, operation).map { $0?.formulaName ?? "…" }
    return operation.formula(forInput: edge.operand, of: names, result: target.label)
  }
}

extension NodeOperation {
  /// What stands for a result that has no name.
  fileprivate var parenthesizedSymbol: String { "(\(symbol))" }

  /// A result that may have a label: `d = a × b`, or `a × b`.
  func equation(of label: String?, operands: [String]) -> String {
    (label.map { "\($0) = " } ?? "") + expression(of: operands)
  }

  /// The operation as people write it, on operands named so: `a × b`, `−a`, `a^2`, `tanh(a)`.
  func expression(of operands: [String]) -> String {
    let call = "\(symbol)(\(operands.map(\.withoutParentheses).joined(separator: ", ")))"
    return switch self {
    case .binary(.maximum), .binary(.minimum), .select, .tensor: call
    case .binary(let operation): operands.joined(separator: " \(operation.symbol) ")
    case .unary(.negate): "−\(operands[0])"
    case .unary(.power): "\(operands[0])\(symbol)"
    case .unary: call
    }
  }
}

extension String {
  /// What a pair of parentheses around all of it holds: those of a call do for both.
  fileprivate var withoutParentheses: String {
    guard hasPrefix("("), hasSuffix(")") else { return self }
    let inside = dropFirst().dropLast()
    return inside.contains { "()".contains($0) } ? self : String(inside)
  }
}

extension Double {
  /// As people read it, in parentheses where a sign would stand after another one.
  package var parenthesizedText: String { self < 0 ? "(\(readableText()))" : readableText() }
}
