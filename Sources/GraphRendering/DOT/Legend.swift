import Autograd

/// Below the drawing: what the colours mean, of those that occur in it, and what was left out.
struct Legend {
  private var table = HTMLTable(padding: 0, spacing: 0)

  init(_ drawing: Drawing, _ options: DrawingOptions) {
    typealias Cell = HTMLTable.Cell
    typealias Text = HTMLTable.Text
    let theme = options.theme
    var cells: [Cell] = []
    func add(_ name: String, fill: String, border: String) {
      let swatch = " BORDER=\"1\" COLOR=\"\(border)\" BGCOLOR=\"\(fill)\" STYLE=\"ROUNDED\""
      cells.append(
        Cell(pieces: [Text(text: name, color: theme.text, size: 9)], attributes: swatch))
    }
    if options.showsLegend {
      let nodes = drawing.boxes.compactMap { box in
        if case .node(let node) = box.content { node } else { nil }
      }
      for kind in ComputationGraph.Node.Kind.allCases
      where nodes.contains(where: { $0.kind == kind }) {
        let box = theme.box(for: kind)
        add("\(kind)", fill: box.fill, border: box.border)
      }
      if nodes.count < drawing.boxes.count {
        add("module", fill: theme.module.fill, border: theme.module.border)
      }
      if options.showsSavedValues && nodes.contains(where: \.isSaved) {
        add("saved for backward", fill: theme.background, border: theme.saved)
      }
      if options.localDerivatives == .numbers,
        drawing.arrows.contains(where: { $0.edge?.localDerivative != nil })
      {
        let text = "∂ local derivative: of the result by the operand"
        cells.append(Cell(pieces: [Text(text: text, color: theme.derivative, size: 9)]))
      }
      if options.showsGradients && nodes.contains(where: { $0.showsGradient && $0.gradient == nil })
      {
        let text = "— no gradient computed or kept"
        cells.append(Cell(pieces: [Text(text: text, color: theme.gradient, size: 9)]))
      }
    }
    if !cells.isEmpty {
      // Of its own, so that a long note does not stretch the cells.
      let kinds = HTMLTable(rows: [cells], padding: 4, spacing: 3)
      table.rows += [[Cell(attributes: " HEIGHT=\"8\"")], [Cell(tables: [kinds])]]
    }
    if let note = drawing.note {
      let text = Text(text: note, color: theme.caption)
      table.rows.append([Cell(pieces: [text], attributes: " CELLPADDING=\"4\"")])
    }
  }

  var isEmpty: Bool { table.rows.isEmpty }

  /// The legend, ready to follow `label=`.
  var dot: String { table.dot }
}
