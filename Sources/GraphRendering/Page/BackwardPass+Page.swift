import Autograd
import Foundation

extension Sequence where Element: BackwardStep, Element.Node.Data == Double {
  /// Runs a backward pass and writes a page on which a reader goes through it step by step, forward and back.
  ///
  ///     try loss.backwardPass().writePage(to: "steps.html")
  ///
  /// The page is one file that needs nothing else, no network either. Opened as `steps.html#step=7` it shows that step. The file
  /// is written whole or not at all. Traps and throws where `page(title:options:)` does.
  public func writePage(
    to path: String, title: String? = nil, options: DrawingOptions = DrawingOptions()
  ) throws(RenderingError) {
    try Data(page(title: title, options: options).utf8).write(toPath: path)
  }

  /// Runs a backward pass, like `backward()`, and shows it as a page in HTML; see `writePage(to:title:options:)`.
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
    try StepPage.html(
      of: self, title: title, options: options, snapshot: { $0.graph() }, numbers: { .scalar($0) })
  }
}

extension Sequence where Element: BackwardStep, Element.Node: DifferentiableTensor {
  /// Runs a backward pass over tensors and writes a page on which a reader goes through it step by step, forward and back.
  ///
  /// Numbers are shown as summaries. The page is one file that needs nothing else, no network either. The file is written whole
  /// or not at all. Traps and throws where `page(title:options:)` does.
  public func writePage(
    to path: String, title: String? = nil, options: DrawingOptions = DrawingOptions()
  ) throws(RenderingError) {
    try Data(page(title: title, options: options).utf8).write(toPath: path)
  }

  /// Runs a backward pass over tensors, like `backward()`, and shows it as a page in HTML.
  ///
  /// Traps, throws and draws as the page of scalar nodes does.
  public func page(
    title: String? = nil, options: DrawingOptions = DrawingOptions()
  ) throws(RenderingError) -> String {
    try StepPage.html(
      of: self, title: title, options: options, snapshot: { $0.graph() },
      numbers: { .init($0.scalars) })
  }
}

extension StepPage {
  /// Runs a pass and puts its page together.
  ///
  /// - Parameters:
  ///   - snapshot: takes the graph of the result.
  ///   - numbers: what is shown of numbers.
  fileprivate static func html<Pass: Sequence>(
    of pass: Pass, title: String?, options: DrawingOptions,
    snapshot: (Pass.Element.Node) -> ComputationGraph,
    numbers: (Pass.Element.Node.Data) -> ComputationGraph.Node.Numbers?
  ) throws(RenderingError) -> String where Pass.Element: BackwardStep {
    let limit = options.maximumNodeCount
    var steps: [Pass.Element] = []
    var earlier: Set<ObjectIdentifier> = []
    for step in pass {
      if steps.isEmpty {
        require(step.number == 1, "page: the backward pass has been begun already")
        // The first step has been taken, but only the result is marked as having a gradient by now.
        if step.count <= limit {
          let order = Pass.Element.Node.topologicalOrder(from: [step.node])
          earlier = Set(order.lazy.filter { $0.isLeaf && $0.hasGradient }.map(\.identity))
        }
      }
      if steps.isEmpty || step.count <= limit { steps.append(step) }
    }
    guard let first = steps.first else {
      fatalError("page: the backward pass has been run already")
    }
    guard first.count <= limit else { throw .tooManySteps(nodes: first.count, limit: limit) }
    let graph = snapshot(first.node).namingNodes()
    let picture = try graph.pagePicture(options)
    let data = StepPageData(
      title: title ?? "Backward pass from \(graph.outputs.map(\.operandName).joined())",
      of: steps, in: graph, earlier: earlier, numbers: numbers)
    let names = zip(Pass.Element.Node.topologicalOrder(from: [first.node]), data.nodes)
      .reduce(into: [:]) { $0[$1.0.identity] = $1.1.name }
    let text = zip(steps, data.steps).map { step, shown in
      step.description(equation: data.nodes[shown.node].equation) {
        names[$0.identity] ?? $0.name
      }
    }
    return StepPage(data: data, picture: picture, text: text).html
  }
}
