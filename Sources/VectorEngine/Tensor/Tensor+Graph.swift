import Autograd

extension Tensor: GraphNode {
  /// What made this tensor; `nil` for a leaf.
  public var operation: NodeOperation? { node.operation }

  /// What the operation was applied to, in order; empty for a leaf.
  ///
  /// The graph does not keep all numbers: those of an input that no derivative reads are worked out again when they
  /// are asked for.
  public var inputs: [Tensor] {
    node.edges.map { Tensor(node: $0.node, storage: $0.saved ?? $0.node.keptStorage) }
  }

  /// For each input, whether gradients flow to it from here: it required one when the operation was recorded, and still does.
  public var inputsRequireGradient: [Bool] { node.edges.map(\.isFlowing) }

  /// What tells this tensor's node from every other one that is alive.
  public var identity: ObjectIdentifier { ObjectIdentifier(node) }

  /// The gradients of the inputs of `operation`, built from nodes so that they can be differentiated again.
  ///
  /// Traps if an input was changed after the graph used it.
  public static func pullback(
    _ operation: NodeOperation, gradient: Tensor, inputs: [Tensor], result: Tensor, wanted: [Bool]
  ) -> [Tensor?] {
    result.node.requireUnchangedInputs()
    return operation.pullback(gradient, inputs: inputs, result: result, wanted: wanted)
  }
}

extension Node {
  /// Traps if this node or one of its inputs was changed in place after it was used.
  func requireUnchangedInputs() {
    for edge in edges where edge.version != edge.node.version {
      fatalError(changeMessage("an input of shape \(edge.node.shape)", of: edge.node))
    }
    if operation != nil && version != 0 {
      fatalError(changeMessage("the result", of: self))
    }
  }

  private func changeMessage(_ what: String, of changed: Node) -> String {
    let label = changed.annotations?.label.map { " (\($0))" } ?? ""
    if changed.graphWasReleased {
      return
        "backward: the graph of \(what)\(label) of \(operation?.symbol ?? "") was released by releaseGraph()"
    }
    return """
      backward: \(what)\(label) of \(operation?.symbol ?? "a leaf") was changed after the graph used it, so the \
      derivative is lost; run the forward pass again before backward()
      """
  }

  /// The numbers of a result that the graph did not keep, worked out again from the leaves. Iterative.
  func recomputed() -> Storage {
    var results: [ObjectIdentifier: Storage] = [:]
    var path = [self]
    while let node = path.last {
      node.requireUnchangedInputs()
      var inputs: [NDArray] = []
      for edge in node.edges {
        let known = edge.saved ?? edge.node.keptStorage ?? results[ObjectIdentifier(edge.node)]
        if let known {
          inputs.append(NDArray(known, shape: edge.node.shape))
        } else {
          path.append(edge.node)
        }
      }
      guard inputs.count == node.edges.count else { continue }
      guard let operation = node.operation else {
        fatalError("a leaf of shape \(node.shape) has lost its numbers")
      }
      results[ObjectIdentifier(node)] =
        NDArray.evaluate(operation, inputs, shape: node.shape).storage
      path.removeLast()
    }
    guard let result = results[ObjectIdentifier(self)] else {
      fatalError("\(operation?.symbol ?? "") was not worked out")
    }
    return result
  }
}
