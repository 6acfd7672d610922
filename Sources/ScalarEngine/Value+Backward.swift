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
    isReached = true
    if let annotations, !annotations.hooks.isEmpty { runHooks(of: annotations) }
    require(inputVersions == currentInputVersions && (version == 0 || isLeaf), changeMessage)
  }

  /// The chain rule at one node whose gradient is complete: adds to each input's gradient its share.
  func passGradientOn() {
    switch (origin, left, right) {
    case (.unary(let operation), let input?, _):
      input.add(gradient * operation.derivative(at: input.number, result: number))
    case (.binary(let operation), let left?, let right?):
      let (a, b) = (left.number, right.number)
      if left.flowsGradient {
        left.add(gradient * operation.derivativeByLeft(at: a, b, result: number))
      }
      if right.flowsGradient {
        right.add(gradient * operation.derivativeByRight(at: a, b, result: number))
      }
    case (.binaryOfConstant(let a, let operation), _, let right?):
      right.add(gradient * operation.derivativeByRight(at: a, right.number, result: number))
    case (.binaryByConstant(let b, let operation), let left?, _):
      left.add(gradient * operation.derivativeByLeft(at: left.number, b, result: number))
    case (.select, let first?, let second?):
      (condition?.number == 0 ? second : first).add(gradient)
    default: break
    }
  }

  private func runHooks(of annotations: Annotations) {
    for hook in annotations.hooks { gradient = hook(gradient) ?? gradient }
    gradient += annotations.earlierGradient
    annotations.earlierGradient = 0
  }

  private var currentInputVersions: UInt32 {
    (left?.version ?? 0) &+ (right?.version ?? 0) &+ (condition?.version ?? 0)
  }

  private var changeMessage: String {
    """
    backward: \(self), the result of \(operation?.symbol ?? "a leaf"), or one of its inputs \(inputs) was changed after the \
    graph used it, so the derivative is lost; run the forward pass again before backward()
    """
  }
}

extension NodeReference {
  fileprivate var number: Double { look { $0.number } }
  fileprivate var flowsGradient: Bool { look { $0.flowsGradient } }
  fileprivate var version: UInt32 { look { $0.version } }

  /// Adds to the gradient, if gradients flow there.
  fileprivate func add(_ share: Double) {
    look { if $0.flowsGradient { $0.gradient += share } }
  }
}
