/// A node of a graph as an engine records it: an operation and the nodes it was applied to.
public protocol GraphNode: Backpropagating {
  /// What made this node; `nil` for a leaf.
  var operation: NodeOperation? { get }

  /// What the operation was applied to, in order; empty for a leaf.
  var inputs: [Self] { get }

  /// For each input, whether gradients flow to it from here: it required one when the operation was recorded, and still does.
  var inputsRequireGradient: [Bool] { get }

  /// What tells this node from every other one that is alive.
  var identity: ObjectIdentifier { get }

  /// The steps of a backward pass, each taken when it is asked for.
  associatedtype Steps: Sequence
  where Steps.Element: BackwardStep, Steps.Element.Node == Self

  /// A backward pass to step through; `backward()` takes the same steps.
  func backwardPass() -> Steps

  /// The graph of everything this node was computed from, as it stands now.
  func graph() -> ComputationGraph

  /// The gradients of the inputs of `operation`, built from nodes so that they can be differentiated again;
  /// `nil` where none is wanted or none flows.
  static func pullback(
    _ operation: NodeOperation, gradient: Self, inputs: [Self], result: Self, wanted: [Bool]
  ) -> [Self?]
}

extension GraphNode {
  /// Whether both are the same node, whatever their numbers.
  public static func == (left: Self, right: Self) -> Bool { left.identity == right.identity }

  /// Tells nodes apart, not their numbers.
  public func hash(into hasher: inout Hasher) { hasher.combine(identity) }

  /// Every node that `outputs` depend on, each once, inputs before what was computed from them.
  ///
  /// The order depends on the graph alone. Iterative: the depth of a graph is not bounded by the stack.
  @inlinable
  public static func topologicalOrder(from outputs: [Self]) -> [Self] {
    var visited: Set<ObjectIdentifier> = []
    return Autograd.topologicalOrder(
      from: outputs, visit: { visited.insert($0.identity).inserted },
      addInputs: { node, waiting in
        for input in node.inputs.reversed() { waiting.add(input) }
      })
  }

  /// Reverse-mode differentiation by the rules of the vocabulary, on nodes: the way to gradients of gradients.
  ///
  /// See ``Backpropagating/gradients(of:withRespectTo:createGraph:)``, which engines answer with this. `seed` is the gradient
  /// of the output, 1; `zero` makes the gradient of an input that the output does not depend on; `runHooks` lets a node's hooks change
  /// its gradient, which is complete; `order` has the nodes, inputs first, if not all inputs' order will do.
  public static func reverseGradients(
    of output: Self, seed: Self, withRespectTo inputs: [Self], createGraph: Bool,
    order: [Self]? = nil, zero: (Self) -> Self,
    runHooks: (Self, inout [ObjectIdentifier: Self]) -> Void
  ) -> [Self] {
    Recording.$isEnabled.withValue(createGraph && Recording.isEnabled) {
      let order = order ?? topologicalOrder(from: [output])
      // What does not lead to an input that is asked for is left alone, hooks included.
      var leading = Set(inputs.map(\.identity))
      for node in order where !leading.contains(node.identity) {
        if zip(node.inputs, node.inputsRequireGradient).contains(where: {
          $1 && leading.contains($0.identity)
        }) {
          leading.insert(node.identity)
        }
      }
      var gradients = output.requiresGradient ? [output.identity: seed] : [:]
      for node in order.reversed() where leading.contains(node.identity) {
        guard gradients[node.identity] != nil else { continue }
        runHooks(node, &gradients)
        guard let operation = node.operation, let gradient = gradients[node.identity] else {
          continue
        }
        let operands = node.inputs
        let contributions = pullback(
          operation, gradient: gradient, inputs: operands, result: node,
          wanted: zip(operands, node.inputsRequireGradient).map {
            $1 && leading.contains($0.identity)
          })
        for (input, contribution) in zip(operands, contributions) {
          guard let contribution else { continue }
          gradients[input.identity] =
            gradients[input.identity].map { $0 + contribution } ?? contribution
        }
      }
      return inputs.map { gradients[$0.identity] ?? zero($0) }
    }
  }
}
