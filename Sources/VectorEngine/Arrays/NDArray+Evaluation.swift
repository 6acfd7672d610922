import Autograd

extension NDArray {
  /// The result of an operation, as an array of `shape`: the engine's answer to the whole vocabulary.
  static func evaluate<Inputs: RandomAccessCollection>(
    _ operation: NodeOperation, _ inputs: Inputs, shape: Shape
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
    case .linear: return input.linear(inputs[1], bias: inputs.count > 2 ? inputs[2] : nil)
    case .sum(let sum): return input.sum(axes: sum.axes, shape: shape)
    case .mean(let mean): return input.mean(axes: mean.axes, shape: shape)
    case .maximum(let maximum): return input.maximum(axes: maximum.axes, shape: shape)
    case .softmax(let softmax): return input.softmax(axis: softmax.axis)
    case .logSoftmax(let softmax): return input.logSoftmax(axis: softmax.axis)
    case .crossEntropy(let loss): return input.crossEntropy(loss.labels)
    case .reshape: return input.reshaped(shape)
    case .permute(let permute): return input.permuted(permute.axes)
    case .broadcast: return input.broadcast(to: shape)
    case .slice(let slice): return input.sliced(slice.slices)
    case .unslice(let unslice): return input.unsliced(unslice.slices, shape: shape)
    case .concatenate(let join): return concatenated(inputs, axis: join.axis, shape: shape)
    case .gather(let gather):
      return input.gathered(axis: gather.axis, indices: gather.indices, shape: shape)
    case .cumulativeSum(let sum):
      return input.cumulativeSum(axis: sum.axis, reversed: sum.isReversed)
    case .unfold(let unfold): return input.unfolded(unfold.window, shape: shape)
    case .fold(let fold): return input.folded(fold.window, shape: shape)
    case .scatterAdd(let scatter):
      return input.scatterAdded(axis: scatter.axis, indices: scatter.indices, shape: shape)
    }
  }
}
