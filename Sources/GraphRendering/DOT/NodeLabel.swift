import Autograd

/// What stands in the box of a node: what it is, its numbers, its gradient.
struct NodeLabel {
  private typealias Cell = HTMLTable.Cell
  private typealias Text = HTMLTable.Text

  private let node: ComputationGraph.Node
  private let frame: [String]
  private let options: DrawingOptions

  /// - Parameter frame: the path of the module whose frame is around the node, which its name need not repeat.
  init(_ node: ComputationGraph.Node, in frame: [String], _ options: DrawingOptions) {
    self.node = node
    self.frame = frame
    self.options = options
  }

  /// The label, ready to follow `label=`.
  var dot: String {
    if node.kind == .constant, options.showsData, case .scalar(let number) = node.data {
      return number.readableText().dotQuoted
    }
    var table = HTMLTable()
    if !heading.isEmpty {
      table.rows.append([Cell(pieces: heading, alignment: "CENTER", columns: columns)])
    }
    if columns > 2 {
      let names = ["", "min", "mean", "max"]
      table.rows.append(names.map { Cell(pieces: [caption($0)], alignment: "RIGHT") })
    }
    if options.showsData {
      table.rows.append(row("data", node.data, color: options.theme.text))
    }
    if hasGradientRow {
      table.rows.append(row("grad", node.gradient, color: options.theme.gradient))
    }
    if table.rows.isEmpty { return "\"\"" }
    return table.dot
  }

  /// What a reader sees who points at the node: its whole name, and the derivatives.
  var tooltip: String {
    let formulas = (node.operation?.inputNames.count ?? 0) > 1 ? [0, 1] : [0]
    let rules = node.operation.map { operation in formulas.map { operation.formula(forInput: $0) } }
    return ([node.label, node.operation?.symbol].compactMap { $0 } + (rules ?? []))
      .joined(separator: "\n")
  }

  private var heading: [Text] {
    var heading: [Text] = []
    if let symbol = node.operation?.symbol {
      heading.append(Text(text: symbol, size: 15, isBold: true))
    }
    let isNameless = node.operation == nil && node.shape != nil
    let name = node.label.map { shortName($0) } ?? (isNameless ? "\(node.kind)" : "")
    if !name.isEmpty {
      let space = heading.isEmpty ? "" : "  "
      heading.append(Text(text: space + name.shortened(to: 40), isBold: true))
    }
    if options.showsShapes, let shape = node.shape, shape.rank > 0 {
      heading.append(caption((heading.isEmpty ? "" : "  ") + "\(shape)"))
    }
    return heading
  }

  private func shortName(_ label: String) -> String {
    let prefix = frame.isEmpty ? "" : frame.joined(separator: ".") + "."
    return label.hasPrefix(prefix) ? String(label.dropFirst(prefix.count)) : label
  }

  private var hasGradientRow: Bool { options.showsGradients && node.showsGradient }

  /// A caption and a number, or a caption and the least, the mean and the greatest number.
  private var columns: Int {
    let shown = [
      options.showsData ? node.data : nil, hasGradientRow ? node.gradient : nil,
    ]
    let hasSummary = shown.contains { numbers in
      if case .tensor = numbers { true } else { false }
    }
    return hasSummary ? 4 : 2
  }

  private func row(
    _ name: String, _ numbers: ComputationGraph.Node.Numbers?, color: String
  ) -> [Cell] {
    let values =
      switch numbers {
      case .scalar(let number): [number.readableText()]
      case .tensor(let summary):
        [summary.minimum, summary.mean, summary.maximum].map { $0.readableText(digits: 3) }
      case nil: ["—"]
      }
    let span = (columns - 1) / values.count
    return [Cell(pieces: [caption(name)])]
      + values.map {
        Cell(pieces: [Text(text: $0, color: color)], alignment: "RIGHT", columns: span)
      }
  }

  private func caption(_ text: String) -> Text {
    Text(text: text, color: options.theme.caption, size: 9)
  }
}

extension ComputationGraph.Node {
  /// No gradient is missing where none flows.
  var showsGradient: Bool { kind != .input && kind != .constant }
}
