import Autograd

extension ValueTensor {
  /// Computes the gradient of this single number by every leaf it depends on, and adds it to their ``grad``.
  ///
  /// The graph stays until the last variable goes that holds its result, or until ``releaseGraph()``.
  public func backward() {
    require(
      elements.count == 1,
      "backward: a tensor of shape \(shape) is not a single number; take its sum or mean first")
    backward(gradient: ValueTensor(repeating: 1, shape: shape, requiresGradient: false))
  }

  /// Runs backward from a tensor of any shape, given the gradient of some single number by it, of the same shape; otherwise as
  /// ``backward()``.
  public func backward(gradient: ValueTensor) {
    requireShape(of: gradient, in: "backward")
    if !requiresGradient { elements.first?.requireGradientFlow() }
    require(
      requiresGradient,
      "backward: a tensor of shape \(shape) depends on nothing that requires a gradient")
    let outputs = zip(elements, gradient.elements).filter { $0.0.requiresGradient }
    Value.runBackward(from: outputs.map { (node: NodeReference($0), gradient: $1.data) })
  }

  /// Calls `hook` with the gradients of the elements whenever all of them are complete, before they flow on.
  ///
  /// What the hook returns replaces them, and must be of the same shape; `nil` leaves them. Of several hooks each sees what the one
  /// before made of them; hooks of the elements themselves come first. On a leaf the hook sees what this pass contributes.
  ///
  /// The gradients are those of the nodes, wherever else they stand; a constant among the elements has gradient 0. So that all of them
  /// can be complete at one time, no element may depend on another, as there may be in a concatenation, and none may stand in the
  /// tensor twice, as in one that was stretched; otherwise this, or the backward pass, traps.
  public func onGradient(_ hook: @escaping (ValueTensor) -> ValueTensor?) {
    require(
      Set(elements).count == elements.count,
      "onGradient: an element stands several times in the tensor of shape \(shape)")
    let hook = TensorHook(of: self, hook)
    for element in elements { element.annotate().tensorHooks.append(hook) }
  }

  /// The gradients of the single number `output` by each of `inputs`, without touching any ``grad``.
  public static func gradients(
    of output: ValueTensor, withRespectTo inputs: [ValueTensor], createGraph: Bool
  ) -> [ValueTensor] {
    require(
      output.elements.count == 1,
      "gradient: a tensor of shape \(output.shape) is not a single number; take its sum or mean first"
    )
    let gradients = Value.gradients(
      of: output.elements[0], withRespectTo: inputs.flatMap(\.elements), createGraph: createGraph)
    var start = 0
    return inputs.map { input in
      defer { start += input.elements.count }
      return ValueTensor(
        elements: Array(gradients[start..<start + input.elements.count]), shape: input.shape)
    }
  }
}
