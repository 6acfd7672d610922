import Autograd

extension NDArray {
  /// The result of an operation, as an array of `shape`: the engine's answer to the whole vocabulary.
  static func evaluate<Inputs: RandomAccessCollection>(
    _ operation: Operation, _ inputs: Inputs, shape: Shape
  ) -> NDArray where Inputs.Element == NDArray, Inputs.Index == Int {
    switch operation {
    case .unary(let operation): inputs[0].applying(operation)
    case .binary(let operation): apply(operation, inputs[0], inputs[1], shape: shape)
    case .select: select(where: inputs[0], inputs[1], inputs[2], shape: shape)
    case .tensor(let operation): evaluate(operation, inputs, shape: shape)
    }
  }

  private static func evaluate<Inputs: RandomAccessCollection>(
    _ operation: TensorOperation, _ inputs: Inputs, shape: Shape
  ) -> NDArray where Inputs.Element == NDArray, Inputs.Index == Int {
    let input = inputs[0]
    switch operation {
    case .matmul: return matmul(input, inputs[1])
    case .linear(let activation):
      return input.linear(
        inputs[1], bias: inputs.count > 2 ? inputs[2] : nil, activation: activation)
    case .sum(let axes, _): return input.sum(axes: axes, shape: shape)
    case .mean(let axes, _): return input.mean(axes: axes, shape: shape)
    case .maximum(let axes, _): return input.maximum(axes: axes, shape: shape)
    case .softmax(let axis): return input.softmax(axis: axis)
    case .logSoftmax(let axis): return input.logSoftmax(axis: axis)
    case .crossEntropy(let labels): return input.crossEntropy(labels)
    case .reshape: return input.reshaped(shape)
    case .permute(let axes): return input.permuted(axes)
    case .broadcast: return input.broadcast(to: shape)
    case .slice(let slices): return input.sliced(slices)
    case .unslice(let slices, _): return input.unsliced(slices, shape: shape)
    case .concatenate(let axis): return concatenated(inputs, axis: axis, shape: shape)
    case .gather(let axis, let indices):
      return input.gathered(axis: axis, indices: indices, shape: shape)
    case .scatterAdd(let axis, let indices, _):
      return input.scatterAdded(axis: axis, indices: indices, shape: shape)
    }
  }
}
