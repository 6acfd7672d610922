import Autograd

extension Node {
  /// Takes the gradient of the input at an index.
  typealias Receiver = (_ index: Int, _ share: consuming Storage) -> Void

  /// Gives `receive` the gradients of the inputs, in their order, none where none flows: by kernels made for it where there are
  /// some, else by the rules of the vocabulary.
  func pullback(_ gradient: NDArray, _ receive: Receiver) {
    switch operation {
    case nil: break
    case .unary(let operation):
      share(0, receive) { _ in self.gradient(of: operation, gradient) }
    case .binary(.add):
      share(0, receive) { gradient.summed(to: $0) }
      share(1, receive) { gradient.summed(to: $0) }
    case .binary(.subtract):
      share(0, receive) { gradient.summed(to: $0) }
      share(1, receive) { gradient.summed(to: $0).applying(.negate) }
    case .binary(.multiply):
      share(0, receive) { (gradient * edges[1].array).summed(to: $0) }
      share(1, receive) { (gradient * edges[0].array).summed(to: $0) }
    case .binary(.divide) where !edges[1].isFlowing:
      share(0, receive) {
        NDArray.apply(.divide, gradient, edges[1].array, shape: shape).summed(to: $0)
      }
    case .tensor(let operation): pullback(operation, gradient, receive)
    case .binary, .select: generic(gradient, receive)
    }
  }

  private func pullback(_ operation: TensorOperation, _ gradient: NDArray, _ receive: Receiver) {
    switch operation {
    case .matmul:
      share(0, receive) { _ in .matmul(gradient, edges[1].array, transposingRight: true) }
      share(1, receive) { _ in .matmul(edges[0].array, gradient, transposingLeft: true) }
    case .linear: linearPullback(gradient.asRows, receive)
    case .softmax(let softmax) where softmax.axis == shape.rank - 1:
      share(0, receive) { _ in gradient.softmaxGradient(array) }
    case .logSoftmax(let softmax) where softmax.axis == shape.rank - 1:
      share(0, receive) { _ in gradient.logSoftmaxGradient(array) }
    case .crossEntropy(let loss):
      share(0, receive) { _ in edges[0].array.crossEntropyGradient(loss.labels, gradient) }
    case .sum(let sum):
      share(0, receive) { gradient.repeated(along: sum.axes, of: $0) }
    case .mean(let mean):
      share(0, receive) {
        gradient.divided(by: $0.elementCount(along: mean.axes)).repeated(along: mean.axes, of: $0)
      }
    case .reshape: share(0, receive) { gradient.reshaped($0) }
    case .broadcast: share(0, receive) { gradient.summed(to: $0) }
    case .softmax, .logSoftmax, .maximum, .permute, .slice, .unslice, .concatenate, .gather,
      .scatterAdd, .cumulativeSum, .unfold, .fold:
      generic(gradient, receive)
    }
  }

  private func linearPullback(_ gradient: NDArray, _ receive: Receiver) {
    share(0, receive) { _ in .matmul(gradient, edges[1].array) }
    share(1, receive) { _ in .matmul(gradient, edges[0].array.asRows, transposingLeft: true) }
    if edges.count > 2 { share(2, receive) { gradient.sum(axes: [0], shape: $0) } }
  }

  /// Gives `receive` the gradient of the input at `index`, by a rule that is given the input's shape, if one flows there.
  private func share(_ index: Int, _ receive: Receiver, _ rule: (Shape) -> NDArray) {
    if edges[index].isFlowing { receive(index, rule(edges[index].node.shape).storage) }
  }

  /// The gradient of a function's argument, given that of its value.
  private func gradient(of function: UnaryOperation, _ gradient: NDArray) -> NDArray {
    .gradient(
      of: function, gradient, input: function.needsInput ? edges[0].array.storage : nil,
      result: function.needsResult ? array.storage : nil)
  }

  /// The rule of the vocabulary, on tensors that record nothing.
  private func generic(_ gradient: NDArray, _ receive: Receiver) {
    guard let operation else { return }
    let shares = operation.pullback(
      Tensor(leaf: gradient, requiresGradient: false),
      inputs: edges.map {
        .constant(shape: $0.node.shape, storage: $0.saved ?? $0.node.keptStorage)
      },
      result: .constant(shape: shape, storage: keptStorage), wanted: edges.map(\.isFlowing))
    for (index, share) in shares.enumerated() {
      if let share { receive(index, share.storage) }
    }
  }

  /// The numbers, as the graph kept them.
  fileprivate var array: NDArray { kept(keptStorage) }

  fileprivate func kept(_ storage: Storage?) -> NDArray {
    guard let storage else {
      fatalError(
        "backward: the numbers of an operand of shape \(shape) were not kept; was requiresGradient set after the graph used it?"
      )
    }
    return NDArray(storage, shape: shape)
  }
}

extension Node.Edge {
  /// The input's numbers, as the graph kept them.
  fileprivate var array: NDArray { node.kept(saved ?? node.keptStorage) }
}

extension Tensor {
  /// A constant for the generic rules, which may read no more than its shape.
  fileprivate static func constant(shape: Shape, storage: Storage?) -> Tensor {
    let node = Node(
      shape: shape, operation: nil, edges: [], storage: storage, requiresGradient: false)
    return Tensor(node: node, storage: storage)
  }
}

extension NDArray {
  /// Numbers that were reduced along `axes` of `shape`, in that shape.
  fileprivate func repeated(along axes: [Int], of shape: Shape) -> NDArray {
    if count == 1 { return NDArray(repeating: storage[0], shape: shape) }
    return reshaped(shape.reduced(over: axes, keepingDimensions: true)).broadcast(to: shape)
  }
}
