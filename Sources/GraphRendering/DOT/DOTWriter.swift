import Autograd

/// Writes a drawing in DOT, in an order that depends on the drawing alone.
struct DOTWriter {
  /// What is left free around the drawing, in inches.
  static let margin = 0.2

  let drawing: Drawing
  let options: DrawingOptions
  private(set) var text = ""

  init(_ drawing: Drawing, options: DrawingOptions) {
    self.drawing = drawing
    self.options = options
    write("digraph computation {", indent: 0)
    writeDefaults()
    var boxes = drawing.tree.modules.map { _ in [Drawing.Box]() }
    for box in drawing.boxes { boxes[box.frame].append(box) }
    writeFrame(0, boxes, title: [], indent: 1)
    for arrow in drawing.arrows { write(statement(for: arrow), indent: 1) }
    write("}", indent: 0)
  }

  private var theme: Theme { options.theme }

  private mutating func write(_ line: String, indent: Int) {
    text += String(repeating: "  ", count: indent) + line + "\n"
  }

  private mutating func writeDefaults() {
    let font = "fontname=\"Helvetica,Arial,sans-serif\""
    var graph = [
      "rankdir=\(options.direction.rawValue)", "bgcolor=\"\(theme.background)\"", font,
      "fontcolor=\"\(theme.caption)\"", "fontsize=10", "nodesep=0.2", "ranksep=0.35",
      "pad=\(Self.margin)",
      "labelloc=b", "labeljust=l",
    ]
    if options.layoutEngine != .dot { graph += ["overlap=false", "splines=true"] }
    let legend = Legend(drawing, options)
    if !legend.isEmpty { graph.append("label=\(legend.dot)") }
    write("graph [\(graph.joined(separator: ", "))]", indent: 1)
    write(
      """
      node [shape=box, style="rounded,filled", margin="0.08,0.05", height=0.3, width=0.3, \(font), fontsize=11, \
      fontcolor="\(theme.text)"]
      """, indent: 1)
    write(
      """
      edge [color="\(theme.edge)", arrowsize=0.6, \(font), fontsize=9, fontcolor="\(theme.derivative)"]
      """, indent: 1)
  }

  /// A module's boxes and the modules in it. One that holds nothing but another module lends its name to that one's frame.
  private mutating func writeFrame(
    _ index: Int, _ boxes: [[Drawing.Box]], title: [String], indent: Int
  ) {
    let children = drawing.tree.modules.indices.filter {
      drawing.tree.modules[$0].parent == index && hasBoxes($0, boxes)
    }
    let isFrame = index > 0 && !(boxes[index].isEmpty && children.count == 1)
    if isFrame {
      write("subgraph cluster_m\(index) {", indent: indent)
      write(
        """
        graph [label=\(frameTitle(title, index)), id="module\(index)", \
        style="rounded,filled", fillcolor="\(theme.module.fill)", color="\(theme.module.border)", \
        labelloc=\(titleSide), margin=10]
        """, indent: indent + 1)
    }
    let inner = isFrame ? indent + 1 : indent
    for box in boxes[index] { write(statement(for: box), indent: inner) }
    for child in children {
      let name = drawing.tree.modules[child].name
      writeFrame(child, boxes, title: (isFrame ? [] : title) + [name], indent: inner)
    }
    if isFrame { write("}", indent: indent) }
  }

  /// Where fewer arrows enter the frame.
  private var titleSide: String { options.direction == .leftToRight ? "b" : "t" }

  private func frameTitle(_ title: [String], _ index: Int) -> String {
    let count = drawing.parameterCount(of: index)
    let contents = count > 0 ? "  ·  \(count.grouped) parameter\(count == 1 ? "" : "s")" : ""
    return (title.joined(separator: ".").shortened(to: 60) + contents).dotQuoted
  }

  private func hasBoxes(_ index: Int, _ boxes: [[Drawing.Box]]) -> Bool {
    !boxes[index].isEmpty
      || drawing.tree.modules.indices.contains {
        drawing.tree.modules[$0].parent == index && hasBoxes($0, boxes)
      }
  }

  private func statement(for box: Drawing.Box) -> String {
    switch box.content {
    case .node(let node):
      let label = NodeLabel(node, in: drawing.tree.modules[box.frame].path, options)
      return """
        \(box.name) [id="node\(node.id)", class="\(node.kind)\(label.showsGradient ? " gradient" : "")", \
        label=\(label.text), tooltip=\(label.tooltip.dotQuoted), \(look(of: node))]
        """
    case .group(let group):
      let look = group.kind.map { theme.box(for: $0) } ?? theme.module
      return """
        \(box.name) [label=\(GroupLabel(group).text), tooltip=\(group.title.dotQuoted), \
        fillcolor="\(look.fill)", color="\(look.border)", penwidth=2]
        """
    }
  }

  private func look(of node: ComputationGraph.Node) -> String {
    let box = theme.box(for: node.kind)
    let isAlarming = !(node.data?.isFinite ?? true) || !(node.gradient?.isFinite ?? true)
    let isMarked = options.showsSavedValues && node.isSaved
    let border = isAlarming ? theme.alarm : isMarked ? theme.saved : box.border
    return "fillcolor=\"\(box.fill)\", color=\"\(border)\""
      + (isAlarming || isMarked ? ", penwidth=2.5" : "")
  }

  private func statement(for arrow: Drawing.Arrow) -> String {
    let (source, target) = (drawing.boxes[arrow.source], drawing.boxes[arrow.target])
    var attributes: [String] = []
    if let edge = arrow.edge, let operation = drawing.graph[edge.target]?.operation {
      let label = EdgeLabel(edge, operation, options)
      attributes.append("id=\"edge\(edge.source)_\(edge.target)_\(edge.operand)\"")
      if !label.text.isEmpty { attributes.append("label=\(label.text.dotQuoted)") }
      attributes.append("tooltip=\(operation.formula(forInput: edge.operand).dotQuoted)")
    }
    // Leaves room for what else the operation needs, so that one frame comes after the other and not below it.
    if source.frame != target.frame && target.frame > 0 { attributes.append("minlen=2") }
    let ends = "\(source.name) -> \(target.name)"
    return attributes.isEmpty ? ends : "\(ends) [\(attributes.joined(separator: ", "))]"
  }
}
