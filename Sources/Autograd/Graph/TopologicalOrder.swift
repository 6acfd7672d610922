import Synchronization

/// Every node that `outputs` depend on, each once, inputs before what was computed from them.
///
/// A depth-first search with a stack of its own: the depth of a graph is not bounded by the program's stack. A node is met
/// twice: first to put its inputs on the stack above it, then, with all of them done, to take its place in the order. The order
/// depends on the graph alone.
///
/// - Parameters:
///   - visit: marks a node; whether it is the first time.
///   - addInputs: adds the inputs of a node to those that wait, the last one first.
@inlinable @inline(__always)
package func topologicalOrder<Node>(
  from outputs: some BidirectionalCollection<Node>, visit: (Node) -> Bool,
  addInputs: (_ node: Node, _ waiting: inout WaitingNodes<Node>) -> Void
) -> [Node] {
  var order: [Node] = []
  var waiting = WaitingNodes<Node>()
  // Room for a small graph at once: growing step by step would take as long as the search. Below a kilobyte, because allocators
  // take much longer for more.
  order.reserveCapacity(60)
  waiting.stack.reserveCapacity(60)
  for output in outputs.reversed() { waiting.add(output) }
  while let (node, inputsAreDone) = waiting.stack.popLast() {
    if inputsAreDone {
      order.append(node)
    } else if visit(node) {
      waiting.stack.append((node, true))
      addInputs(node, &waiting)
    }
  }
  return order
}

/// The nodes that a search has come to and not done with, the next one last.
@frozen @usableFromInline
package struct WaitingNodes<Node> {
  @usableFromInline var stack: [(node: Node, inputsAreDone: Bool)] = []

  @inlinable init() {}

  /// Adds a node that the search has come to.
  @inlinable @inline(__always)
  package mutating func add(_ node: Node) { stack.append((node, false)) }
}

/// Tells one walk over a graph from every other, so that a walk can mark the nodes it has met without clearing the marks of the
/// last one.
package enum GraphWalk {
  private static let count = Atomic<UInt64>(0)

  /// The walks whose backward passes are calling a hook now, outermost first. A pass that the hook begins must leave the gradients that
  /// are on their way in them as they are.
  package static var interrupted: [UInt64] { hookCount.load(ordering: .relaxed) == 0 ? [] : ofTask }

  @TaskLocal private static var ofTask: [UInt64] = []
  /// How many hooks are being called. To look for a task's own takes as long as a small pass, and mostly there is none.
  private static let hookCount = Atomic(0)

  /// Calls hooks in a backward pass whose walk has this mark.
  package static func interrupt<Result>(_ mark: UInt64, _ callHooks: () -> Result) -> Result {
    hookCount.add(1, ordering: .relaxed)
    defer { hookCount.subtract(1, ordering: .relaxed) }
    return $ofTask.withValue(ofTask + [mark], operation: callHooks)
  }

  /// Traps if a hook is being called: what takes nodes apart must wait until the pass is over.
  package static func requireNoHook(in operation: String) {
    require(
      interrupted.isEmpty,
      "\(operation): a hook can not release a graph, the backward pass that calls it needs it")
  }

  /// A mark that no walk has had; never 0.
  package static func newMark() -> UInt64 { count.add(1, ordering: .relaxed).newValue }
}
