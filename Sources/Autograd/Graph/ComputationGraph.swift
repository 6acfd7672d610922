/// What was computed from what: a picture-taking of a graph as it stands, apart from the engine that recorded it.
///
///     let a = Value(2, label: "a"), b = Value(-3, label: "b")
///     let graph = (a * b).tanh().graph()
///     graph.nodes.map { $0.operation?.symbol ?? $0.label ?? "" }   // ["a", "b", "×", "tanh"]
///     graph.edges[0].localDerivative                               // -3.0, the derivative of a × b by a
///
/// Later changes of the nodes do not show in it. It holds no node of an engine, so it can be kept, compared and handed to
/// another task.
public struct ComputationGraph: Hashable, Sendable {
  /// The nodes, inputs before what was computed from them.
  public internal(set) var nodes: [Node]

  /// The edges, ordered by target and, of one target, by operand. `x * x` has two.
  public internal(set) var edges: [Edge]

  init(nodes: [Node], edges: [Edge]) {
    self.nodes = nodes
    self.edges = edges
  }
}

extension ComputationGraph {
  /// An operand of an operation.
  public struct Edge: Hashable, Sendable {
    /// The ``Node/id`` of the operand.
    public let source: Int
    /// The ``Node/id`` of the result.
    public let target: Int
    /// Which operand it is, counted from 0.
    public let operand: Int
    /// How much the result changes with the operand, of scalar nodes; `nil` of tensors and where no gradient flows.
    public let localDerivative: Double?
  }

  /// The node with an id; `nil` if it is not in the graph. Takes logarithmic time.
  public subscript(id: Int) -> Node? {
    let position = nodes.partitioningIndex { $0.id >= id }
    return position < nodes.count && nodes[position].id == id ? nodes[position] : nil
  }

  /// The edges that lead to a node, in the order of its operands. Takes logarithmic time.
  public func edges(into id: Int) -> ArraySlice<Edge> {
    let start = edges.partitioningIndex { $0.target >= id }
    return edges[start...].prefix { $0.target == id }
  }

  /// What the graph computes.
  public var outputs: [Node] { nodes.filter { $0.kind == .output } }
}

extension Array {
  /// The first position whose element, like all after it, meets the condition.
  fileprivate func partitioningIndex(where condition: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
