import Autograd

extension Tensor {
  /// Computes the gradient of this single number by every leaf it depends on, and adds it to their ``grad``.
  ///
  /// The nodes are visited in an order in which all uses of a node come before the node itself, so that its gradient is
  /// complete when it is passed on. A result between keeps its gradient only if a variable holds it.
  ///
  /// The graph is still there afterwards, so that another pass can run over it, with all numbers that derivatives read: until the last
  /// variable goes that holds its result, or until ``releaseGraph()``. A list of losses keeps all their graphs; keep
  /// `loss.item`.
  ///
  /// Traps if this is not a single number, if it depends on nothing that requires a gradient, or if a tensor was changed
  /// after the graph used it.
  public func backward() {
    requireSingleNumber(in: "backward")
    run(backwardPass(seed: Storage(repeating: 1, count: 1)))
  }

  /// Runs backward from a tensor of any shape, given the gradient of some single number by it, of the same shape; otherwise
  /// as ``backward()``.
  public func backward(gradient: Tensor) {
    require(
      gradient.shape == shape,
      "backward: a gradient of shape \(gradient.shape) does not fit shape \(shape)")
    // A copy: the seed may become the gradient of a leaf, and may itself be changed in place.
    run(backwardPass(seed: Storage(copying: gradient.storage)))
  }

  private func run(_ pass: BackwardPass) {
    var pass = pass
    while let (node, gradient) = pass.next() {
      node.keep(gradient)
      node.passOn(gradient)
    }
  }

  /// Makes this result a constant that holds its numbers and gradient and nothing else: lets go of the graph that it was computed
  /// from, and of the memory that only it kept there.
  ///
  ///     loss.backward()
  ///     loss.releaseGraph()   // now it can be kept for long
  ///     losses.append(loss)
  ///
  /// What variables hold stays. A backward pass from this tensor, or through it from what was computed from it, traps with a message
  /// that says why. A leaf stays as it is. Traps inside of a hook. The memory goes back to the engine, for the next tensors; see ``releaseUnusedMemory()``.
  public func releaseGraph() {
    if isLeaf { return }
    GraphWalk.requireNoHook(in: "releaseGraph")
    // A copy, as the memory may be shared with a tensor that this one was reshaped from.
    let storage = Storage(copying: storage)
    keptStorage = storage
    node.releaseGraph(keeping: storage)
  }

  /// The pass that ``backward()`` runs and ``backwardPass()`` steps through.
  func backwardPass(seed: Storage) -> BackwardPass {
    require(
      requiresGradient,
      node.graphWasReleased
        ? "backward: the graph of a tensor of shape \(shape) was released by releaseGraph()"
        : """
        backward: a tensor of shape \(shape) depends on nothing that requires a gradient; \
        make what is to be learned with Tensor.parameter(…)
        """)
    return BackwardPass(from: node, seed: seed)
  }

  /// The gradients of a single number by each of `inputs`, without touching any ``grad``; zeros for an input that it does
  /// not depend on. Hooks are called as in a backward pass, those of tensors that lead to none of `inputs` are not.
  ///
  /// - Parameters:
  ///   - output: a single number; traps on any other.
  ///   - inputs: leaves, or tensors in between.
  ///   - createGraph: whether the gradients are nodes themselves, for gradients of gradients.
  public static func gradients(
    of output: Tensor, withRespectTo inputs: [Tensor], createGraph: Bool
  ) -> [Tensor] {
    output.requireSingleNumber(in: "gradient")
    if createGraph {
      return reverseGradients(
        of: output, seed: .ones(output.shape), withRespectTo: inputs, createGraph: true,
        zero: { .zeros($0.shape) },
        runHooks: { node, gradients in
          gradients[node.identity] = gradients[node.identity].map { node.node.runHooks(on: $0) }
        })
    }
    return gradients(of: output, withRespectTo: inputs, runsHooks: true)
  }

  /// The same without a graph of the gradients, and without hooks if they are no part of what is asked.
  package static func gradients(
    of output: Tensor, withRespectTo inputs: [Tensor], runsHooks: Bool
  ) -> [Tensor] {
    output.requireSingleNumber(in: "gradient")
    let asked = Set(inputs.map(\.identity))
    var gradients: [ObjectIdentifier: Storage] = [:]
    if output.requiresGradient {
      var pass = BackwardPass(from: output.node, seed: Storage(repeating: 1, count: 1))
      pass.goOnly(to: asked)
      while let (node, gradient) = pass.next(runsHooks: runsHooks) {
        let identity = ObjectIdentifier(node)
        if asked.contains(identity) { gradients[identity] = gradient }
        node.passOn(gradient)
      }
    }
    return inputs.map { input in
      let gradient = gradients[input.identity].map { Storage(copying: $0) }
      let zeros = NDArray(repeating: 0, shape: input.shape)
      return Tensor(
        leaf: gradient.map { NDArray($0, shape: input.shape) } ?? zeros, requiresGradient: false)
    }
  }

  func requireSingleNumber(in operation: String) {
    require(
      shape.elementCount == 1,
      "\(operation): a tensor of shape \(shape) is not a single number; take its sum or mean first")
  }
}
