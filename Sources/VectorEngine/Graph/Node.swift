import Autograd

/// What the graph knows of a tensor: how it came about and the gradient that reached it.
///
/// A user holds a `Tensor`, a handle; the graph holds nodes. So a graph keeps only the numbers that some derivative will
/// read, and a result that nobody holds any more gives its memory back while the graph lives on.
final class Node {
  /// An input, as it was when it was used.
  struct Edge {
    let node: Node
    let version: Int
    /// The input's numbers, if the derivative reads them. A leaf keeps them itself.
    let saved: Storage?
    /// Whether the input required a gradient when it was used.
    let requiredGradient: Bool

    /// Whether a gradient flows along this edge: the input required one when it was used, and still does.
    var isFlowing: Bool { requiredGradient && node.requiresGradient }
  }

  let shape: Shape
  /// `nil` of a leaf.
  private(set) var operation: NodeOperation?
  var edges: [Edge]
  /// The numbers, of a leaf or a result that its own derivative reads.
  var keptStorage: Storage?
  var requiresGradient: Bool
  var annotations: NodeAnnotations?

  /// How often the numbers were changed in place.
  var version = 0
  /// See ``Tensor/releaseGraph()``.
  private(set) var graphWasReleased = false
  /// How many handles there are.
  var handleCount = 0

  /// What `grad` reads: of a leaf, the sum over passes; of a result that someone holds, that of the last pass.
  var gradient: Storage?
  /// What has arrived in the pass that is under way.
  var arriving: Storage?
  /// The walk over the graph that last met this node.
  var mark: UInt64 = 0

  init(
    shape: Shape, operation: NodeOperation?, edges: [Edge], storage: Storage?,
    requiresGradient: Bool
  ) {
    self.shape = shape
    self.operation = operation
    self.edges = edges
    keptStorage = storage
    self.requiresGradient = requiresGradient
  }

  deinit { releaseInputs() }

  /// Becomes a constant with these numbers.
  func releaseGraph(keeping storage: Storage) {
    releaseInputs()
    operation = nil
    keptStorage = storage
    requiresGradient = false
    graphWasReleased = true
    // For those that used it.
    version += 1
  }

  // Left to itself, releasing a node would release its inputs, which would release theirs: a stack frame for each
  // node of a chain. Here whatever this node alone kept alive is released in a loop.
  private func releaseInputs() {
    var pending: [Node] = []
    moveInputs(to: &pending)
    while var node = pending.popLast() {
      if isKnownUniquelyReferenced(&node) { node.moveInputs(to: &pending) }
    }
  }

  /// Lets go of the edges and hands over the inputs that have edges of their own.
  private func moveInputs(to pending: inout [Node]) {
    for edge in edges where !edge.node.edges.isEmpty { pending.append(edge.node) }
    edges = []
  }
}
