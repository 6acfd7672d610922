/// The rule of a function of numbers, applied to the elements of tensors that broadcasting brings together.
package protocol ElementwiseRule: OperationRule {
  /// The function as an entry of the vocabulary.
  var operation: NodeOperation { get }

  /// The derivative by the input at `index` in words, for inputs and a result of given names; `nil` where no gradient flows.
  func derivative(byInput index: Int, of names: [String], result: String) -> String?
}

extension ElementwiseRule {
  package func formula(forInput index: Int, of names: [String], result: String) -> Formula {
    Formula(
      function(of: names), by: names[index],
      derivative(byInput: index, of: names, result: result))
  }

  package func resultShape(inputCount: Int, _ input: (Int) -> Shape) -> Shape {
    .broadcasting((0..<inputCount).map(input), in: symbol)
  }

  package func pullback<T: DifferentiableTensor>(
    _ gradient: T, inputs: [T], result: T, wanted: [Bool]
  ) -> [T?] {
    guard isDifferentiable else { return inputs.map { _ in nil } }
    let shares = operation.elementwise(inputs).shares(
      of: gradient, result: result, wanted: wanted)
    return zip(shares, inputs).map { share, input in share?.summed(to: input.shape) }
  }
}

/// The rule of ``NodeOperation/select``.
struct Selection: ElementwiseRule {
  var operation: NodeOperation { .select }
  var symbol: String { "select" }
  var roles: [String] { ["condition", "if true", "if false"] }
  var isDifferentiable: Bool { true }
  var needsResult: Bool { false }

  func needsInput(_ index: Int, wanted: (Int) -> Bool) -> Bool { index == 0 }

  func function(of names: [String]) -> String { "select(\(names.joined(separator: ",")))" }

  func derivative(byInput index: Int, of names: [String], result: String) -> String? {
    switch index {
    case 0: nil
    case 1: "1 if \(names[0]) else 0"
    default: "0 if \(names[0]) else 1"
    }
  }
}
