import Autograd

extension Value {
  /// Computes how much this number changes with each leaf it depends on, and adds that to the leaves' ``grad``.
  ///
  /// The nodes are visited in an order in which all uses of a node come before the node itself, so that its gradient is
  /// complete when it is passed on. Takes time in proportion to the number of nodes and no stack, however deep the graph.
  ///
  /// Traps, naming the operation, if a node's ``data`` was set after the graph used it.
  public func backward() {
    for _ in backwardPass() {}
  }

  /// Only leaves accumulate: what an earlier pass left in a node between them must not flow again.
  func beginPass() {
    if !isLeaf {
      gradient = 0
    } else if let annotations, !annotations.hooks.isEmpty {
      annotations.earlierGradient = gradient
      gradient = 0
    }
  }

  /// What happens to a node's gradient when all its uses have added to it.
  func completeGradient() {
    hasGradient = true
    if let annotations, !annotations.hooks.isEmpty { runHooks(of: annotations) }
    require(inputVersions == currentInputVersions && (isLeaf || version == 0), changeMessage)
  }

  /// The chain rule at one node whose gradient is complete: adds to each input's gradient its share.
  func passGradientOn() {
    switch origin {
    case .leaf: break
    case .unary(let operation, let input):
      input.gradient += gradient * operation.derivative(at: input.number, result: number)
    case .binary(let operation, let left, let right):
      if left.flowsGradient {
        left.gradient +=
          gradient * operation.derivativeByLeft(at: left.number, right.number, result: number)
      }
      if right.flowsGradient {
        right.gradient +=
          gradient * operation.derivativeByRight(at: left.number, right.number, result: number)
      }
    case .select(let condition, let first, let second):
      let taken = condition.number != 0 ? first : second
      if taken.flowsGradient { taken.gradient += gradient }
    }
  }

  private func runHooks(of annotations: Annotations) {
    for hook in annotations.hooks { gradient = hook(gradient) ?? gradient }
    gradient += annotations.earlierGradient
    annotations.earlierGradient = 0
  }

  private var currentInputVersions: UInt32 {
    switch origin {
    case .leaf: 0
    case .unary(_, let input): input.version
    case .binary(_, let left, let right): left.version &+ right.version
    case .select(let condition, let first, let second):
      condition.version &+ first.version &+ second.version
    }
  }

  private var changeMessage: String {
    """
    backward: \(self), the result of \(operation?.symbol ?? "a leaf"), or one of its inputs \(inputs) was changed after the \
    graph used it, so the derivative is lost; run the forward pass again before backward()
    """
  }
}
