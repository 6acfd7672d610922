import Autograd

/// Below the drawing: what the colours mean, of those that occur in it, and what was left out.
struct Legend {
  private var table = HTMLTable()

  init(_ drawing: Drawing, _ options: DrawingOptions) {
    if options.showsLegend { addKinds(drawing, options) }
    if let note = drawing.note {
      table.sentences.append(HTMLTable.Cell(text: note, color: options.theme.text))
    }
    if let caption = options.caption {
      let color = options.markedPath.isEmpty ? options.theme.text : options.theme.alarm
      table.sentences.append(HTMLTable.Cell(text: caption, color: color))
    }
  }

  var isEmpty: Bool { table.isEmpty }

  /// The legend, ready to follow `label=`.
  var dot: String { table.dot }

  private mutating func addKinds(_ drawing: Drawing, _ options: DrawingOptions) {
    let theme = options.theme
    func swatch(_ name: String, _ box: Theme.Box) -> HTMLTable.Cell {
      HTMLTable.Cell(
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
      table.cells.append(swatch("\(kind)", theme.box(for: kind)))
    }
    if groups.contains(where: { $0.kind == nil }) {
      table.cells.append(swatch("module", theme.module))
    }
    if options.showsSavedValues && nodes.contains(where: \.isSaved) {
      let box = Theme.Box(fill: theme.background, border: theme.saved)
      table.cells.append(swatch("saved for backward", box))
    }
    if drawing.boxes.contains(where: \.isMarked) {
      let path = Theme.Box(fill: theme.background, border: theme.alarm)
      table.cells.append(swatch("path begins", theme.origin))
      table.cells.append(swatch("marked path", path))
    }
    addNumbers(nodes, drawing, options)
  }

  /// What the numbers are, as far as they do not say it themselves.
  private mutating func addNumbers(
    _ nodes: [ComputationGraph.Node], _ drawing: Drawing, _ options: DrawingOptions
  ) {
    let theme = options.theme
    func add(_ text: String, _ color: String) {
      table.cells.append(HTMLTable.Cell(text: text, color: color))
    }
    if options.showsData && drawing.isConcise { add("data", theme.text) }
    if options.showsGradients && nodes.contains(where: \.showsGradient) {
      let isMissing = nodes.contains { $0.showsGradient && $0.gradient == nil }
      if drawing.isConcise {
        add("gradient\(isMissing ? ", — if none was computed or kept" : "")", theme.gradient)
      } else if isMissing {
        add("— no gradient computed or kept", theme.gradient)
      }
    }
    if options.localDerivatives == .numbers,
      drawing.arrows.contains(where: { $0.edge?.localDerivative != nil })
    {
      let sign = drawing.isConcise ? "" : "∂ "
      add("\(sign)local derivative: of the result by the operand", theme.derivative)
    }
  }
}
