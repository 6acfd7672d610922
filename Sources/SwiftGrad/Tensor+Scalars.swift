import Autograd
import ScalarEngine
import VectorEngine

extension Tensor {
  /// A leaf with the numbers of a tensor of the other engine, rounded to `Float`.
  convenience init(_ other: ValueTensor, requiresGradient: Bool) {
    self.init(
      other.scalars.map { Float($0) }, shape: other.shape, requiresGradient: requiresGradient)
  }
}

extension TensorBackwardStep {
  /// The step opened into its scalars: the same operation on `ValueTensor` leaves with the same numbers, run backward from the same
  /// gradient.
  ///
  ///     try step.scalars()?.elements[0].graph().write(to: "one-element-of-a-matmul.png")
  ///
  /// `nil` for a leaf. Every multiplication and addition becomes a node: meant for small shapes.
  public func scalars() -> ValueTensor? {
    guard let operation = node.operation else { return nil }
    let inputs = zip(node.inputs, node.inputsRequireGradient).map { input, requiresGradient in
      let leaf = ValueTensor(
        input.scalars.map { Double($0) }, shape: input.shape, requiresGradient: requiresGradient)
      if let label = input.label { leaf.label = label }
      return leaf
    }
    let result = operation(inputs)
    result.backward(
      gradient: ValueTensor(
        gradient.scalars.map { Double($0) }, shape: gradient.shape))
    return result
  }
}
