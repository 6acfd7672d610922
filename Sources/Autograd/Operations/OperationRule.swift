/// All there is to say of an operation but how an engine carries it out: its symbol, its shape, its derivative in numbers and in
/// words. It stands together in one type, and the compiler refuses an operation that leaves a part of it out.
package protocol OperationRule: Hashable, Sendable {
  /// How drawings and messages name the operation.
  var symbol: String { get }

  /// What each input is to the operation, such as "weight"; empty where there is one, or where their order does not matter.
  var roles: [String] { get }

  /// Whether a gradient can flow through; the result of an operation that it cannot is a constant.
  var isDifferentiable: Bool { get }

  /// Whether the derivative reads the operation's result, which must then be kept until the backward pass.
  var needsResult: Bool { get }

  /// Whether a derivative reads the input at `index`, so that it must be kept until the backward pass; `wanted` says for which
  /// inputs a gradient will be asked.
  func needsInput(_ index: Int, wanted: (Int) -> Bool) -> Bool

  /// The shape of the result; traps, naming the operation and the shapes, when the inputs do not fit.
  func resultShape(inputCount: Int, _ input: (Int) -> Shape) -> Shape

  /// The operation as formulas write it, on inputs of given names: `(a·b)`.
  func function(of names: [String]) -> String

  /// How the result changes with the input at `index`, in words, for inputs and a result of given names.
  func formula(forInput index: Int, of names: [String], result: String) -> Formula

  /// The gradients of the inputs, given that of the result: the reverse rule.
  ///
  /// Written in the vocabulary itself, so on nodes it builds a graph and gradients of gradients follow.
  ///
  /// - Parameters:
  ///   - gradient: the gradient of the result, of its shape.
  ///   - inputs: what the operation was applied to. Only those that ``needsInput(_:wanted:)`` names are read; of the others, only
  ///     the shape.
  ///   - result: the result; its numbers are read only if ``needsResult``.
  ///   - wanted: for which inputs to compute a gradient.
  /// - Returns: for each input its gradient, or `nil` where none is wanted or none flows.
  func pullback<T: DifferentiableTensor>(
    _ gradient: T, inputs: [T], result: T, wanted: [Bool]
  ) -> [T?]
}

/// The rule of an operation on one whole tensor.
package protocol TransformationRule: OperationRule {
  /// Whether the derivative reads the input.
  var needsInput: Bool { get }

  /// The shape of the result; traps, naming the operation and the shape, when the input does not fit.
  func resultShape(of input: Shape) -> Shape

  /// The gradient of the input in words, given that of the result, `g`.
  func gradient(of input: String, given g: String, result: String) -> String

  /// The gradient of the input, given that of the result; see ``OperationRule/pullback(_:inputs:result:wanted:)``.
  func pullback<T: DifferentiableTensor>(_ gradient: T, input: T, result: T) -> T
}

extension TransformationRule {
  package var roles: [String] { [] }
  package var isDifferentiable: Bool { true }

  package func function(of names: [String]) -> String { "(\(symbol))" }

  package func needsInput(_ index: Int, wanted: (Int) -> Bool) -> Bool { needsInput }

  package func resultShape(inputCount: Int, _ input: (Int) -> Shape) -> Shape {
    resultShape(of: input(0))
  }

  package func formula(forInput index: Int, of names: [String], result: String) -> Formula {
    Formula(gradientOf: names[0], result: result) {
      gradient(of: names[0], given: $0, result: result)
    }
  }

  package func pullback<T: DifferentiableTensor>(
    _ gradient: T, inputs: [T], result: T, wanted: [Bool]
  ) -> [T?] { [wanted[0] ? pullback(gradient, input: inputs[0], result: result) : nil] }
}
