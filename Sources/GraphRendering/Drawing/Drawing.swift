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
  }

  struct Arrow {
    let source: Int
    let target: Int
    /// The edge it stands for; `nil` if it stands for those between two boxes one of which is a group.
    let edge: ComputationGraph.Edge?
  }

  let graph: ComputationGraph
  let tree: ModuleTree
  private(set) var boxes: [Box] = []
  private(set) var arrows: [Arrow] = []
  /// What the reader must know of the drawing as a whole.
  var note: String?

  /// Draws each group that `boxOfModule` names as one box and everything else as it is; what the graph was asked for is never a
  /// part of a group.
  ///
  /// - Parameters:
  ///   - boxOfModule: for each module the one in whose box it is drawn; see ``ModuleTree/boxes(_:collapse:)``.
  ///   - isFramed: whether modules get a frame.
  init(
    _ graph: ComputationGraph, _ tree: ModuleTree, boxOfModule: [Int?], isFramed: Bool
  ) {
    self.graph = graph
    self.tree = tree
    var boxOfGroup: [Int: Int] = [:]
    var boxOfNode: [Int: Int] = [:]
    for (node, place) in zip(graph.nodes, tree.placement) {
      guard let group = boxOfModule[place], node.kind != .output else {
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
    addArrows(boxOfNode)
  }

  /// How many boxes such a drawing has, without making it.
  static func boxCount(
    _ graph: ComputationGraph, _ tree: ModuleTree, boxOfModule: [Int?]
  ) -> Int {
    var groups: Set<Int> = []
    var count = 0
    for (node, place) in zip(graph.nodes, tree.placement) {
      if let group = boxOfModule[place], node.kind != .output {
        groups.insert(group)
      } else {
        count += 1
      }
    }
    return count + groups.count
  }

  private mutating func addArrows(_ boxOfNode: [Int: Int]) {
    var drawn: Set<[Int]> = []
    for edge in graph.edges {
      guard let source = boxOfNode[edge.source], let target = boxOfNode[edge.target] else {
        continue
      }
      if case .node = boxes[source].content, case .node = boxes[target].content {
        arrows.append(Arrow(source: source, target: target, edge: edge))
      } else if source != target, drawn.insert([source, target]).inserted {
        arrows.append(Arrow(source: source, target: target, edge: nil))
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
