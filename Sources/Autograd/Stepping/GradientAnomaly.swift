/// The place where NaN or infinity first came up; see ``GraphNode/backward(detectAnomalies:)``.
public struct GradientAnomaly: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where in the computation.
  public enum Direction: Hashable, Sendable {
    /// A leaf or a result is not finite, though the inputs of the result are.
    case forward
    /// A contribution to an input's gradient is not finite, though the gradient it comes from is.
    case backward
  }

  /// Where in the computation it came up.
  public let direction: Direction
  /// The node it came up at: its place in ``ComputationGraph/nodes``.
  public let node: Int
  /// How it got from there to the output: ids of the graph's nodes, from the origin on.
  public let path: [Int]
  /// What the node is: its operation and label.
  public let name: String
  /// What is not finite, in words.
  public let finding: String
  /// The inputs of the node with their numbers.
  public let inputs: [String]

  /// Where it came up, what was found there, and the inputs.
  public var description: String {
    let place = direction == .forward ? "forward" : "backward"
    let inputs =
      inputs.isEmpty ? "a leaf, with no inputs" : "inputs: \(inputs.joined(separator: ", "))"
    return "\(place), at \(name): \(finding); \(inputs)"
  }
}

extension GraphNode {
  /// Runs ``Backpropagating/backward()`` and reports where NaN or infinity first came up, if it did.
  ///
  ///     do { try loss.backward(detectAnomalies: true) } catch { print(error) }
  ///     // forward, at log: gave -∞; inputs: p = 0
  ///
  /// Results are looked at first: if one of them is not finite, the pass is not run and no gradient changes. If only a gradient
  /// is, the pass runs to its end and leaves what `backward()` leaves.
  public func backward(detectAnomalies: Bool) throws(GradientAnomaly) {
    guard detectAnomalies else { return backward() }
    let graph = graph()
    if let anomaly = graph.forwardAnomaly { throw anomaly }
    var found: GradientAnomaly?
    for step in backwardPass() where found == nil {
      found = anomaly(in: step, graph: graph)
    }
    if let found { throw found }
  }

  private func anomaly<Step: BackwardStep>(
    in step: Step, graph: ComputationGraph
  ) -> GradientAnomaly? where Step.Node == Self {
    guard Step.isFinite(step.gradient),
      let wrong = step.contributions.first(where: { !Step.isFinite($0.amount) }),
      let place = Self.topologicalOrder(from: [self]).firstIndex(where: {
        $0.identity == step.node.identity
      })
    else { return nil }
    return graph.anomaly(
      .backward, at: place,
      finding: """
        the gradient \(Step.text(step.gradient)) became \(Step.text(wrong.amount)) for \(wrong.input.name) \
        by \(wrong.formula)
        """)
  }
}

extension ComputationGraph {
  /// The first node that is not finite although all its inputs are.
  fileprivate var forwardAnomaly: GradientAnomaly? {
    guard let origin = nodes.first(where: { $0.data?.isFinite == false }) else { return nil }
    let text = origin.data?.text ?? ""
    return anomaly(
      .forward, at: origin.id, finding: origin.operation == nil ? "is \(text)" : "gave \(text)")
  }

  fileprivate func anomaly(
    _ direction: GradientAnomaly.Direction, at id: Int, finding: String
  ) -> GradientAnomaly {
    let inputs = edges(into: id).map { edge in
      let input = nodes[edge.source]
      return input.isPlainNumber ? input.name : "\(input.name) = \(input.data?.text ?? "[]")"
    }
    return GradientAnomaly(
      direction: direction, node: id, path: path(from: id), name: nodes[id].name, finding: finding,
      inputs: inputs)
  }

  /// The ids from a node along first uses to an output.
  private func path(from id: Int) -> [Int] {
    var path = [id]
    // Edges are ordered by target, and a use comes after what it uses: one pass over them is enough.
    for edge in edges where edge.source == path[path.count - 1] { path.append(edge.target) }
    return path
  }
}
