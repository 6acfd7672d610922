// What is generic over the engines is one loop each, which compilers of other modules may specialize: unspecialized, a graph of
// a million nodes would take many seconds. The rest is `GraphRecorder`, which knows of no engine.

extension ComputationGraph {
  /// The graph of scalar nodes that `outputs` depend on.
  ///
  /// Takes time in proportion to its size and no stack, however deep it is.
  @inlinable
  public init<N: GraphNode>(of outputs: [N]) where N.Data == Double {
    let order = N.topologicalOrder(from: outputs)
    var recorder = GraphRecorder(count: order.count)
    for node in order {
      recorder.add(
        node.identity, operation: node.operation,
        sources: node.inputs.map { recorder.id(of: $0.identity) },
        flows: node.inputsRequireGradient, requiresGradient: node.requiresGradient,
        label: node.label, shape: nil,
        data: .scalar(node.data), gradient: node.hasGradient ? .scalar(node.grad) : nil)
    }
    self = withExtendedLifetime(order) { recorder.finish(outputs: outputs.map(\.identity)) }
  }

  /// The graph of tensors that `outputs` depend on.
  ///
  /// Engines do not keep every result until the graph is looked at, so the results' numbers are worked out again from the
  /// leaves, as they are now: this takes the time of a forward pass.
  @inlinable
  public init<N: GraphNode & DifferentiableTensor>(of outputs: [N]) {
    let order = N.topologicalOrder(from: outputs)
    var recorder = GraphRecorder(count: order.count)
    var pendingUses: [ObjectIdentifier: Int] = [:]
    for node in order {
      for input in node.inputs { pendingUses[input.identity, default: 0] += 1 }
    }
    var replayed: [ObjectIdentifier: N] = [:]
    for node in order {
      let inputs = node.inputs.map(\.identity)
      let numbers = withoutGradient {
        node.operation.map { $0(inputs.compactMap { replayed[$0] }) } ?? node
      }
      replayed[node.identity] = numbers
      for input in inputs {
        pendingUses[input, default: 0] -= 1
        if pendingUses[input] == 0 { replayed[input] = nil }
      }
      recorder.add(
        node.identity, operation: node.operation, sources: inputs.map { recorder.id(of: $0) },
        flows: node.inputsRequireGradient, requiresGradient: node.requiresGradient,
        label: node.label, shape: node.shape,
        data: .init(numbers.scalars), gradient: node.hasGradient ? .init(node.grad.scalars) : nil)
    }
    self = withExtendedLifetime(order) { recorder.finish(outputs: outputs.map(\.identity)) }
  }
}

extension GraphNode where Data == Double {
  /// The graph of everything this number was computed from, as it stands now.
  ///
  /// The graph of several outputs is ``ComputationGraph/init(of:)``.
  @inlinable
  public func graph() -> ComputationGraph { ComputationGraph(of: [self]) }
}

extension GraphNode where Self: DifferentiableTensor {
  /// The graph of everything this tensor was computed from, as it stands now.
  ///
  /// The graph of several outputs is ``ComputationGraph/init(of:)``.
  @inlinable
  public func graph() -> ComputationGraph { ComputationGraph(of: [self]) }
}
