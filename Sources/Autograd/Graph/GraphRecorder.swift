/// Builds a snapshot from what an engine tells of its nodes, inputs before what was computed from them.
@usableFromInline
struct GraphRecorder {
  private var ids: [ObjectIdentifier: Int] = [:]
  // Built in place: a copy of a million nodes takes as long as everything else.
  private var graph = ComputationGraph(nodes: [], edges: [])

  @usableFromInline
  init(count: Int) {
    ids.reserveCapacity(count)
    graph.nodes.reserveCapacity(count)
    graph.edges.reserveCapacity(count)
  }

  /// The id of a node that has been added.
  @usableFromInline
  func id(of identity: ObjectIdentifier) -> Int {
    guard let id = ids[identity] else {
      fatalError("graph: a node was recorded before one of its inputs")
    }
    return id
  }

  /// Adds a node. Identities are those of nodes that are all alive, so none is given twice.
  ///
  /// - Parameters:
  ///   - sources: the ids of its inputs.
  ///   - flows: whether gradients flow to each of them from here.
  @usableFromInline
  mutating func add(
    _ identity: ObjectIdentifier, operation: NodeOperation?, sources: [Int], flows: [Bool],
    requiresGradient: Bool, label: String?, shape: Shape?,
    data: ComputationGraph.Node.Numbers?, gradient: ComputationGraph.Node.Numbers?
  ) {
    let id = graph.nodes.count
    ids[identity] = id
    graph.nodes.append(
      ComputationGraph.Node(
        id: id,
        kind: kind(
          operation: operation, requiresGradient: requiresGradient, label: label, shape: shape),
        operation: operation, label: label, module: [], shape: shape, data: data,
        gradient: gradient, isSaved: operation?.needsResult ?? false))
    guard let operation else { return }
    addEdges(from: sources, to: id, operation, flows: flows, result: data)
    let needed = operation.neededInputs(wanted: flows)
    for (source, isNeeded) in zip(sources, needed) where isNeeded {
      graph.nodes[source].isSaved = true
    }
  }

  /// The snapshot, with its outputs marked and every node placed in a module.
  @usableFromInline
  mutating func finish(outputs: [ObjectIdentifier]) -> ComputationGraph {
    for output in outputs {
      if let id = ids[output] { graph.nodes[id].kind = .output }
    }
    graph.assignModules()
    return graph
  }

  private func kind(
    operation: NodeOperation?, requiresGradient: Bool, label: String?, shape: Shape?
  ) -> ComputationGraph.Node.Kind {
    if operation != nil { return .intermediate }
    if requiresGradient { return .parameter }
    return label != nil || (shape?.rank ?? 0) > 0 ? .input : .constant
  }

  private mutating func addEdges(
    from sources: [Int], to target: Int, _ operation: NodeOperation, flows: [Bool],
    result: ComputationGraph.Node.Numbers?
  ) {
    var derivatives: [Double?]?
    if graph.nodes[target].shape == nil, case .scalar(let result) = result {
      let inputs = sources.map { source in
        if case .scalar(let number) = graph.nodes[source].data { number } else { Double.nan }
      }
      derivatives = operation.localDerivatives(at: inputs, result: result)
    }
    for (operand, source) in sources.enumerated() {
      graph.edges.append(
        ComputationGraph.Edge(
          source: source, target: target, operand: operand,
          localDerivative: flows[operand] ? derivatives?[operand] : nil))
    }
  }
}
