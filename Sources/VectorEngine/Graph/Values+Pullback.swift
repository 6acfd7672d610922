import Autograd

/// An input or a result of an operation as the graph kept it: always its shape, its numbers if a derivative reads them.
struct Operand {
  let shape: Shape
  let storage: Storage?

  var values: Values {
    guard let storage else {
      fatalError(
        "backward: the numbers of an operand of shape \(shape) were not kept; was requiresGradient set after the graph used it?"
      )
    }
    return Values(storage, shape: shape)
  }

  /// A constant for the generic rules, which may read no more than its shape.
  fileprivate var tensor: Tensor {
    let node = Node(shape: shape, operation: nil, edges: [], storage: storage, flowsGradient: false)
    return Tensor(node: node, storage: storage)
  }
}

extension Values {
  /// The gradients of an operation's inputs: by kernels made for it where there are some, else by the rules of the
  /// vocabulary.
  static func pullback(
    _ operation: Operation, _ gradient: Values, inputs: [Operand], result: Operand, wanted: [Bool]
  ) -> [Values?] {
    switch operation {
    case .unary(let operation):
      return [
        Values.gradient(
          of: operation, gradient, input: operation.needsInput ? inputs[0].values.storage : nil,
          result: operation.needsResult ? result.values.storage : nil)
      ]
    case .binary(.add):
      return zip(inputs, wanted).map { $1 ? gradient.summed(to: $0.shape) : nil }
    case .binary(.subtract):
      return [
        wanted[0] ? gradient.summed(to: inputs[0].shape) : nil,
        wanted[1] ? gradient.summed(to: inputs[1].shape).applying(.negate) : nil,
      ]
    case .binary(.multiply):
      return [
        wanted[0] ? (gradient * inputs[1].values).summed(to: inputs[0].shape) : nil,
        wanted[1] ? (gradient * inputs[0].values).summed(to: inputs[1].shape) : nil,
      ]
    case .binary(.divide) where !wanted[1]:
      let quotient = Values.apply(.divide, gradient, inputs[1].values, shape: gradient.shape)
      return [quotient.summed(to: inputs[0].shape), nil]
    case .tensor(let tensorOperation):
      return tensorOperation.pullback(gradient, inputs, result, wanted)
        ?? generic(operation, gradient, inputs, result, wanted)
    case .binary, .select:
      return generic(operation, gradient, inputs, result, wanted)
    }
  }

  /// The rule of the vocabulary, on tensors that record nothing.
  private static func generic(
    _ operation: Operation, _ gradient: Values, _ inputs: [Operand], _ result: Operand,
    _ wanted: [Bool]
  ) -> [Values?] {
    operation.pullback(
      Tensor(leaf: gradient, requiresGradient: false), inputs: inputs.map(\.tensor),
      result: result.tensor, wanted: wanted
    ).map { $0?.values }
  }
}

extension TensorOperation {
  /// `nil` where there is nothing better than the generic rule.
  fileprivate func pullback(
    _ gradient: Values, _ inputs: [Operand], _ result: Operand, _ wanted: [Bool]
  ) -> [Values?]? {
    let shape = inputs[0].shape
    switch self {
    case .matmul:
      return [
        wanted[0] ? .matmul(gradient, inputs[1].values, transposingRight: true) : nil,
        wanted[1] ? .matmul(inputs[0].values, gradient, transposingLeft: true) : nil,
      ]
    case .linear(let activation):
      let atSum =
        activation.map {
          Values.gradient(
            of: $0, gradient, input: nil, result: $0.needsResult ? result.values.storage : nil)
        } ?? gradient
      return linearPullback(atSum.asRows, inputs, wanted)
    case .softmax(let axis) where axis == shape.rank - 1:
      return [gradient.softmaxGradient(result.values)]
    case .logSoftmax(let axis) where axis == shape.rank - 1:
      return [gradient.logSoftmaxGradient(result.values)]
    case .crossEntropy(let labels):
      return [inputs[0].values.crossEntropyGradient(labels, gradient)]
    case .sum(let axes, _):
      if gradient.count == 1 { return [Values(repeating: gradient.storage[0], shape: shape)] }
      let kept = gradient.reshaped(shape.reduced(over: axes, keepingDimensions: true))
      return [kept.broadcast(to: shape)]
    case .reshape: return [gradient.reshaped(shape)]
    case .broadcast: return [gradient.summed(to: shape)]
    default: return nil
    }
  }

  private func linearPullback(
    _ gradient: Values, _ inputs: [Operand], _ wanted: [Bool]
  ) -> [Values?] {
    let input =
      wanted[0] ? Values.matmul(gradient, inputs[1].values).reshaped(inputs[0].shape) : nil
    let weight =
      wanted[1] ? Values.matmul(gradient, inputs[0].values.asRows, transposingLeft: true) : nil
    guard inputs.count > 2 else { return [input, weight] }
    return [input, weight, wanted[2] ? gradient.sum(axes: [0], shape: inputs[2].shape) : nil]
  }
}
