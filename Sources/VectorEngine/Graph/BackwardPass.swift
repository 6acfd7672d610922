import Autograd

/// Reverse-mode differentiation on numbers alone: the fast way, whose gradients can not be differentiated again.
struct BackwardPass {
  /// Every node the output depends on and gradients flow to, inputs before what was computed from them.
  let order: [Node]
  /// Where the node stands whose turn it was last.
  private(set) var position: Int

  /// A pass whose first step is that of `output`, with the gradient `seed`.
  init(from output: Node, seed: Storage) {
    order = Self.inputsFirst(from: output)
    position = order.count
    // A pass that was not run to its end has left something behind.
    for node in order { node.arriving = nil }
    output.arriving = seed
  }

  /// The next node, all of whose uses come before it, and its gradient, which is complete; `nil` after the last.
  mutating func next() -> (node: Node, gradient: Storage)? {
    while position > 0 {
      position -= 1
      let node = order[position]
      guard var gradient = node.arriving else { continue }
      node.arriving = nil
      node.runHooks(on: &gradient)
      return (node, gradient)
    }
    return nil
  }

  /// Every node that `output` depends on and gradients flow to, inputs before what was computed from them.
  private static func inputsFirst(from output: Node) -> [Node] {
    let mark = GraphWalk.newMark()
    return topologicalOrder(
      from: CollectionOfOne(output),
      visit: { node in
        defer { node.mark = mark }
        return node.mark != mark
      },
      addInputs: { node, waiting in
        for index in node.edges.indices.reversed() where node.edges[index].isFlowing {
          waiting.add(node.edges[index].node)
        }
      })
  }
}

extension Node {
  fileprivate func runHooks(on gradient: inout Storage) {
    guard let hooks = annotations?.hooks else { return }
    for hook in hooks {
      let seen = Tensor(
        leaf: NDArray(Storage(copying: gradient), shape: shape), requiresGradient: false)
      guard let replacement = withoutGradient({ hook(seen) })?.array else { continue }
      require(
        replacement.shape == shape,
        "onGradient: the hook returned shape \(replacement.shape) for a gradient of shape \(shape)")
      gradient = Storage(copying: replacement.storage)
    }
  }

  /// Leaves the complete gradient where `grad` reads it: a leaf adds up all passes, a result that nobody holds keeps
  /// none.
  func keep(_ complete: Storage) {
    if operation == nil {
      gradient = Storage.sum(gradient.take(), complete)
    } else {
      gradient = handleCount > 0 ? complete : nil
    }
  }

  /// The chain rule: adds to what arrives at each input its share of the gradient, which `observe` sees first.
  func passOn(
    _ gradient: Storage, observe: (_ index: Int, _ share: Storage) -> Void = { _, _ in }
  ) {
    requireUnchangedInputs()
    pullback(NDArray(gradient, shape: shape)) { index, share in
      observe(index, share)
      let input = edges[index].node
      input.arriving = Storage.sum(input.arriving.take(), share)
    }
  }
}

extension Storage {
  /// Adds in place if nobody else sees the first; takes the second as it is if there is no first.
  fileprivate static func sum(_ first: consuming Storage?, _ second: consuming Storage) -> Storage {
    guard var sum = first else { return second }
    if !isKnownUniquelyReferenced(&sum) { sum = Storage(copying: sum) }
    sum.add(second)
    return sum
  }
}
