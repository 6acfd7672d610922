extension Operation {
  /// The gradients of the inputs, given that of the result: the reverse rule of every operation, in one table.
  ///
  /// Written in the vocabulary itself, so on nodes it builds a graph and gradients of gradients follow.
  ///
  /// - Parameters:
  ///   - gradient: the gradient of the result, of its shape.
  ///   - inputs: what the operation was applied to. Only those that ``neededInputs(wanted:)`` names are read;
  ///     of the others, only the shape.
  ///   - result: the result; its numbers are read only if ``needsResult``.
  ///   - wanted: for which inputs to compute a gradient.
  /// - Returns: for each input its gradient, or `nil` where none is wanted or none flows.
  public func pullback<T: DifferentiableTensor>(
    _ gradient: T, inputs: [T], result: T, wanted: [Bool]
  ) -> [T?] {
    switch self {
    case .unary(let operation):
      return [wanted[0] ? gradient * operation.derivative(at: inputs[0], result: result) : nil]
    case .binary(let operation):
      let (left, right) = (inputs[0], inputs[1])
      return [
        wanted[0]
          ? (gradient * operation.derivativeByLeft(at: left, right, result: result))
            .summed(to: left.shape) : nil,
        wanted[1]
          ? (gradient * operation.derivativeByRight(at: left, right, result: result))
            .summed(to: right.shape) : nil,
      ]
    case .select:
      let zero = T.constant(0)
      return [
        nil,
        wanted[1]
          ? T.select(where: inputs[0], gradient, zero).summed(to: inputs[1].shape) : nil,
        wanted[2]
          ? T.select(where: inputs[0], zero, gradient).summed(to: inputs[2].shape) : nil,
      ]
    case .tensor(let operation):
      return operation.pullback(gradient, inputs: inputs, result: result, wanted: wanted)
    }
  }
}

extension TensorOperation {
  fileprivate func pullback<T: DifferentiableTensor>(
    _ gradient: T, inputs: [T], result: T, wanted: [Bool]
  ) -> [T?] {
    switch self {
    case .matmul:
      return [
        wanted[0] ? gradient.matmul(inputs[1].transposed()) : nil,
        wanted[1] ? inputs[0].transposed().matmul(gradient) : nil,
      ]
    case .linear(let activation):
      let atSum =
        activation.map { gradient * $0.derivative(at: inputs[0], result: result) } ?? gradient
      let rows = atSum.flattened(keepingLast: 1)
      let bias = inputs.count > 2 ? [wanted[2] ? rows.sum(axis: 0) : nil] : []
      return [
        wanted[0] ? atSum.matmul(inputs[1]) : nil,
        wanted[1] ? rows.transposed().matmul(inputs[0].flattened(keepingLast: 1)) : nil,
      ] + bias
    case .concatenate(let axis):
      var start = 0
      return zip(inputs, wanted).map { input, isWanted in
        defer { start += input.shape[axis] }
        return isWanted ? gradient.slice(axis: axis, from: start, count: input.shape[axis]) : nil
      }
    default:
      return [wanted[0] ? pullback(gradient, input: inputs[0], result: result) : nil]
    }
  }

  /// The reverse rule of an operation with one input.
  private func pullback<T: DifferentiableTensor>(_ gradient: T, input: T, result: T) -> T {
    switch self {
    case .sum(let axes, _):
      return gradient.restoring(axes: axes, of: input.shape).broadcast(to: input.shape)
    case .mean(let axes, _):
      let share = gradient / Double(input.shape.elementCount(along: axes))
      return share.restoring(axes: axes, of: input.shape).broadcast(to: input.shape)
    case .maximum(let axes, _):
      let isLargest = input .== result.restoring(axes: axes, of: input.shape)
      let share = isLargest / isLargest.sum(axes: axes, keepingDimensions: true)
      return gradient.restoring(axes: axes, of: input.shape) * share
    case .softmax(let axis):
      let weighted = (gradient * result).sum(axis: axis, keepingDimensions: true)
      return result * (gradient - weighted)
    case .logSoftmax(let axis):
      return gradient - result.exp() * gradient.sum(axis: axis, keepingDimensions: true)
    case .crossEntropy(let labels):
      let target = T.oneHot(labels, classCount: input.shape[1])
      return (input.softmax(axis: 1) - target) * gradient.reshaped([labels.count, 1])
    case .reshape: return gradient.reshaped(input.shape)
    case .permute(let axes):
      return gradient.permuted(axes.indices.sorted { axes[$0] < axes[$1] })
    case .broadcast: return gradient.summed(to: input.shape)
    case .slice(let slices):
      return .apply(.unslice(slices, shape: input.shape), to: [gradient])
    case .unslice(let slices, _): return .apply(.slice(slices), to: [gradient])
    case .gather(let axis, let indices):
      return .apply(
        .scatterAdd(axis: axis, indices: indices, count: input.shape[axis]), to: [gradient])
    case .scatterAdd(let axis, let indices, _):
      return gradient.gather(axis: axis, indices: indices)
    case .matmul, .linear, .concatenate:
      fatalError("\(symbol) has more than one input")
    }
  }
}
