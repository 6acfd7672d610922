/// Builds a snapshot from what an engine tells of its nodes, inputs before what was computed from them.
@usableFromInline
struct GraphRecorder {
  private var ids: [ObjectIdentifier: Int] = [:]
  private var nodes: [ComputationGraph.Node] = []
  private var edges: [ComputationGraph.Edge] = []
  private var requiresGradient: [Bool] = []

  @usableFromInline
  init(count: Int) {
    ids.reserveCapacity(count)
    nodes.reserveCapacity(count)
    edges.reserveCapacity(count)
    requiresGradient.reserveCapacity(count)
  }

  /// Adds a node. Identities are those of nodes that are all alive, so none is given twice.
  @usableFromInline
  mutating func add(
    _ identity: ObjectIdentifier, operation: Operation?, inputs: [ObjectIdentifier],
    requiresGradient flows: Bool, label: String?, shape: Shape?,
    data: ComputationGraph.Node.Numbers?, gradient: ComputationGraph.Node.Numbers?
  ) {
    let id = nodes.count
    ids[identity] = id
    requiresGradient.append(flows)
    nodes.append(
      ComputationGraph.Node(
        id: id,
        kind: kind(operation: operation, requiresGradient: flows, label: label, shape: shape),
        operation: operation, label: label, module: [], shape: shape, data: data,
        gradient: gradient, isSaved: operation?.needsResult ?? false))
    guard let operation else { return }
    let sources = inputs.compactMap { ids[$0] }
    addEdges(from: sources, to: id, operation, result: data)
    let needed = operation.neededInputs(wanted: sources.map { requiresGradient[$0] })
    for (source, isNeeded) in zip(sources, needed) where isNeeded { nodes[source].isSaved = true }
  }

  /// The snapshot, with its outputs marked and every node placed in a module.
  @usableFromInline
  func graph(outputs: [ObjectIdentifier]) -> ComputationGraph {
    var graph = ComputationGraph(nodes: nodes, edges: edges)
    for output in outputs {
      if let id = ids[output] { graph.nodes[id].kind = .output }
    }
    graph.assignModules()
    return graph
  }

  private func kind(
    operation: Operation?, requiresGradient: Bool, label: String?, shape: Shape?
  ) -> ComputationGraph.Node.Kind {
    if operation != nil { return .intermediate }
    if requiresGradient { return .parameter }
    return label != nil || (shape?.rank ?? 0) > 0 ? .input : .constant
  }

  private mutating func addEdges(
    from sources: [Int], to target: Int, _ operation: Operation,
    result: ComputationGraph.Node.Numbers?
  ) {
    var derivatives: [Double?]?
    if nodes[target].shape == nil, case .scalar(let result) = result {
      let inputs = sources.compactMap { source in
        if case .scalar(let number) = nodes[source].data { number } else { nil }
      }
      derivatives = operation.localDerivatives(at: inputs, result: result)
    }
    for (operand, source) in sources.enumerated() {
      edges.append(
        ComputationGraph.Edge(
          source: source, target: target, operand: operand,
          localDerivative: requiresGradient[source] ? derivatives?[operand] : nil))
    }
  }
}
