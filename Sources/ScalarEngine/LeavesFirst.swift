import Autograd
import Synchronization

/// Counts backward passes, so that a pass can mark the nodes it has met without clearing the marks of the last one.
private let passCount = Atomic<UInt64>(0)

/// Every node that a result depends on and gradients flow to, inputs before what was computed from them.
struct LeavesFirst {
  /// Keeps all the nodes alive.
  private let result: Value
  private var references: [NodeReference] = []

  /// A depth-first search with a stack of its own. A node is met twice: first to put its inputs on the stack above it,
  /// then, with all of them done, to take its place in the order.
  init(from result: Value) {
    self.result = result
    let pass = passCount.add(1, ordering: .relaxed).newValue
    var stack: [(node: NodeReference, isDone: Bool)] = []
    // Room for a small graph at once: growing step by step would take as long as the search. Below a kilobyte, because allocators
    // take much longer for more.
    references.reserveCapacity(60)
    stack.reserveCapacity(60)
    stack.append((NodeReference(to: result), isDone: false))
    while let (node, isDone) = stack.popLast() {
      if isDone {
        references.append(node)
      } else if let inputs = node.look({ $0.enter(pass) }) {
        stack.append((node, isDone: true))
        if let right = inputs.right { stack.append((right, isDone: false)) }
        if let left = inputs.left { stack.append((left, isDone: false)) }
      }
    }
  }

  var count: Int { references.count }

  /// The node at a position; it lives as long as the result.
  subscript(position: Int) -> NodeReference { references[position] }

  /// All of them, counted as usual.
  var nodes: [Value] { references.map(\.node) }
}

extension Value {
  /// Begins a pass at this node and tells which inputs gradients flow to; `nil` if the pass has met the node before.
  @inline(__always)
  fileprivate func enter(_ pass: UInt64) -> (left: NodeReference?, right: NodeReference?)? {
    if mark == pass { return nil }
    mark = pass
    beginPass()
    func wanted(_ input: NodeReference?) -> NodeReference? {
      if let input, input.look({ $0.flowsGradient && $0.mark != pass }) { input } else { nil }
    }
    return (wanted(left), wanted(right))
  }
}
