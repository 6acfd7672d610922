import Autograd

extension Value {
  /// What few nodes have, kept apart so that the many stay small.
  final class Annotations {
    var label: String?
    /// Called with the complete gradient of the node.
    var hooks: [(Value) -> Value?] = []
    /// The hooks of tensors that the node stands in.
    var tensorHooks: [TensorHook] = []
    /// What the node had collected before the pass that is under way; `nil` when its hooks have run.
    var earlierGradient: Double?

    var hasHooks: Bool { !hooks.isEmpty || !tensorHooks.isEmpty }
  }

  func annotate() -> Annotations {
    if let annotations = bookkeeping.annotations { return annotations }
    let made = Annotations()
    bookkeeping.annotations = made
    return made
  }

  /// Calls `hook` with this node's gradient whenever it is complete, before it flows on to the inputs.
  ///
  ///     x.onGradient { $0 * 2 }
  ///     y.onGradient { print($0.data); return nil }
  ///
  /// What the hook returns replaces the gradient; `nil` leaves it. Of several hooks each sees what the one before
  /// made of it. On a leaf the hook sees what this pass contributes, without what earlier passes left.
  public func onGradient(_ hook: @escaping (Value) -> Value?) { annotate().hooks.append(hook) }

  /// Whether somebody wants to see the gradient or to change it.
  @inline(__always)
  var hasHooks: Bool { bookkeeping.annotations != nil && annotationsHaveHooks }

  // Apart from the question that every node is asked.
  @inline(never)
  private var annotationsHaveHooks: Bool { bookkeeping.annotations?.hasHooks ?? false }

  /// Whether somebody wants to see it together with others.
  var hasTensorHooks: Bool { !(bookkeeping.annotations?.tensorHooks.isEmpty ?? true) }

  /// Leaves nothing but what the pass will add for the hooks to see.
  func setEarlierGradientAside() {
    bookkeeping.annotations?.earlierGradient = gradient
    gradient = 0
  }

  /// Runs the hooks in a pass on numbers, unless they have run with those of a node in the same tensor.
  func runHooks() {
    guard bookkeeping.annotations?.earlierGradient != nil else { return }
    let nodes = nodesOfSharedHooks
    GraphWalk.interrupt(bookkeeping.mark) {
      withoutGradient {
        Value.runHooks(
          of: nodes, gradient: { .constant($0.gradient) },
          replace: { node, gradient in node.gradient = gradient.number })
      }
    }
    for node in nodes {
      guard let earlier = node.bookkeeping.annotations?.earlierGradient else { continue }
      node.gradient += earlier
      node.bookkeeping.annotations?.earlierGradient = nil
    }
  }

  /// Runs the hooks of nodes whose gradients are complete: each node's own, then those of tensors.
  static func runHooks(
    of nodes: [Value], gradient: (Value) -> Value, replace: (Value, Value) -> Void
  ) {
    for node in nodes {
      for hook in node.bookkeeping.annotations?.hooks ?? [] {
        if let replacement = hook(gradient(node)) { replace(node, replacement) }
      }
    }
    for hook in sharedHooks(of: nodes) { hook.run(gradient: gradient, replace: replace) }
  }
}
