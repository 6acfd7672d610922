// Which module a node stands in is read off the labels of the parameters. A path that modules would announce while they run
// would have to be read and kept by every node of every graph, drawn or not; labels cost nothing, and a module written by a
// user needs to do nothing for it.

extension ComputationGraph {
  /// The path of the module that a label places a node in: `layers.0.weight[1]` stands in `["layers", "0"]`.
  ///
  /// A label is a path if it is made of names joined by points, the last of which does not begin with a digit and may end
  /// in indices; the path of any other label is empty.
  public static func modulePath(of label: String) -> [String] {
    guard label.contains(".") else { return [] }
    let name = label.last == "]" ? label.prefix { $0 != "[" } : label[...]
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let isPath = parts.allSatisfy { part in
      !part.isEmpty && part.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }
    guard isPath, let last = parts.last?.first, !last.isNumber else { return [] }
    return parts.dropLast().map { String($0) }
  }

  /// Places every node in a module.
  ///
  /// - A leaf stands where its label says. A constant stands with the nodes that use it.
  /// - A node that uses parameters stands in the module that they share.
  /// - Any other node stands in the module that its inputs share, if the computation goes on to further parameters: an
  ///   activation belongs to the layer before it. At the end, where no parameters follow, only sums do, so that a loss does
  ///   not become a part of the last layer.
  mutating func assignModules() {
    func place(of node: Node) -> [String] {
      node.operation == nil ? node.label.map(Self.modulePath) ?? [] : []
    }
    guard nodes.contains(where: { !place(of: $0).isEmpty }) else { return }
    var modules = nodes.map(place)

    let usesParameters = nodes.map { node in
      edges(into: node.id).contains { isParameter($0.source) && !modules[$0.source].isEmpty }
    }
    var leadsToParameters = [Bool](repeating: false, count: nodes.count)
    for edge in edges.reversed() where usesParameters[edge.target] || leadsToParameters[edge.target]
    {
      leadsToParameters[edge.source] = true
    }

    for node in nodes {
      guard let operation = node.operation else { continue }
      let inputs = edges(into: node.id).map(\.source)
      if let label = node.label, !Self.modulePath(of: label).isEmpty {
        modules[node.id] = Self.modulePath(of: label)
      } else if usesParameters[node.id] {
        modules[node.id] = commonPrefix(of: inputs.filter { isParameter($0) }.map { modules[$0] })
      } else if leadsToParameters[node.id] || operation == .binary(.add) {
        let computed = inputs.filter { nodes[$0].operation != nil || isParameter($0) }
        modules[node.id] = commonPrefix(of: computed.map { modules[$0] })
      }
    }

    var users: [Int: [[String]]] = [:]
    for edge in edges where nodes[edge.source].kind == .constant {
      users[edge.source, default: []].append(modules[edge.target])
    }
    for (id, paths) in users { modules[id] = commonPrefix(of: paths) }
    for id in nodes.indices { nodes[id].module = modules[id] }
  }

  private func isParameter(_ id: Int) -> Bool {
    nodes[id].kind == .parameter
  }
}

private func commonPrefix(of paths: [[String]]) -> [String] {
  guard let first = paths.first else { return [] }
  return paths.dropFirst().reduce(first) { prefix, path in
    prefix == path ? prefix : zip(prefix, path).prefix { $0 == $1 }.map(\.0)
  }
}
