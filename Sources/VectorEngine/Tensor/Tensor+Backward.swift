import Autograd

extension Tensor {
  /// Computes the gradient of this single number by every leaf it depends on, and adds it to their ``grad``.
  ///
  /// The nodes are visited in an order in which all uses of a node come before the node itself, so that its gradient is
  /// complete when it is passed on. A result between keeps its gradient only if a variable holds it.
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

  /// The pass that ``backward()`` runs and ``backwardPass()`` steps through.
  func backwardPass(seed: Storage) -> BackwardPass {
    require(
      requiresGradient,
      """
      backward: a tensor of shape \(shape) depends on nothing that requires a gradient; \
      make what is to be learned with Tensor.parameter(…)
      """)
    return BackwardPass(from: node, seed: seed)
  }

  /// The gradients of a single number by each of `inputs`, without touching any ``grad``; zeros for an input that it does
  /// not depend on.
  ///
  /// - Parameter createGraph: whether the gradients are nodes themselves, for gradients of gradients.
  public static func gradients(
    of output: Tensor, withRespectTo inputs: [Tensor], createGraph: Bool
  ) -> [Tensor] {
    output.requireSingleNumber(in: "gradient")
    if createGraph {
      return reverseGradients(
        of: output, seed: .ones(output.shape), withRespectTo: inputs, createGraph: true,
        zero: { .zeros($0.shape) })
    }
    let asked = Set(inputs.map(\.identity))
    var gradients: [ObjectIdentifier: Storage] = [:]
    if output.requiresGradient {
      var pass = BackwardPass(from: output.node, seed: Storage(repeating: 1, count: 1))
      while let (node, gradient) = pass.next() {
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
