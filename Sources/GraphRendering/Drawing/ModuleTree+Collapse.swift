import Autograd

/// What of a graph is drawn as one box.
struct Collapse: Hashable {
  /// Modules from this level on.
  var depth: Int?
  /// Modules beside each other that compute the same.
  var foldsRepeats = false
  /// The elements of one tensor.
  var hidesElements = false
  /// The operations outside of all modules.
  var hidesRemainder = false
}

extension ModuleTree {
  /// For each module the one in whose box it is drawn; `nil` for one that is drawn open.
  func boxes(_ graph: ComputationGraph, collapse: Collapse) -> [Int?] {
    let first = collapse.foldsRepeats ? firstOfRun(graph) : Array(modules.indices)
    var runLength = [Int](repeating: 0, count: modules.count)
    for index in first { runLength[index] += 1 }
    var boxes: [Int?] = []
    for (index, module) in modules.enumerated() {
      if let parent = module.parent, let box = boxes[parent] {
        boxes.append(box)
        continue
      }
      let isCollapsed =
        switch module.role {
        case .elements: collapse.hidesElements
        case .remainder: collapse.hidesRemainder
        case .module:
          index > 0
            && (module.depth >= collapse.depth ?? .max || runLength[first[index]] > 1)
        }
      boxes.append(isCollapsed ? first[index] : nil)
    }
    return boxes
  }

  /// For each module the first of the run of siblings that compute the same as it does; itself if there is none.
  private func firstOfRun(_ graph: ComputationGraph) -> [Int] {
    var signatures = modules.map { _ in [Signature]() }
    for (node, place) in zip(graph.nodes, placement) {
      var place: Int? = place
      while let index = place, index > 0 {
        let inner = node.module.dropFirst(modules[index].depth)
        signatures[index].append(
          Signature(
            operation: node.operation, kind: node.kind, shape: node.shape, module: Array(inner)))
        place = modules[index].parent
      }
    }
    var first = Array(modules.indices)
    var previousSibling: [Int: Int] = [:]
    for (index, module) in modules.enumerated() where module.role == .module {
      guard let parent = module.parent else { continue }
      if let previous = previousSibling[parent], signatures[previous] == signatures[index] {
        first[index] = first[previous]
      }
      previousSibling[parent] = index
    }
    return first
  }

  /// What two modules must share, node by node, to be repetitions of each other.
  private struct Signature: Hashable {
    let operation: NodeOperation?
    let kind: ComputationGraph.Node.Kind
    let shape: Shape?
    let module: [String]
  }
}
