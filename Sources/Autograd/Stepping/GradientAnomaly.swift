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
  /// Which way it took from there: ids of ``graph``'s nodes. Of results on to the output, as far as they are not finite; of
  /// gradients, back to a leaf.
  public let path: [Int]
  /// What the node is: its operation and label.
  public let name: String
  /// What is not finite, in words.
  public let finding: String
  /// The inputs of the node with their numbers, those without a name as what they were computed from: `a − b = 0`.
  public let inputs: [String]
  /// The graph as it stood when the pass was over.
  public let graph: ComputationGraph

  /// Where it came up, what was found there, and the inputs.
  public var description: String {
    let place = direction == .forward ? "forward" : "backward"
    let cause = inputs.isEmpty ? "" : ", because \(inputs.joined(separator: ", "))"
    return "\(place), at \(name): \(finding)\(cause)"
  }
}

extension GraphNode {
  /// Runs ``Backpropagating/backward()`` and reports where NaN or infinity first came up, if it did.
  ///
  ///     do { try loss.backward(detectAnomalies: true) } catch { print(error) }
  ///     // forward, at log: log(0) = -∞, because p = 0
  ///
  /// Results are looked at first: if one of them is not finite, the pass is not run and no gradient changes. If only a gradient
  /// is, the pass runs to its end and leaves what `backward()` leaves.
  public func backward(detectAnomalies: Bool) throws(GradientAnomaly) {
    guard detectAnomalies else { return backward() }
    if let anomaly = graph().forwardAnomaly { throw anomaly }
    var origin: (node: Self, finding: String)?
    var path: [Self] = []
    for step in backwardPass() {
      if origin == nil, Step.isFinite(step.gradient), let contribution = step.firstNotFinite {
        origin = (step.node, step.finding(contribution))
        path = [step.node, contribution.input]
      } else if step.node.identity == path.last?.identity,
        let contribution = step.firstNotFinite
      {
        path.append(contribution.input)
      }
    }
    guard let origin else { return }
    let order = Self.topologicalOrder(from: [self])
    let ids = Dictionary(
      uniqueKeysWithValues: order.enumerated().map { ($1.identity, $0) })
    throw graph().anomaly(
      .backward, path: path.compactMap { ids[$0.identity] }, finding: origin.finding)
  }

  private typealias Step = Steps.Element
}

extension BackwardStep {
  /// What first stops being finite in this step.
  fileprivate var firstNotFinite: GradientContribution<Node>? {
    contributions.first { !Self.isFinite($0.amount) }
  }

  fileprivate func finding(_ contribution: GradientContribution<Node>) -> String {
    """
    the gradient \(Self.text(gradient)) became \(Self.text(contribution.amount)) for \(contribution.input.name) by \
    \(contribution.formula)
    """
  }
}

extension ComputationGraph {
  /// The first node that is not finite although all its inputs are.
  fileprivate var forwardAnomaly: GradientAnomaly? {
    guard let origin = nodes.first(where: { !$0.isFinite }) else { return nil }
    let text = origin.data?.text ?? ""
    let finding =
      if let operation = origin.operation {
        expression(of: origin.id, operation, naming: \.numberText).map { "\($0) = \(text)" }
          ?? "gave \(text)"
      } else if origin.kind == .constant {
        "is a constant, given so or worked out from constants alone, such as 1/0"
      } else {
        "is \(text); a leaf, with no inputs"
      }
    return anomaly(.forward, path: pathOfResults(from: origin.id), finding: finding)
  }

  fileprivate func anomaly(
    _ direction: GradientAnomaly.Direction, path: [Int], finding: String
  ) -> GradientAnomaly {
    let origin = path[0]
    let inputs = edges(into: origin).map { edge in
      let input = nodes[edge.source]
      if input.isPlainNumber { return input.name }
      var name = input.name
      if input.label == nil, let operation = input.operation {
        name = expression(of: input.id, operation, naming: \.operandName) ?? name
      }
      return "\(name) = \(input.data?.text ?? "[]")"
    }
    return GradientAnomaly(
      direction: direction, node: origin, path: path, name: nodes[origin].name, finding: finding,
      inputs: inputs, graph: self)
  }

  /// How a result came about, as people write it, where all operands have what stands for them.
  private func expression(
    of id: Int, _ operation: NodeOperation, naming name: (Node) -> String?
  ) -> String? {
    let names = operands(of: id, operation).map { $0.flatMap(name) }
    let known = names.compactMap(\.self)
    return known.count == names.count ? operation.expression(of: known) : nil
  }

  /// The ids from a result that is not finite on, through such results, to an output; where none is reached, as far as they go.
  private func pathOfResults(from origin: Int) -> [Int] {
    var next: [Int: Int] = [:]
    var reaches = nodes.map { $0.kind == .output && !$0.isFinite }
    // A use comes after what it uses, so that it is met first. Of several uses the first is taken: it is met last.
    for edge in edges.reversed() where !nodes[edge.source].isFinite && !nodes[edge.target].isFinite
    {
      let leads = reaches[edge.target]
      guard leads || !reaches[edge.source] else { continue }
      reaches[edge.source] = reaches[edge.source] || leads
      next[edge.source] = edge.target
    }
    return Array(sequence(first: origin) { next[$0] })
  }
}

extension ComputationGraph.Node {
  fileprivate var isFinite: Bool { data?.isFinite ?? true }

  /// The number itself, of a single one.
  fileprivate var numberText: String? {
    if shape == nil, case .scalar(let number) = data { number.parenthesizedText } else { nil }
  }
}
