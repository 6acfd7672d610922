import Autograd
import Foundation

extension Sequence where Element: BackwardStep, Element.Node.Data == Double {
  /// Runs a backward pass and writes a page on which a reader goes through it step by step, forward and back.
  ///
  ///     try loss.backwardPass().writePage(to: "steps.html")
  ///
  /// The page is one file that needs nothing else, no network either. Opened as `steps.html#step=7` it shows that step. The file
  /// is written whole or not at all. Traps and throws where ``page(title:options:)`` does.
  public func writePage(
    to path: String, title: String? = nil, options: DrawingOptions = DrawingOptions()
  ) throws(RenderingError) {
    let page = try page(title: title, options: options)
    do {
      try Data(page.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .cannotWrite(path: path, reason: error.localizedDescription)
    }
  }

  /// Runs a backward pass, like `backward()`, and shows it as a page in HTML; see ``writePage(to:title:options:)``.
  ///
  /// Traps if the pass has been begun already. Throws if the graph has more nodes than `options` allow, or if libgvc fails; the
  /// pass has then been run to its end all the same.
  ///
  /// - Parameters:
  ///   - title: what stands above the page; by default the name of the result.
  ///   - options: how the graph is drawn. Every node is, so modules are not collapsed, and leaves are not chosen; the page
  ///     is light or dark as its reader's system is.
  public func page(
    title: String? = nil, options: DrawingOptions = DrawingOptions()
  ) throws(RenderingError) -> String {
    let limit = options.maximumNodeCount
    var steps: [Element] = []
    var earlier: Set<ObjectIdentifier> = []
    for step in self {
      if steps.isEmpty {
        require(step.number == 1, "page: the backward pass has been begun already")
        // The first step has been taken, but only the result is marked as having a gradient by now.
        if step.count <= limit {
          let order = Element.Node.topologicalOrder(from: [step.node])
          earlier = Set(order.lazy.filter { $0.isLeaf && $0.hasGradient }.map(\.identity))
        }
      }
      if steps.count < limit { steps.append(step) }
    }
    guard let first = steps.first else {
      fatalError("page: the backward pass has been run already")
    }
    guard first.count <= limit else { throw .tooManySteps(nodes: first.count, limit: limit) }
    let graph = ComputationGraph(of: [first.node])
    let picture = try graph.pagePicture(options)
    let title = title ?? "Backward pass from \(first.node.name)"
    let data = StepPageData(title: title, of: steps, in: graph, earlier: earlier)
    return StepPage(data: data, picture: picture, text: steps.map(\.description)).html
  }
}

extension ComputationGraph {
  /// The graph as SVG with every node in it, and with ``Theme/page`` for colours.
  fileprivate func pagePicture(_ options: DrawingOptions) throws(RenderingError) -> String {
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
      throw .tooManySteps(nodes: nodes.count, limit: limit)
    }
    let text = DOTWriter(drawing, options: options).text
    let svg = try Graphviz.shared.render(text, as: .svg, options: options)
    return String(decoding: svg, as: UTF8.self)
  }
}
