/// How a result changes with an input, as text in names of one's choice: letters, a user's own names, or numbers.
///
///     let rule = NodeOperation.binary(.multiply)
///     rule.formula(forInput: 0, of: ["a", "b"], result: "y").description    // "∂(a·b)/∂a = b"
///     rule.formula(forInput: 0, of: ["x", "w"], result: "y").description    // "∂(x·w)/∂x = w"
///     rule.formula(forInput: 0, of: ["0.5", "(-3)"], result: "-1.5").right  // "(-3)"
public struct Formula: Hashable, Sendable, CustomStringConvertible {
  /// What is worked out: `∂(a·b)/∂a`, or `grad(x)` of a tensor.
  public let left: String
  /// What it comes to: `b`.
  public let right: String

  /// Both sides: `∂(a·b)/∂a = b`.
  public var description: String { "\(left) = \(right)" }

  /// Whether the derivative is the same number whatever the inputs are.
  public var isConstant: Bool { ["1", "−1"].contains(right) }

  /// The derivative of a function of numbers by one of them; `nil` where no gradient flows.
  init(_ function: String, by name: String, _ derivative: String?) {
    left = "∂\(function)/∂\(name)"
    right = derivative ?? "0, no gradient flows"
  }

  /// The gradient of a whole tensor.
  ///
  /// - Parameter rule: what it comes to, `g` being the gradient of the result.
  init(gradientOf name: String, result: String, _ rule: (_ g: String) -> String) {
    func gradient(of name: String) -> String {
      name.hasPrefix("(") ? "grad\(name)" : "grad(\(name))"
    }
    left = gradient(of: name)
    right = rule(gradient(of: result))
  }
}
