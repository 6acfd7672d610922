import Autograd

/// The nodes of a backward pass in the order of their turns, the last to come first.
struct BackwardWalk {
  /// Every node that the outputs depend on and gradients flow to, inputs before what was computed from them: on the way back all
  /// uses of a node then come before the node itself, so that its gradient is complete when it is passed on.
  private(set) var order: [NodeReference]
  /// What was on its way in a pass that is calling a hook, where this pass is begun.
  private var interruption: Interruption?
  /// Elements of hooked tensors may be held by nothing but variables, which a hook can let go of.
  private var elements: [Value] = []
  private let mark: UInt64

  init(from outputs: some BidirectionalCollection<NodeReference>) {
    // Whoever bears the mark has been visited.
    let mark = GraphWalk.newMark()
    self.mark = mark
    if GraphWalk.interrupted.isEmpty {
      order = topologicalOrder(
        from: outputs, visit: { $0.replaceMark(with: mark) != mark && $0.requiresGradient },
        addInputs: Self.addInputs)
    } else {
      let interruption = Interruption(by: mark)
      order = topologicalOrder(
        from: outputs, visit: { interruption.mark($0.node) && $0.requiresGradient },
        addInputs: Self.addInputs)
      self.interruption = interruption
    }
  }

  @inline(__always)
  private static func addInputs(
    of node: NodeReference, to waiting: inout WaitingNodes<NodeReference>
  ) {
    let (left, right) = node.flowingOperands
    if let right { waiting.add(right) }
    if let left { waiting.add(left) }
  }

  /// Brings nodes together that a hook sees together, and takes in those that no output depends on.
  mutating func arrangeForTensorHooks(from outputs: [Value]) {
    elements = Value.orderForTensorHooks(from: outputs)
    for node in elements where node.bookkeeping.mark != mark {
      if interruption?.mark(node) == nil { node.bookkeeping.mark = mark }
      _ = node.forgetGradient()
    }
    order = elements.map { NodeReference($0) }
  }

  /// To be called after the last step.
  func finish() { interruption?.end() }
}

extension BackwardWalk {
  /// Gradients that are on their way in a pass which is calling a hook, while another pass that the hook began uses the same nodes.
  private final class Interruption {
    private struct Gradient {
      let node: Value
      let mark: UInt64
      let gradient: Double
      let earlier: Double?
    }

    private let mark: UInt64
    private var gradients: [Gradient] = []

    init(by mark: UInt64) { self.mark = mark }

    // Of a pass that is not run to its end.
    deinit { end() }

    /// Marks a node, and sets aside what it holds for a pass that is calling a hook; whether it is the first time.
    func mark(_ node: Value) -> Bool {
      let earlier = node.bookkeeping.mark
      if earlier == mark { return false }
      node.bookkeeping.mark = mark
      guard GraphWalk.interrupted.contains(earlier) else { return true }
      let annotations = node.bookkeeping.annotations
      gradients.append(
        Gradient(
          node: node, mark: earlier, gradient: node.gradient,
          earlier: annotations?.earlierGradient))
      // A leaf adds up both passes by itself, but for one whose hooks have still to see what the outer pass contributes.
      if node.isLeaf, annotations?.earlierGradient != nil {
        node.gradient = 0
        annotations?.earlierGradient = nil
      }
      return true
    }

    /// Puts the gradients back.
    func end() {
      for saved in gradients where saved.node.bookkeeping.mark == mark {
        let node = saved.node
        node.bookkeeping.mark = saved.mark
        if !node.isLeaf {
          node.gradient = saved.gradient
          node.bookkeeping.annotations?.earlierGradient = saved.earlier
        } else if let earlier = saved.earlier {
          node.bookkeeping.annotations?.earlierGradient = earlier + node.gradient
          node.gradient = saved.gradient
        }
      }
      gradients = []
    }
  }
}
