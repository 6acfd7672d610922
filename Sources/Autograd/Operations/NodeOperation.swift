/// What a node did to its inputs: an entry of the vocabulary, as data.
///
/// A node keeps its operation and its inputs and nothing else, no closure. So a graph can be drawn, stepped
/// through, saved, and replayed on the other engine.
public enum NodeOperation: Hashable, Sendable {
  case unary(UnaryOperation)
  case binary(BinaryOperation)
  /// ``Differentiable/select(where:_:_:)``: three inputs, the condition first.
  case select
  case tensor(TensorOperation)
}

extension NodeOperation {
  /// What there is to say of the operation.
  package var rule: any OperationRule {
    switch self {
    case .unary(let operation): operation
    case .binary(let operation): operation
    case .select: Selection()
    case .tensor(let operation): operation.rule
    }
  }

  /// How a drawing and a message name the operation.
  public var symbol: String { rule.symbol }

  /// What each input is to the operation, such as "weight"; empty where there is one, or where their order does not matter.
  public var roles: [String] { rule.roles }

  /// Whether a gradient can flow through; the result of an operation that it cannot is a constant.
  public var isDifferentiable: Bool { rule.isDifferentiable }

  /// Whether the derivative reads the operation's result, which must then be kept until the backward pass.
  public var needsResult: Bool { rule.needsResult }

  /// For each input, whether some derivative reads it, so that it must be kept until the backward pass.
  ///
  /// `wanted` says for which inputs a gradient will be asked.
  public func neededInputs(wanted: [Bool]) -> [Bool] {
    let rule = rule
    return wanted.indices.map { rule.needsInput($0, wanted: { wanted[$0] }) }
  }

  /// How the result changes with the input at `index`, in words, for inputs and a result of given names.
  ///
  /// - Parameters:
  ///   - index: which input, counted from 0.
  ///   - names: what to call the inputs, one for each.
  ///   - result: what to call the result; without a name it is written out, as in `∂exp(x)/∂x = exp(x)`.
  public func formula(
    forInput index: Int, of names: [String], result: String? = nil
  ) -> Formula {
    let rule = rule
    return rule.formula(
      forInput: index, of: names, result: result ?? rule.function(of: names))
  }
}

extension NodeOperation {
  /// The operation carried out again on other inputs, on any engine: how a recorded graph is replayed.
  public func callAsFunction<T: DifferentiableTensor>(_ inputs: [T]) -> T {
    if case .tensor(let operation) = self { return .apply(operation, to: inputs) }
    return elementwise(inputs).result { $0 }
  }

  /// The gradients of the inputs, given that of the result: the reverse rule of every operation.
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
    rule.pullback(gradient, inputs: inputs, result: result, wanted: wanted)
  }

  /// The value at numbers; traps for an operation on whole tensors.
  public func callAsFunction(_ inputs: [Double]) -> Double {
    elementwise(inputs).result { PlainNumber($0) }.value
  }

  /// The derivatives at numbers by each of them; `nil` where no gradient flows, and for operations on whole tensors.
  public func localDerivatives(at inputs: [Double], result: Double) -> [Double?] {
    guard isDifferentiable, let application = Application(self, to: inputs.map { PlainNumber($0) })
    else { return inputs.map { _ in nil } }
    return application.shares(
      of: PlainNumber(1), result: PlainNumber(result), wanted: inputs.map { _ in true }
    ).map { $0?.value }
  }

  /// The operation with its operands; traps for an operation on whole tensors.
  package func elementwise<Operand>(_ operands: [Operand]) -> Application<Operand> {
    guard let application = Application(self, to: operands) else {
      fatalError("\(symbol) applies to tensors, not to numbers")
    }
    return application
  }
}
