extension ComputationGraph {
  /// The part of the graph through which the chosen leaves act on the outputs: them and all that was computed from them.
  ///
  /// Nodes keep their ids. A leaf is chosen by a name that ``Node/isNamed(_:)`` accepts.
  public func keepingPaths(from names: some Collection<String>) -> ComputationGraph {
    var kept = Set(
      nodes.lazy.filter { node in node.operation == nil && names.contains { node.isNamed($0) } }
        .map(\.id))
    for edge in edges where kept.contains(edge.source) { kept.insert(edge.target) }
    return ComputationGraph(
      nodes: nodes.filter { kept.contains($0.id) },
      edges: edges.filter { kept.contains($0.source) && kept.contains($0.target) })
  }
}

extension ComputationGraph.Node {
  /// Whether `name` means this node: it is its label, its label without indices (`x` for `x[3]`), or the path of a module
  /// that it stands in (`layers.0`).
  public func isNamed(_ name: String) -> Bool {
    if let label, label == name || label.hasPrefix("\(name)[") { return true }
    let path = module.joined(separator: ".")
    return !module.isEmpty && (path == name || path.hasPrefix("\(name)."))
  }
}
