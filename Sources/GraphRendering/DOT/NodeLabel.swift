import Autograd

/// What stands in the box of a node: what it is, its numbers, its gradient.
///
/// Labels are plain text: libgvc 2.42 loses memory with every line of a label that is written like HTML.
struct NodeLabel {
  private let node: ComputationGraph.Node
  private let frame: [String]
  private let options: DrawingOptions
  private let isConcise: Bool

  /// - Parameters:
  ///   - frame: the path of the module whose frame is around the node, which its name need not repeat.
  ///   - isConcise: whether to leave the words to the legend.
  init(
    _ node: ComputationGraph.Node, in frame: [String], _ options: DrawingOptions, isConcise: Bool
  ) {
    self.node = node
    self.frame = frame
    self.options = options
    self.isConcise = isConcise
  }

  /// The label, ready to follow `label=`: the name, in the middle, and the numbers below it, the gradient in the last line.
  var text: String {
    if node.kind == .constant, options.showsData, case .scalar(let number) = node.data {
      return number.readableText().dotQuoted
    }
    let rows = [data, gradient].compactMap { $0 }
    // A line break makes a line of what is before it; after the last line of all it would leave an empty one.
    let end = rows.isEmpty || heading.isEmpty ? "" : "\\n"
    if isConcise { return "\"\(([heading.dotEscaped] + rows).joined(separator: "\\n"))\"" }
    return "\"\(heading.dotEscaped)\(end)\(rows.map { "\($0)\\l" }.joined())\""
  }

  /// Whether the last line is the gradient.
  var showsGradient: Bool { gradient != nil }

  private var gradient: String? {
    guard options.showsGradients && node.showsGradient else { return nil }
    return (isConcise ? "" : "grad ") + (node.gradient?.drawnText(isConcise: isConcise) ?? "—")
  }

  /// What a reader sees who points at the node: its whole name, and the derivatives by up to three inputs.
  func tooltip(in graph: ComputationGraph) -> String {
    let rules = graph.edges(into: node.id).prefix(3).compactMap { graph.formula(of: $0) }
    let name = [node.operation?.symbol, node.label].compactMap { $0 }.joined(separator: "  ")
    let lines = [name.isEmpty ? "\(node.kind)" : name] + rules.map(\.description)
    return lines.joined(separator: "\n")
  }

  private var heading: String {
    let isNameless = node.operation == nil && node.shape != nil
    let name =
      node.label.map { shortName($0).shortened(to: 40) } ?? (isNameless ? "\(node.kind)" : "")
    let shape = options.showsShapes ? node.shape.flatMap { $0.rank > 0 ? "\($0)" : nil } : nil
    return [node.operation?.symbol ?? "", name, shape ?? ""].filter { !$0.isEmpty }
      .joined(separator: "  ")
  }

  private var data: String? {
    options.showsData
      ? node.data.map { (isConcise ? "" : "data ") + $0.drawnText(isConcise: isConcise) } : nil
  }

  private func shortName(_ label: String) -> String {
    let prefix = frame.isEmpty ? "" : frame.joined(separator: ".") + "."
    return label.hasPrefix(prefix) ? String(label.dropFirst(prefix.count)) : label
  }
}

extension ComputationGraph.Node.Numbers {
  /// The number, or in short what sums up several.
  func drawnText(isConcise: Bool = false) -> String {
    switch self {
    case .scalar(let number): return number.readableText(digits: isConcise ? 3 : 5)
    case .tensor(let summary):
      let (minimum, mean, maximum) = (summary.minimum, summary.mean, summary.maximum)
      return """
        mean \(mean.readableText(digits: 3)) in \(minimum.readableText(digits: 3)) … \(maximum.readableText(digits: 3))
        """
    }
  }
}

extension ComputationGraph.Node {
  /// No gradient is missing where none flows.
  var showsGradient: Bool { kind != .input && kind != .constant }
}
