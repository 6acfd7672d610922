extension ComputationGraph {
  /// The graph with a label for each node that has none, so that texts can tell them apart: `v1`, `v2`, … by its place in the
  /// computation. Constants keep none: they are called by their number.
  package func namingNodes() -> ComputationGraph {
    let places = nodes.indices.filter { place in
      let node = nodes[place]
      return node.operation != nil || (node.label == nil && node.kind != .constant)
    }
    let taken = Set(nodes.compactMap(\.label))
    var prefix = "v"
    while places.indices.contains(where: { taken.contains("\(prefix)\($0 + 1)") }) {
      prefix += "_"
    }
    var graph = self
    for (index, place) in places.enumerated() where nodes[place].label == nil {
      graph.nodes[place].label = "\(prefix)\(index + 1)"
    }
    return graph
  }
}
