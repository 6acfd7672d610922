import Autograd
import Synchronization

/// Counts backward passes, so that a pass can mark the nodes it has met without clearing the marks of the last one.
private let passCount = Atomic<UInt64>(0)

extension Value {
  /// Computes how much this number changes with each leaf it depends on, and adds that to the leaves' ``grad``.
  ///
  /// The nodes are visited in an order in which all uses of a node come before the node itself, so that its gradient is
  /// complete when it is passed on. Takes time in proportion to the number of nodes and no stack, however deep the graph.
  ///
  /// Traps, naming the operation, if a node's ``data`` was set after the graph used it.
  public func backward() {
    require(
      flowsGradient, "backward: \(self) depends on nothing that requires a gradient")
    let order = Value.leavesFirst(from: self)
    for node in order { node.beginPass() }
    gradient += 1
    for node in order.reversed() { node.passGradientOn() }
  }

  /// Only leaves accumulate: what an earlier pass left in a node between them must not flow again.
  private func beginPass() {
    if !isLeaf {
      gradient = 0
    } else if let annotations, !annotations.hooks.isEmpty {
      annotations.earlierGradient = gradient
      gradient = 0
    }
  }

  /// The chain rule at one node whose gradient is complete: adds to each input's gradient its share.
  private func passGradientOn() {
    hasGradient = true
    if let annotations, !annotations.hooks.isEmpty { runHooks(of: annotations) }
    require(inputVersions == currentInputVersions && (isLeaf || version == 0), changeMessage)
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

  /// Every node that `root` depends on and gradients flow to, inputs before what was computed from them.
  ///
  /// A depth-first search with a stack of its own. A node is met twice: first to put its inputs on the stack above it,
  /// then, with all of them done, to take its place in the order.
  private static func leavesFirst(from root: Value) -> [Value] {
    let pass = passCount.add(1, ordering: .relaxed).newValue
    let (entered, done) = (2 * pass, 2 * pass + 1)
    var order: [Value] = []
    var stack = [root]
    func push(_ node: Value) {
      if node.flowsGradient && node.mark != done { stack.append(node) }
    }
    while let node = stack.popLast() {
      if node.mark == done { continue }
      if node.mark == entered {
        node.mark = done
        order.append(node)
        continue
      }
      node.mark = entered
      stack.append(node)
      switch node.origin {
      case .leaf: break
      case .unary(_, let input): push(input)
      case .binary(_, let left, let right):
        push(right)
        push(left)
      case .select(_, let first, let second):
        push(second)
        push(first)
      }
    }
    return order
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
