import Autograd

extension Drawing {
  /// Hands `body` the most detailed drawing within the limits of the options.
  ///
  /// More and more of the graph becomes boxes until what is left can be laid out in time; where `body` finds that the picture
  /// would still be too large, the next smaller drawing is tried.
  static func fitting<Result>(
    _ graph: ComputationGraph, options: DrawingOptions,
    _ body: (Drawing) throws(RenderingError) -> Result
  ) throws(RenderingError) -> Result {
    let tree = ModuleTree(graph, origin: options.markedPath.first)
    let asked = Collapse(depth: options.moduleDepth, foldsRepeats: options.foldsRepeatedModules)
    var pictureError: RenderingError?
    var (boxCount, lastCount) = (0, Int.max)
    for collapse in [asked] + asked.steps(depth: tree.depth) {
      let boxOfModule = tree.boxes(graph, collapse: collapse)
      boxCount = Drawing.boxCount(graph, tree, boxOfModule: boxOfModule)
      guard boxCount <= options.maximumNodeCount, boxCount < lastCount else { continue }
      var drawing = Drawing(
        graph, tree, boxOfModule: boxOfModule, isFramed: options.groupsByModule,
        path: options.markedPath)
      guard drawing.layoutEstimate <= options.layoutTime else { continue }
      lastCount = boxCount
      drawing.isConcise = boxCount >= options.conciseNodeCount
      if collapse != asked {
        drawing.note =
          "\(graph.nodes.count.grouped) nodes: \(collapse.explanation) to fit the drawing"
      }
      do {
        return try body(drawing)
      } catch {
        guard case .tooManyPixels = error else { throw error }
        pictureError = pictureError ?? error
      }
    }
    throw pictureError
      ?? .tooManyNodes(
        nodes: graph.nodes.count, boxes: boxCount, limit: options.maximumNodeCount,
        hasModules: tree.depth > 0)
  }

  /// How long libgvc takes to place so much, by measurements on one core of a server: time grows as the square of the size.
  var layoutEstimate: Duration {
    let size = boxes.count + arrows.count + passedRankCount
    return .microseconds(20_000 + 9 * size * size / 10)
  }

  /// How many ranks the arrows pass by, in each of which libgvc keeps a place for them.
  ///
  /// It looks for the ranks with the least of them; this takes the better one of two, with each box as early or as late as can be.
  private var passedRankCount: Int {
    let forward = arrows.filter { $0.source < $0.target }
    var early = [Int](repeating: 0, count: boxes.count)
    var hasInputs = [Bool](repeating: false, count: boxes.count)
    for arrow in forward {
      early[arrow.target] = max(early[arrow.target], early[arrow.source] + 1)
      hasInputs[arrow.target] = true
    }
    let last = early.max() ?? 0
    var late = [Int](repeating: last, count: boxes.count)
    for arrow in forward.reversed() {
      late[arrow.source] = min(late[arrow.source], late[arrow.target] - 1)
    }
    // What has no inputs is never drawn farther from its first use than needed.
    for box in boxes.indices where !hasInputs[box] { early[box] = last }
    for arrow in forward where !hasInputs[arrow.source] {
      early[arrow.source] = min(early[arrow.source], early[arrow.target] - 1)
    }
    func passed(_ ranks: [Int]) -> Int {
      forward.reduce(0) { $0 + ranks[$1.target] - ranks[$1.source] - 1 }
    }
    return min(passed(early), passed(late))
  }
}

extension Collapse {
  /// What to try where a drawing is too large, the least loss first.
  fileprivate func steps(depth: Int) -> [Collapse] {
    var collapse = self
    var steps: [Collapse] = []
    func step(_ change: (inout Collapse) -> Void) {
      change(&collapse)
      steps.append(collapse)
    }
    step { $0.hidesElements = true }
    for level in stride(from: min(depth, self.depth ?? depth), to: 0, by: -1) {
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
