import Autograd

/// Reverse-mode differentiation on numbers alone: the fast way, whose gradients can not be differentiated again.
struct BackwardPass {
  /// Every node the output depends on and gradients flow to, inputs before what was computed from them.
  let order: [Node]
  /// Where the node stands whose turn it was last.
  private(set) var position: Int
  /// What was on its way in a pass that is calling a hook, where this pass is begun.
  private let interruption: Interruption?
  /// The nodes whose turn comes; `nil` for all.
  private var leading: Set<ObjectIdentifier>?

  /// A pass whose first step is that of `output`, with the gradient `seed`.
  init(from output: Node, seed: Storage) {
    let mark = GraphWalk.newMark()
    let interruption = GraphWalk.interrupted.isEmpty ? nil : Interruption(by: mark)
    self.interruption = interruption
    order = Self.inputsFirst(from: output) { node in
      defer { node.mark = mark }
      if node.mark != mark { interruption?.setAside(node) }
      return node.mark != mark
    }
    position = order.count
    // A pass that was not run to its end has left something behind.
    for node in order { node.arriving = nil }
    output.arriving = seed
  }

  /// The next node, all of whose uses come before it, and its gradient, which is complete; `nil` after the last.
  mutating func next(runsHooks: Bool = true) -> (node: Node, gradient: Storage)? {
    while position > 0 {
      position -= 1
      let node = order[position]
      guard var gradient = node.arriving else { continue }
      node.arriving = nil
      if let leading, !leading.contains(ObjectIdentifier(node)) { continue }
      if runsHooks { node.runHooks(on: &gradient) }
      return (node, gradient)
    }
    interruption?.end()
    return nil
  }

  /// Leaves out what does not lead to one of these nodes.
  mutating func goOnly(to nodes: Set<ObjectIdentifier>) {
    var leading = nodes
    for node in order
    where node.edges.contains(where: {
      $0.isFlowing && leading.contains(ObjectIdentifier($0.node))
    }) {
      leading.insert(ObjectIdentifier(node))
    }
    self.leading = leading
  }

  /// Every node that `output` depends on and gradients flow to, inputs before what was computed from them.
  @inline(__always)
  private static func inputsFirst(from output: Node, visit: (Node) -> Bool) -> [Node] {
    topologicalOrder(
      from: CollectionOfOne(output), visit: visit,
      addInputs: { node, waiting in
        for index in node.edges.indices.reversed() where node.edges[index].isFlowing {
          waiting.add(node.edges[index].node)
        }
      })
  }
}

extension BackwardPass {
  /// Gradients that are on their way in a pass which is calling a hook, while another pass that the hook began uses the same nodes.
  private final class Interruption {
    private let mark: UInt64
    private var gradients: [(node: Node, mark: UInt64, arriving: Storage?, gradient: Storage?)] = []

    init(by mark: UInt64) { self.mark = mark }

    // Of a pass that is not run to its end.
    deinit { end() }

    /// Keeps what a node holds for a pass that is calling a hook.
    func setAside(_ node: Node) {
      guard GraphWalk.interrupted.contains(node.mark) else { return }
      gradients.append((node, node.mark, node.arriving, node.gradient))
    }

    /// Puts the gradients back; a leaf adds up both passes.
    func end() {
      for (node, earlierMark, arriving, gradient) in gradients where node.mark == mark {
        node.mark = earlierMark
        node.arriving = arriving
        if node.operation != nil { node.gradient = gradient }
      }
      gradients = []
    }
  }
}

extension Node {
  fileprivate func runHooks(on gradient: inout Storage) {
    guard let hooks = annotations?.hooks, !hooks.isEmpty else { return }
    let seen = Tensor(
      leaf: NDArray(Storage(copying: gradient), shape: shape), requiresGradient: false)
    let changed = GraphWalk.interrupt(mark) {
      withoutGradient { runHooks(on: seen) }
    }
    gradient = Storage(copying: changed.storage)
  }

  /// What the hooks make of the gradient, one after the other.
  func runHooks(on gradient: Tensor) -> Tensor {
    (annotations?.hooks ?? []).reduce(gradient) { gradient, hook in
      guard let replacement = hook(gradient) else { return gradient }
      require(
        replacement.shape == shape,
        "onGradient: the hook returned shape \(replacement.shape) for a gradient of shape \(shape)")
      return replacement
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
