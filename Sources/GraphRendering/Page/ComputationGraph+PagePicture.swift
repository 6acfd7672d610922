import Autograd

extension ComputationGraph {
  /// The graph as SVG with every node in it, and with ``Theme/page`` for colours.
  func pagePicture(_ options: DrawingOptions) throws(RenderingError) -> String {
    var options = options
    options.theme = .page
    options.showsGradients = true
    let tree = ModuleTree(self)
    let limit = options.maximumNodeCount
    guard nodes.count <= limit else { throw .tooManySteps(nodes: nodes.count, limit: limit) }
    let drawing = Drawing(
      self, tree, boxOfModule: tree.boxes(self, collapse: Collapse()),
      isFramed: options.groupsByModule)
    guard drawing.layoutEstimate <= options.layoutTime else {
      throw .tooSlowToDraw(
        nodes: nodes.count, estimate: drawing.layoutEstimate, limit: options.layoutTime)
    }
    let text = DOTWriter(drawing, options: options).text
    let svg = try Graphviz.shared.render(text, as: .svg, options: options)
    return String(decoding: svg, as: UTF8.self)
  }
}
