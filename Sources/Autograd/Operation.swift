/// What a node did to its inputs: an entry of the vocabulary, as data.
///
/// A node keeps its operation and its inputs and nothing else, no closure. So a graph can be drawn, stepped
/// through, saved, and replayed on the other engine.
public enum Operation: Hashable, Sendable {
  case unary(UnaryOperation)
  case binary(BinaryOperation)
  /// ``Differentiable/select(where:_:_:)``: three inputs, the condition first.
  case select
  case tensor(TensorOperation)
}

extension Operation {
  /// The operation carried out again on other inputs, on any engine: how a recorded graph is replayed.
  public func callAsFunction<T: DifferentiableTensor>(_ inputs: [T]) -> T {
    switch self {
    case .unary(let operation): .apply(operation, to: inputs[0])
    case .binary(let operation): .apply(operation, to: inputs[0], inputs[1])
    case .select: .select(where: inputs[0], inputs[1], inputs[2])
    case .tensor(let operation): .apply(operation, to: inputs)
    }
  }
}

extension Operation {
  /// How a drawing and a message name the operation.
  public var symbol: String {
    switch self {
    case .unary(let operation): operation.symbol
    case .binary(let operation): operation.symbol
    case .select: "select"
    case .tensor(let operation): operation.symbol
    }
  }

  /// Whether a gradient can flow through; the result of an operation that it cannot is a constant.
  public var isDifferentiable: Bool {
    switch self {
    case .unary(let operation): operation.isDifferentiable
    case .binary(let operation): operation.isDifferentiable
    case .select, .tensor: true
    }
  }

  /// Whether the derivative reads the operation's result, which must then be kept until the backward pass.
  public var needsResult: Bool {
    switch self {
    case .unary(let operation): operation.needsResult
    case .binary(let operation): operation == .power
    case .select: false
    case .tensor(let operation): operation.needsResult
    }
  }

  /// For each input, whether some derivative reads it, so that it must be kept until the backward pass.
  ///
  /// `wanted` says for which inputs a gradient will be asked.
  public func neededInputs(wanted: [Bool]) -> [Bool] {
    wanted.indices.map { needsInput($0, wanted: { wanted[$0] }) }
  }

  /// The same for the input at `index` alone.
  package func needsInput(_ index: Int, wanted: (Int) -> Bool) -> Bool {
    switch self {
    case .unary(let operation): operation.needsInput
    case .binary(let operation):
      (wanted(0) && operation.needsForLeft(input: index))
        || (wanted(1) && operation.needsForRight(input: index))
    case .select: index == 0
    case .tensor(let operation): operation.needsInput(index, wanted: wanted)
    }
  }
}
