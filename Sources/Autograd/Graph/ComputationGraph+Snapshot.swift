extension ComputationGraph {
  /// The graph of scalar nodes that `outputs` depend on.
  ///
  /// Takes time in proportion to its size and no stack, however deep it is.
  public init<N: GraphNode>(of outputs: [N]) where N.Data == Double {
    var snapshot = Snapshot(of: outputs)
    for (id, node) in snapshot.order.enumerated() {
      snapshot.add(
        node, id: id, shape: nil, data: .scalar(node.data),
        gradient: node.hasGradient ? .scalar(node.grad) : nil)
    }
    self.init(snapshot) { operation, inputs, result in
      operation.localDerivatives(at: inputs.map(\.data), result: result.data)
    }
  }

  /// The graph of tensors that `outputs` depend on.
  ///
  /// Engines do not keep every result until the graph is looked at, so the results' numbers are worked out again from the
  /// leaves, as they are now: this takes the time of a forward pass.
  public init<N: GraphNode & DifferentiableTensor>(of outputs: [N]) {
    var snapshot = Snapshot(of: outputs)
    var pendingUses = snapshot.useCounts
    var replayed: [Int: N] = [:]
    for (id, node) in snapshot.order.enumerated() {
      let inputs = snapshot.inputIDs(of: node)
      let numbers = withoutGradient {
        node.operation.map { $0(inputs.compactMap { replayed[$0] }) } ?? node
      }
      replayed[id] = numbers
      for input in inputs {
        pendingUses[input] -= 1
        if pendingUses[input] == 0 { replayed[input] = nil }
      }
      snapshot.add(
        node, id: id, shape: node.shape, data: .init(numbers.scalars),
        gradient: node.hasGradient ? .init(node.grad.scalars) : nil)
    }
    self.init(snapshot) { _, inputs, _ in inputs.map { _ in nil } }
  }

  private init<N: GraphNode>(
    _ snapshot: Snapshot<N>, localDerivatives: (Operation, [N], N) -> [Double?]
  ) {
    var edges: [Edge] = []
    for (id, node) in snapshot.order.enumerated() {
      guard let operation = node.operation else { continue }
      let inputs = node.inputs
      let derivatives = localDerivatives(operation, inputs, node)
      for (operand, input) in inputs.enumerated() {
        guard let source = snapshot.ids[input.identity] else { continue }
        edges.append(
          Edge(
            source: source, target: id, operand: operand,
            localDerivative: input.requiresGradient ? derivatives[operand] : nil))
      }
    }
    self.init(nodes: snapshot.nodes, edges: edges)
    assignModules()
  }
}

extension GraphNode where Data == Double {
  /// The graph of everything this number was computed from, as it stands now.
  ///
  /// The graph of several outputs is ``ComputationGraph/init(of:)``.
  public func graph() -> ComputationGraph { ComputationGraph(of: [self]) }
}

extension GraphNode where Self: DifferentiableTensor {
  /// The graph of everything this tensor was computed from, as it stands now.
  ///
  /// The graph of several outputs is ``ComputationGraph/init(of:)``.
  public func graph() -> ComputationGraph { ComputationGraph(of: [self]) }
}

/// A graph being copied.
private struct Snapshot<N: GraphNode> {
  /// Holds every node, so that no identity is given to another one meanwhile.
  let order: [N]
  let ids: [ObjectIdentifier: Int]
  var nodes: [ComputationGraph.Node] = []
  private let outputs: Set<ObjectIdentifier>
  private var isSaved: [Bool]

  init(of outputs: [N]) {
    order = N.topologicalOrder(from: outputs)
    var ids: [ObjectIdentifier: Int] = [:]
    ids.reserveCapacity(order.count)
    for (id, node) in order.enumerated() { ids[node.identity] = id }
    self.ids = ids
    self.outputs = Set(outputs.map(\.identity))
    nodes.reserveCapacity(order.count)
    isSaved = [Bool](repeating: false, count: order.count)
    for (id, node) in order.enumerated() {
      guard let operation = node.operation else { continue }
      let inputs = node.inputs
      if operation.needsResult { isSaved[id] = true }
      let needed = operation.neededInputs(wanted: inputs.map(\.requiresGradient))
      for (input, isNeeded) in zip(inputs, needed) where isNeeded {
        if let input = ids[input.identity] { isSaved[input] = true }
      }
    }
  }

  func inputIDs(of node: N) -> [Int] { node.inputs.compactMap { ids[$0.identity] } }

  /// How often each node is an operand.
  var useCounts: [Int] {
    var counts = [Int](repeating: 0, count: order.count)
    for node in order {
      for input in inputIDs(of: node) { counts[input] += 1 }
    }
    return counts
  }

  mutating func add(
    _ node: N, id: Int, shape: Shape?, data: ComputationGraph.Node.Numbers?,
    gradient: ComputationGraph.Node.Numbers?
  ) {
    nodes.append(
      ComputationGraph.Node(
        id: id, kind: kind(of: node, shape: shape), operation: node.operation, label: node.label,
        module: [], shape: shape, data: data, gradient: gradient, isSaved: isSaved[id]))
  }

  private func kind(of node: N, shape: Shape?) -> ComputationGraph.Node.Kind {
    if outputs.contains(node.identity) { return .output }
    if !node.isLeaf { return .intermediate }
    if node.requiresGradient { return .parameter }
    return node.label != nil || (shape?.rank ?? 0) > 0 ? .input : .constant
  }
}
