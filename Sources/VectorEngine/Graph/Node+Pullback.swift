import Autograd

extension Node {
  /// The gradients of the inputs, `nil` where none is wanted or none flows: by kernels made for it where there are some, else by
  /// the rules of the vocabulary.
  func pullback(_ gradient: Values) -> [Storage?] {
    switch operation {
    case nil: []
    case .unary(let operation): [self.gradient(of: operation, gradient).storage]
    case .binary(.add):
      [share(0) { gradient.summed(to: $0) }, share(1) { gradient.summed(to: $0) }]
    case .binary(.subtract):
      [
        share(0) { gradient.summed(to: $0) },
        share(1) { gradient.summed(to: $0).applying(.negate) },
      ]
    case .binary(.multiply):
      [
        share(0) { (gradient * edges[1].values).summed(to: $0) },
        share(1) { (gradient * edges[0].values).summed(to: $0) },
      ]
    case .binary(.divide) where !edges[1].isFlowing:
      [
        share(0) {
          Values.apply(.divide, gradient, edges[1].values, shape: shape).summed(to: $0)
        }, nil,
      ]
    case .tensor(let operation): pullback(operation, gradient) ?? generic(gradient)
    case .binary, .select: generic(gradient)
    }
  }

  /// `nil` where there is nothing better than the generic rule.
  private func pullback(_ operation: TensorOperation, _ gradient: Values) -> [Storage?]? {
    let input = edges[0]
    switch operation {
    case .matmul:
      return [
        share(0) { _ in .matmul(gradient, edges[1].values, transposingRight: true) },
        share(1) { _ in .matmul(input.values, gradient, transposingLeft: true) },
      ]
    case .linear(let activation):
      let atSum = activation.map { self.gradient(of: $0, gradient) } ?? gradient
      return linearPullback(atSum.asRows)
    case .softmax(let axis) where axis == shape.rank - 1:
      return [gradient.softmaxGradient(values).storage]
    case .logSoftmax(let axis) where axis == shape.rank - 1:
      return [gradient.logSoftmaxGradient(values).storage]
    case .crossEntropy(let labels):
      return [input.values.crossEntropyGradient(labels, gradient).storage]
    case .sum(let axes, _):
      let shape = input.node.shape
      if gradient.count == 1 {
        return [Storage(repeating: gradient.storage[0], count: shape.elementCount)]
      }
      let kept = gradient.reshaped(shape.reduced(over: axes, keepingDimensions: true))
      return [kept.broadcast(to: shape).storage]
    case .reshape: return [gradient.storage]
    case .broadcast: return [gradient.summed(to: input.node.shape).storage]
    default: return nil
    }
  }

  private func linearPullback(_ gradient: Values) -> [Storage?] {
    let input = share(0) { _ in .matmul(gradient, edges[1].values) }
    let weight = share(1) { _ in .matmul(gradient, edges[0].values.asRows, transposingLeft: true) }
    guard edges.count > 2 else { return [input, weight] }
    return [input, weight, share(2) { gradient.sum(axes: [0], shape: $0) }]
  }

  /// The gradient of the input at `index` by a rule that is given the input's shape, if a gradient flows there.
  private func share(_ index: Int, _ rule: (Shape) -> Values) -> Storage? {
    edges[index].isFlowing ? rule(edges[index].node.shape).storage : nil
  }

  /// The gradient of a function's argument, given that of its value.
  private func gradient(of function: UnaryOperation, _ gradient: Values) -> Values {
    .gradient(
      of: function, gradient, input: function.needsInput ? edges[0].values.storage : nil,
      result: function.needsResult ? values.storage : nil)
  }

  /// The rule of the vocabulary, on tensors that record nothing.
  private func generic(_ gradient: Values) -> [Storage?] {
    guard let operation else { return [] }
    return operation.pullback(
      Tensor(leaf: gradient, requiresGradient: false),
      inputs: edges.map { .constant(shape: $0.node.shape, storage: $0.saved ?? $0.node.storage) },
      result: .constant(shape: shape, storage: storage), wanted: edges.map(\.isFlowing)
    ).map { $0?.values.storage }
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
