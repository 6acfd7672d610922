import Autograd

/// Below the drawing: what the colours mean, of those that occur in it, and what was left out.
struct Legend {
  private var row = HTMLRow()

  init(_ drawing: Drawing, _ options: DrawingOptions) {
    if options.showsLegend { addKinds(drawing, options) }
    if let note = drawing.note {
      row.cells.append(HTMLRow.Cell(text: note, color: options.theme.text))
    }
  }

  var isEmpty: Bool { row.cells.isEmpty }

  /// The legend, ready to follow `label=`.
  var dot: String { row.dot }

  private mutating func addKinds(_ drawing: Drawing, _ options: DrawingOptions) {
    let theme = options.theme
    func swatch(_ name: String, _ box: Theme.Box) -> HTMLRow.Cell {
      HTMLRow.Cell(
        text: name, color: theme.text,
        attributes:
          " BORDER=\"1\" COLOR=\"\(box.border)\" BGCOLOR=\"\(box.fill)\" STYLE=\"ROUNDED\"")
    }
    var nodes: [ComputationGraph.Node] = []
    var groups: [Group] = []
    for box in drawing.boxes {
      switch box.content {
      case .node(let node): nodes.append(node)
      case .group(let group): groups.append(group)
      }
    }
    let kinds = Set(nodes.map(\.kind)).union(groups.compactMap(\.kind))
    for kind in ComputationGraph.Node.Kind.allCases where kinds.contains(kind) {
      row.cells.append(swatch("\(kind)", theme.box(for: kind)))
    }
    if groups.contains(where: { $0.kind == nil }) {
      row.cells.append(swatch("module", theme.module))
    }
    if options.showsSavedValues && nodes.contains(where: \.isSaved) {
      let box = Theme.Box(fill: theme.background, border: theme.saved)
      row.cells.append(swatch("saved for backward", box))
    }
    if options.localDerivatives == .numbers,
      drawing.arrows.contains(where: { $0.edge?.localDerivative != nil })
    {
      let text = "∂ local derivative: of the result by the operand"
      row.cells.append(HTMLRow.Cell(text: text, color: theme.derivative))
    }
    if options.showsGradients && nodes.contains(where: { $0.showsGradient && $0.gradient == nil }) {
      let text = "— no gradient computed or kept"
      row.cells.append(HTMLRow.Cell(text: text, color: theme.gradient))
    }
  }
}
