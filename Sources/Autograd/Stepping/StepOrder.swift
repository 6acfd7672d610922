/// The order of a backward pass, which its steps share to tell where they stand.
package final class StepOrder<Node: AnyObject> {
  /// Inputs before what was computed from them: the steps go through them backward.
  package let nodes: [Node]
  private let inputs: (Node) -> [Node]

  /// The positions of the nodes that were computed from each node; made when a step is first asked for its reasons.
  private lazy var uses: [ObjectIdentifier: [Int]] = {
    var uses: [ObjectIdentifier: [Int]] = [:]
    for position in nodes.indices.reversed() {
      for input in Set(inputs(nodes[position]).map { ObjectIdentifier($0) }) {
        uses[input, default: []].append(position)
      }
    }
    return uses
  }()

  package init(_ nodes: [Node], inputs: @escaping (Node) -> [Node]) {
    self.nodes = nodes
    self.inputs = inputs
  }

  /// How many steps the pass has.
  package var count: Int { nodes.count }

  /// Which step is that of the node at a position, counted from 1.
  package func step(at position: Int) -> Int { nodes.count - position }

  /// The nodes that were computed from this one, with the numbers of their steps, the first step first.
  package func uses(of node: Node) -> [(node: Node, step: Int)] {
    (uses[ObjectIdentifier(node)] ?? []).map { (nodes[$0], step(at: $0)) }
  }
}
