import Autograd

extension Tensor {
  /// A function of one number, applied to each element.
  public static func apply(_ operation: UnaryOperation, to input: Tensor) -> Tensor {
    record(.unary(operation), [input], shape: input.shape)
  }

  /// A function of two numbers, applied to elements that broadcasting brings together; traps, naming the operation and
  /// both shapes, when they do not fit.
  public static func apply(
    _ operation: BinaryOperation, to left: Tensor, _ right: Tensor
  ) -> Tensor {
    let shape =
      left.shape == right.shape
      ? left.shape : .broadcasting([left.shape, right.shape], in: operation.symbol)
    return record(.binary(operation), [left, right], shape: shape)
  }

  /// `first` where `condition` is not 0 and `second` elsewhere, with broadcasting.
  public static func select(
    where condition: Tensor, _ first: Tensor, _ second: Tensor
  ) -> Tensor {
    let inputs = [condition, first, second]
    return record(.select, inputs, shape: .broadcasting(inputs.map(\.shape), in: "select"))
  }

  /// An operation on whole tensors; traps, naming the operation and the shapes, when the inputs do not fit.
  public static func apply(_ operation: TensorOperation, to inputs: [Tensor]) -> Tensor {
    let shape = operation.rule.resultShape(inputCount: inputs.count) { inputs[$0].shape }
    return record(.tensor(operation), inputs, shape: shape)
  }

  /// Computes the result and, if a gradient will flow through it, keeps what that will need.
  private static func record(_ operation: NodeOperation, _ inputs: [Tensor], shape: Shape) -> Tensor
  {
    let rule = operation.rule
    // Inputs are named by their index, as a variable for one would be counted.
    let isRecorded =
      rule.isDifferentiable && inputs.indices.contains { inputs[$0].requiresGradient }
      && Recording.isEnabled
    var storage = NDArray.evaluate(operation, inputs.lazy.map(\.array), shape: shape).storage
    if inputs[0].storage === storage && (inputs[0].isLeaf || !isRecorded) {
      // A leaf can be changed in place, which a reshaping of it must not see.
      storage = Storage(copying: storage)
    }
    guard isRecorded else {
      return Tensor(leaf: NDArray(storage, shape: shape), requiresGradient: false)
    }
    let edges = inputs.indices.map { index in
      let isNeeded = rule.needsInput(index, wanted: { inputs[$0].requiresGradient })
      return Node.Edge(
        node: inputs[index].node, version: inputs[index].node.version,
        saved: isNeeded && !inputs[index].isLeaf ? inputs[index].storage : nil,
        requiredGradient: inputs[index].requiresGradient)
    }
    let node = Node(
      shape: shape, operation: operation, edges: edges,
      storage: rule.needsResult ? storage : nil, requiresGradient: true)
    return Tensor(node: node, storage: storage)
  }
}
