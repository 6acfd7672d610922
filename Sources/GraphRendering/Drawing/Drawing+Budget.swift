import Autograd

extension Drawing {
  /// The most detailed drawing within the limits of the options: one after the other, more of the graph becomes boxes until
  /// what is left can be laid out in time.
  init(fitting graph: ComputationGraph, options: DrawingOptions) throws(RenderingError) {
    let tree = ModuleTree(graph)
    let asked = Collapse(depth: options.moduleDepth, foldsRepeats: options.foldsRepeatedModules)
    let limit = options.boxLimit
    for collapse in [asked] + Collapse.steps(from: asked, depth: tree.depth) {
      guard
        var drawing = Drawing(
          graph, tree, collapse: collapse, framing: options.groupsByModule, limit: limit),
        drawing.layoutEstimate <= options.layoutTime
      else { continue }
      if collapse != asked {
        drawing.note =
          "\(graph.nodes.count.grouped) nodes: \(collapse.explanation) to fit the drawing"
      }
      self = drawing
      return
    }
    let least = Collapse(depth: 1, foldsRepeats: true, hidesElements: true, hidesRemainder: true)
    let boxes = Drawing(graph, tree, collapse: least, framing: false, limit: .max)?.boxes.count
    throw .tooManyNodes(
      nodes: graph.nodes.count, boxes: boxes ?? graph.nodes.count, limit: limit,
      hasModules: tree.depth > 0)
  }

  /// How long libgvc will take to place and draw this, as measured on one slow core.
  var layoutEstimate: Duration {
    .microseconds(20_000 + 3 * boxes.count * boxes.count)
  }
}

extension DrawingOptions {
  fileprivate var boxLimit: Int { maximumNodeCount }
}

extension Collapse {
  /// What to try where a drawing is too large, the least loss first.
  fileprivate static func steps(from asked: Collapse, depth: Int) -> [Collapse] {
    var collapse = asked
    var steps: [Collapse] = []
    func step(_ change: (inout Collapse) -> Void) {
      change(&collapse)
      steps.append(collapse)
    }
    step { $0.hidesElements = true }
    for level in stride(from: min(depth, asked.depth ?? depth), to: 0, by: -1) {
      step { $0.depth = level }
    }
    step { $0.foldsRepeats = true }
    step { $0.hidesRemainder = true }
    return steps
  }

  fileprivate var explanation: String {
    var parts: [String] = []
    if let depth { parts.append("modules collapsed at level \(depth)") }
    if foldsRepeats { parts.append("repeated ones folded") }
    if depth == nil && hidesElements { parts.append("elements of tensors collapsed") }
    if hidesRemainder { parts.append("other operations collapsed") }
    return parts.joined(separator: ", ")
  }
}
