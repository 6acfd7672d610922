import Autograd

extension Value {
  /// Computes how much this number changes with each leaf it depends on, and adds that to the leaves' ``grad``.
  ///
  /// Takes time in proportion to the number of nodes and no stack, however deep the graph.
  ///
  /// Traps, naming the operation, if a node's ``data`` was set after the graph used it.
  public func backward() {
    let order = beginBackwardPass()
    for node in order.reversed() {
      node.completeGradient()
      node.passGradientOn()
    }
  }

  /// Sorts the nodes, lets them forget the gradients of earlier passes, and starts with how much this number changes with
  /// itself.
  func beginBackwardPass() -> [NodeReference] {
    require(
      requiresGradient,
      """
      backward: \(self) depends on nothing that requires a gradient; \
      make what is to be learned with Value(…) or ValueTensor.parameter(…)
      """)
    let order = topologicalOrder()
    for node in order { node.forgetGradient() }
    gradient += 1
    return order
  }

  /// Every node that this one depends on and gradients flow to, inputs before what was computed from them: on the way back all
  /// uses of a node then come before the node itself, so that its gradient is complete when it is passed on.
  private func topologicalOrder() -> [NodeReference] {
    // Whoever bears the mark has been visited.
    let mark = GraphWalk.newMark()
    return Autograd.topologicalOrder(
      from: CollectionOfOne(NodeReference(self)),
      visit: { $0.replaceMark(with: mark) != mark },
      addInputs: { node, waiting in
        let (left, right) = node.operands
        if let right, right.requiresGradient { waiting.add(right) }
        if let left, left.requiresGradient { waiting.add(left) }
      })
  }

  /// Only leaves accumulate: what an earlier pass left in a node between them and the result must not flow again.
  func forgetGradient() {
    if !isLeaf { gradient = 0 }
    if hasHooks { setEarlierGradientAside() }
  }

  /// What happens to a node's gradient when all its uses have added to it; without hooks the number stays.
  func completeGradient() {
    if hasHooks { runHooks() }
    bookkeeping.hasGradient = true
    requireUnchanged()
  }

  /// The chain rule at one node whose gradient is complete: each input's gradient grows by its share, which is this node's
  /// gradient times the local derivative. For p = a·b that is
  ///
  ///     a.gradient += p.gradient · b
  ///     b.gradient += p.gradient · a
  ///
  /// The derivatives stand beside the functions, in `BinaryOperation` and `UnaryOperation`.
  func passGradientOn() {
    origin?.chainRule(
      PlainNumber(gradient), result: PlainNumber(number), value: { PlainNumber($0.number) },
      isWanted: { _, input in input.requiresGradient },
      receive: { _, input, share in input.gradient += share.value })
  }
}

// MARK: Gradients that are nodes themselves, for gradients of gradients; `backward()` does without

extension Value {
  /// The chain rule on nodes: each input's gradient as a graph of its own.
  public static func pullback(
    _ operation: NodeOperation, gradient: Value, inputs: [Value], result: Value, wanted: [Bool]
  ) -> [Value?] {
    operation.elementwise(inputs).shares(of: gradient, result: result, wanted: wanted)
  }

  /// The gradients of `output` by each of `inputs`, without touching any ``grad``.
  public static func gradients(
    of output: Value, withRespectTo inputs: [Value], createGraph: Bool
  ) -> [Value] {
    reverseGradients(
      of: output, seed: .constant(1), withRespectTo: inputs, createGraph: createGraph
    ) { _ in .constant(0) }
  }
}
