import Autograd

extension Value {
  /// Computes how much this number changes with each leaf it depends on, and adds that to the leaves' ``grad``.
  ///
  /// Takes time in proportion to the number of nodes and no stack, however deep the graph. The graph stays, so that another pass can
  /// run over it, until the last variable goes that holds its result, or until ``releaseGraph()``.
  ///
  /// Traps, naming the operation, if a node's ``data`` was set after the graph used it.
  public func backward() { backward(gradient: 1) }

  /// The same for another number that depends on this one, given how much that changes with this one: what is added to the leaves is
  /// multiplied by `gradient`.
  public func backward(gradient: Double) {
    requireGradientFlow()
    Value.runBackward(from: CollectionOfOne((NodeReference(self), gradient)))
  }

  func requireGradientFlow() {
    require(
      requiresGradient,
      bookkeeping.graphWasReleased
        ? "backward: the graph of \(self) was released by releaseGraph()"
        : """
        backward: \(self) depends on nothing that requires a gradient; \
        make what is to be learned with Value(…) or ValueTensor.parameter(…)
        """)
  }

  /// Runs a backward pass from nodes that gradients flow to, given the gradient of each.
  static func runBackward(
    from outputs: some BidirectionalCollection<(node: NodeReference, gradient: Double)>
  ) {
    let walk = beginBackwardPass(from: outputs)
    for node in walk.order.reversed() {
      node.completeGradient()
      node.passGradientOn()
    }
    walk.finish()
  }

  /// Sorts the nodes, lets them forget the gradients of earlier passes, and starts with those of the outputs.
  static func beginBackwardPass(
    from outputs: some BidirectionalCollection<(node: NodeReference, gradient: Double)>
  ) -> BackwardWalk {
    var walk = BackwardWalk(from: outputs.lazy.map(\.node))
    var hasTensorHooks = false
    for node in walk.order {
      if node.forgetGradient() { hasTensorHooks = true }
    }
    if hasTensorHooks { walk.arrangeForTensorHooks(from: outputs.map(\.node.node)) }
    for (node, gradient) in outputs { node.gradient += gradient }
    return walk
  }

  /// Only leaves accumulate: what an earlier pass left in a node between them and the result must not flow again.
  ///
  /// - Returns: whether a hook wants to see the gradient together with others.
  func forgetGradient() -> Bool {
    if !isLeaf { gradient = 0 }
    if !hasHooks { return false }
    setEarlierGradientAside()
    return hasTensorHooks
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
    let flows = bookkeeping.flows
    origin?.chainRule(
      PlainNumber(gradient), result: PlainNumber(number), value: { PlainNumber($0.number) },
      isWanted: { index, input in flows.contains(index) && input.requiresGradient },
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
    var order = topologicalOrder(from: [output])
    if order.contains(where: \.hasTensorHooks) { order = orderForTensorHooks(from: [output]) }
    var nodesDone: Set<ObjectIdentifier> = []
    return reverseGradients(
      of: output, seed: .constant(1), withRespectTo: inputs, createGraph: createGraph, order: order,
      zero: { _ in .constant(0) },
      runHooks: { node, gradients in
        guard node.hasHooks, !nodesDone.contains(node.identity) else { return }
        let nodes = node.nodesOfSharedHooks
        nodesDone.formUnion(nodes.map(\.identity))
        runHooks(of: nodes, gradient: { gradients[$0.identity] ?? .constant(0) }) {
          gradients[$0.identity] = $1
        }
      })
  }
}
