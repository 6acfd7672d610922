import Autograd

/// What is drawn of a graph: boxes, arrows between them and frames around them.
struct Drawing {
  /// A node, or several as one.
  struct Box {
    enum Content {
      case node(ComputationGraph.Node)
      case group(Group)
    }
    /// What DOT knows it by: `n5`, `m2`.
    let name: String
    let content: Content
    /// The module of the tree in whose frame it stands.
    let frame: Int
    /// Whether the marked path goes through it.
    var isMarked = false
  }

  struct Arrow {
    let source: Int
    let target: Int
    /// The edge it stands for; `nil` if it stands for those between two boxes one of which is a group.
    let edge: ComputationGraph.Edge?
    /// Whether the marked path goes along it.
    var isMarked: Bool
  }

  let graph: ComputationGraph
  let tree: ModuleTree
  private(set) var boxes: [Box] = []
  private(set) var arrows: [Arrow] = []
  /// What the reader must know of the drawing as a whole.
  var note: String?
  /// Whether numbers are written with three digits and without words.
  var isConcise = false

  /// Draws each group that `boxOfModule` names as one box and everything else as it is.
  ///
  /// - Parameters:
  ///   - boxOfModule: for each module the one in whose box it is drawn; see ``ModuleTree/boxes(_:collapse:)``.
  ///   - isFramed: whether modules get a frame.
  ///   - path: ids of the nodes of a path to be marked.
  init(
    _ graph: ComputationGraph, _ tree: ModuleTree, boxOfModule: [Int?], isFramed: Bool,
    path: [Int] = []
  ) {
    self.graph = graph
    self.tree = tree
    var boxOfGroup: [Int: Int] = [:]
    var boxOfNode: [Int: Int] = [:]
    for (node, place) in zip(graph.nodes, tree.placement) {
      guard let group = boxOfModule[place], !tree.standsAlone(node) else {
        boxOfNode[node.id] = boxes.count
        let frame = isFramed ? tree.openModule(around: place, boxOfModule) : 0
        boxes.append(Box(name: "n\(node.id)", content: .node(node), frame: frame))
        continue
      }
      if boxOfGroup[group] == nil {
        boxOfGroup[group] = boxes.count
        let frame = isFramed ? tree.modules[group].parent ?? 0 : 0
        let content = Group(group, in: tree, graph, boxOfModule: boxOfModule)
        boxes.append(Box(name: "m\(group)", content: .group(content), frame: frame))
      }
      boxOfNode[node.id] = boxOfGroup[group]
    }
    for box in path.compactMap({ boxOfNode[$0] }) { boxes[box].isMarked = true }
    addArrows(boxOfNode, path)
  }

  /// How many boxes such a drawing has, without making it.
  static func boxCount(
    _ graph: ComputationGraph, _ tree: ModuleTree, boxOfModule: [Int?]
  ) -> Int {
    var groups: Set<Int> = []
    var count = 0
    for (node, place) in zip(graph.nodes, tree.placement) {
      if let group = boxOfModule[place], !tree.standsAlone(node) {
        groups.insert(group)
      } else {
        count += 1
      }
    }
    return count + groups.count
  }

  private mutating func addArrows(_ boxOfNode: [Int: Int], _ path: [Int]) {
    // An edge goes from the lesser id to the greater one, whichever way the path goes.
    let marked = Set(zip(path, path.dropFirst()).map { [min($0, $1), max($0, $1)] })
    var drawn: [[Int]: Int] = [:]
    for edge in graph.edges {
      guard let source = boxOfNode[edge.source], let target = boxOfNode[edge.target] else {
        continue
      }
      let isMarked = !marked.isEmpty && marked.contains([edge.source, edge.target])
      if case .node = boxes[source].content, case .node = boxes[target].content {
        arrows.append(Arrow(source: source, target: target, edge: edge, isMarked: isMarked))
      } else if let arrow = drawn[[source, target]] {
        arrows[arrow].isMarked = arrows[arrow].isMarked || isMarked
      } else if source != target {
        drawn[[source, target]] = arrows.count
        arrows.append(Arrow(source: source, target: target, edge: nil, isMarked: isMarked))
      }
    }
  }
}

extension ModuleTree {
  /// The innermost module around a place that is drawn as a frame.
  fileprivate func openModule(around place: Int, _ boxOfModule: [Int?]) -> Int {
    var place = place
    while let parent = modules[place].parent,
      boxOfModule[place] != nil || modules[place].role != .module
    {
      place = parent
    }
    return place
  }
}
