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
    writeFrame(0, Frames(drawing), title: [], indent: 1)
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
      "fontcolor=\"\(theme.caption)\"", "fontsize=10",
      drawing.isConcise ? "nodesep=0.12, ranksep=0.3" : "nodesep=0.2, ranksep=0.35",
      "pad=\(Self.margin)", "labelloc=b", "labeljust=l",
    ]
    if options.layoutEngine != .dot { graph += ["overlap=false", "splines=true"] }
    let legend = Legend(drawing, options)
    if !legend.isEmpty { graph.append("label=\(legend.dot)") }
    write("graph [\(graph.joined(separator: ", "))]", indent: 1)
    let margin = drawing.isConcise ? "0.06,0.05" : "0.08,0.05"
    write(
      """
      node [shape=box, style="rounded,filled", margin="\(margin)", height=0.3, width=0.3, \(font), fontsize=11, \
      fontcolor="\(theme.text)"]
      """, indent: 1)
    write(
      """
      edge [color="\(theme.edge)", arrowsize=0.6, \(font), fontsize=9, fontcolor="\(theme.derivative)"]
      """, indent: 1)
  }

  /// A module's boxes and the modules in it. One that holds nothing but another module lends its name to that one's frame.
  private mutating func writeFrame(
    _ index: Int, _ frames: Frames, title: [String], indent: Int
  ) {
    let (boxes, children) = (frames.boxes[index], frames.children[index])
    let isFrame = index > 0 && !(boxes.isEmpty && children.count == 1)
    if isFrame {
      write("subgraph cluster_m\(index) {", indent: indent)
      write(
        """
        graph [label=\(frameTitle(title, index)), id="module\(index)", \
        style="rounded,filled", fillcolor="\(theme.module.fill)", color="\(theme.module.border)", \
        labelloc=\(titleSide), fontsize=\(Self.titleSize(boxCount: frames.boxCount[index])), margin=10]
        """, indent: indent + 1)
    }
    let inner = isFrame ? indent + 1 : indent
    for box in boxes { write(statement(for: box), indent: inner) }
    for child in children {
      let name = drawing.tree.modules[child].name
      writeFrame(child, frames, title: (isFrame ? [] : title) + [name], indent: inner)
    }
    if isFrame { write("}", indent: indent) }
  }

  /// Where fewer arrows enter or leave the frame.
  private var titleSide: String {
    options.direction == .leftToRight ? "b, labeljust=r" : "t"
  }

  /// In points: larger on a larger frame, so that it is read from as far as the frame is seen.
  private static func titleSize(boxCount: Int) -> Int {
    min(max(12, Int(3 * Double(boxCount).squareRoot())), 28)
  }

  private func frameTitle(_ title: [String], _ index: Int) -> String {
    let count = drawing.parameterCount(of: index)
    let contents = count > 0 ? "  ·  \(count.grouped) parameter\(count == 1 ? "" : "s")" : ""
    return (title.joined(separator: ".").shortened(to: 60) + contents).dotQuoted
  }

  private func statement(for box: Drawing.Box) -> String {
    switch box.content {
    case .node(let node):
      let label = NodeLabel(
        node, in: drawing.tree.modules[box.frame].path, options,
        isConcise: drawing.isConcise)
      return """
        \(box.name) [id="node\(node.id)", class="\(node.kind)\(label.showsGradient ? " gradient" : "")", \
        label=\(label.text), tooltip=\(label.tooltip(in: drawing.graph).dotQuoted), \(look(of: node, isMarked: box.isMarked))]
        """
    case .group(let group):
      let look = group.kind.map { theme.box(for: $0) } ?? theme.module
      return """
        \(box.name) [label=\(GroupLabel(group).text), tooltip=\(group.title.dotQuoted), \
        fillcolor="\(look.fill)", color="\(box.isMarked ? theme.alarm : look.border)", \
        penwidth=\(box.isMarked ? "3.5" : "2")]
        """
    }
  }

  private func look(of node: ComputationGraph.Node, isMarked: Bool) -> String {
    let isOrigin = isMarked && node.id == options.markedPath.first
    let box = isOrigin ? theme.origin : theme.box(for: node.kind)
    let isAlarming = !(node.data?.isFinite ?? true) || !(node.gradient?.isFinite ?? true)
    let isSaved = options.showsSavedValues && node.isSaved
    let border = isAlarming || isMarked ? theme.alarm : isSaved ? theme.saved : box.border
    let width = isOrigin ? 5 : isMarked ? 3.5 : isAlarming || isSaved ? 2.5 : 1
    return "fillcolor=\"\(box.fill)\", color=\"\(border)\""
      + (width > 1 ? ", penwidth=\(width.readableText())" : "")
  }

  private func statement(for arrow: Drawing.Arrow) -> String {
    let (source, target) = (drawing.boxes[arrow.source], drawing.boxes[arrow.target])
    var attributes: [String] = []
    if let edge = arrow.edge, let operation = drawing.graph[edge.target]?.operation,
      let formula = drawing.graph.formula(of: edge)
    {
      let label = EdgeLabel(edge, operation, formula, options, isConcise: drawing.isConcise)
      attributes.append("id=\"edge\(edge.source)_\(edge.target)_\(edge.operand)\"")
      if !label.text.isEmpty { attributes.append("label=\(label.text.dotQuoted)") }
      attributes.append("tooltip=\(formula.description.dotQuoted)")
    }
    if arrow.isMarked {
      attributes.append("color=\"\(theme.alarm)\", penwidth=3.5, arrowsize=0.7")
    }
    if drawing.isConcise && isResultOrInput(source) {
      // Keeps the computation straight and lets parameters stand aside.
      attributes.append("weight=\(source.frame == target.frame ? 4 : 2)")
    }
    // Leaves room for what else the operation needs, so that one frame comes after the other and not below it.
    if source.frame != target.frame && target.frame > 0 { attributes.append("minlen=2") }
    let ends = "\(source.name) -> \(target.name)"
    return attributes.isEmpty ? ends : "\(ends) [\(attributes.joined(separator: ", "))]"
  }
  private func isResultOrInput(_ box: Drawing.Box) -> Bool {
    guard case .node(let node) = box.content else { return true }
    return node.kind != .parameter && node.kind != .constant
  }
}
