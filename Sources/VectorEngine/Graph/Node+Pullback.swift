import Autograd

extension Node {
  /// Takes the gradient of the input at an index.
  typealias Receiver = (_ index: Int, _ share: consuming Storage) -> Void

  /// Gives `receive` the gradients of the inputs, in their order, none where none flows: by kernels made for it where there are
  /// some, else by the rules of the vocabulary. The only input's is given in any case.
  func pullback(_ gradient: Values, _ receive: Receiver) {
    switch operation {
    case nil: break
    case .unary(let operation): receive(0, self.gradient(of: operation, gradient).storage)
    case .binary(.add):
      if edges[0].isFlowing { receive(0, gradient.summed(to: edges[0].shape).storage) }
      if edges[1].isFlowing { receive(1, gradient.summed(to: edges[1].shape).storage) }
    case .binary(.subtract):
      if edges[0].isFlowing { receive(0, gradient.summed(to: edges[0].shape).storage) }
      if edges[1].isFlowing {
        receive(1, gradient.summed(to: edges[1].shape).applying(.negate).storage)
      }
    case .binary(.multiply):
      if edges[0].isFlowing {
        receive(0, (gradient * edges[1].values).summed(to: edges[0].shape).storage)
      }
      if edges[1].isFlowing {
        receive(1, (gradient * edges[0].values).summed(to: edges[1].shape).storage)
      }
    case .binary(.divide) where !edges[1].isFlowing:
      let share = Values.apply(.divide, gradient, edges[1].values, shape: shape)
      receive(0, share.summed(to: edges[0].shape).storage)
    case .tensor(let operation): pullback(operation, gradient, receive)
    case .binary, .select: generic(gradient, receive)
    }
  }

  private func pullback(_ operation: TensorOperation, _ gradient: Values, _ receive: Receiver) {
    switch operation {
    case .matmul:
      if edges[0].isFlowing {
        receive(0, Values.matmul(gradient, edges[1].values, transposingRight: true).storage)
      }
      if edges[1].isFlowing {
        receive(1, Values.matmul(edges[0].values, gradient, transposingLeft: true).storage)
      }
    case .linear(let activation):
      let atSum = activation.map { self.gradient(of: $0, gradient) } ?? gradient
      linearPullback(atSum.asRows, receive)
    case .softmax(let axis) where axis == shape.rank - 1:
      receive(0, gradient.softmaxGradient(values).storage)
    case .logSoftmax(let axis) where axis == shape.rank - 1:
      receive(0, gradient.logSoftmaxGradient(values).storage)
    case .crossEntropy(let labels):
      receive(0, edges[0].values.crossEntropyGradient(labels, gradient).storage)
    case .sum(let axes, _): receive(0, repeating(gradient, along: axes).storage)
    case .mean(let axes, _):
      let share = gradient.divided(by: edges[0].shape.elementCount(along: axes))
      receive(0, repeating(share, along: axes).storage)
    case .reshape: receive(0, gradient.storage)
    case .broadcast: receive(0, gradient.summed(to: edges[0].shape).storage)
    default: generic(gradient, receive)
    }
  }

  /// Values of a result that was reduced along `axes`, in the shape of its input.
  private func repeating(_ values: Values, along axes: [Int]) -> Values {
    let shape = edges[0].shape
    if values.count == 1 { return Values(repeating: values.storage[0], shape: shape) }
    return values.reshaped(shape.reduced(over: axes, keepingDimensions: true)).broadcast(to: shape)
  }

  private func linearPullback(_ gradient: Values, _ receive: Receiver) {
    if edges[0].isFlowing { receive(0, Values.matmul(gradient, edges[1].values).storage) }
    if edges[1].isFlowing {
      receive(1, Values.matmul(gradient, edges[0].values.asRows, transposingLeft: true).storage)
    }
    if edges.count > 2 && edges[2].isFlowing {
      receive(2, gradient.sum(axes: [0], shape: edges[2].shape).storage)
    }
  }

  /// The gradient of a function's argument, given that of its value.
  private func gradient(of function: UnaryOperation, _ gradient: Values) -> Values {
    .gradient(
      of: function, gradient, input: function.needsInput ? edges[0].values.storage : nil,
      result: function.needsResult ? values.storage : nil)
  }

  /// The rule of the vocabulary, on tensors that record nothing.
  private func generic(_ gradient: Values, _ receive: Receiver) {
    guard let operation else { return }
    let shares = operation.pullback(
      Tensor(leaf: gradient, requiresGradient: false),
      inputs: edges.map { .constant(shape: $0.shape, storage: $0.saved ?? $0.node.storage) },
      result: .constant(shape: shape, storage: storage), wanted: edges.map(\.isFlowing))
    for (index, share) in shares.enumerated() {
      if let share { receive(index, share.numbers) }
    }
  }

  /// The numbers, as the graph kept them.
  fileprivate var values: Values { kept(storage) }

  fileprivate func kept(_ storage: Storage?) -> Values {
    guard let storage else {
      fatalError(
        "backward: the numbers of an operand of shape \(shape) were not kept; was requiresGradient set after the graph used it?"
      )
    }
    return Values(storage, shape: shape)
  }
}

extension Node.Edge {
  fileprivate var shape: Shape { node.shape }

  /// The input's numbers, as the graph kept them.
  fileprivate var values: Values { node.kept(saved ?? node.storage) }
}

extension Tensor {
  /// A constant for the generic rules, which may read no more than its shape.
  fileprivate static func constant(shape: Shape, storage: Storage?) -> Tensor {
    let node = Node(shape: shape, operation: nil, edges: [], storage: storage, flowsGradient: false)
    return Tensor(node: node, storage: storage)
  }
}
