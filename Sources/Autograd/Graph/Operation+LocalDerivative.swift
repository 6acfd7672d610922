extension Operation {
  /// The derivative of a function of numbers by one of its inputs, as text: `∂(a·b)/∂a = b`.
  ///
  /// Of an operation on tensors, the rule for all of its inputs.
  public func formula(forInput index: Int) -> String {
    switch self {
    case .unary(let operation): operation.formula
    case .binary(let operation): index == 0 ? operation.formulas.left : operation.formulas.right
    case .select:
      switch index {
      case 0: "a condition is constant: no gradient flows"
      case 1: "∂select(c,a,b)/∂a = 1 if c else 0"
      default: "∂select(c,a,b)/∂b = 0 if c else 1"
      }
    case .tensor(let operation): operation.formula
    }
  }

  /// What formulas and drawings call the inputs; empty where their order does not matter or there is one.
  public var inputNames: [String] {
    switch self {
    case .unary, .binary(.add), .binary(.multiply), .binary(.maximum), .binary(.minimum): []
    case .binary: ["a", "b"]
    case .select: ["c", "a", "b"]
    case .tensor(.matmul): ["A", "B"]
    case .tensor(.linear): ["x", "W", "b"]
    case .tensor: []
    }
  }

  /// The derivatives of a function of numbers by its inputs; `nil` where no gradient flows, and for operations on tensors.
  public func localDerivatives(at inputs: [Double], result: Double) -> [Double?] {
    guard isDifferentiable else { return inputs.map { _ in nil } }
    switch self {
    case .unary(let operation): return [operation.derivative(at: inputs[0], result: result)]
    case .binary(let operation):
      let (a, b) = (inputs[0], inputs[1])
      return [
        operation.derivativeByLeft(at: a, b, result: result),
        operation.derivativeByRight(at: a, b, result: result),
      ]
    case .select: return inputs[0] != 0 ? [nil, 1, 0] : [nil, 0, 1]
    case .tensor: return inputs.map { _ in nil }
    }
  }
}
