import RealModule

/// A function of one number, with its derivative, its symbol and its formula side by side.
///
/// Results follow IEEE 754: NaN stays NaN, `log(-1)` is NaN, `1/0` is infinite.
public enum UnaryOperation: Hashable, Sendable {
  case negate, abs, exp, log, sqrt, reciprocal, sin, cos, tanh, sigmoid, relu, gelu, softplus, erf
  /// −1, 0 or 1; constant between its jumps, so no gradient flows through it.
  case sign
  /// The number itself where positive, `slope` times the number elsewhere (Maas et al., 2013).
  case leakyReLU(slope: Double)
  /// The number itself where positive, `alpha · (exp(a) − 1)` elsewhere (Clevert et al., 2015).
  case elu(alpha: Double)
  /// The number raised to a constant.
  case power(exponent: Double)
}

extension UnaryOperation {
  /// The function's value.
  @inlinable
  public func callAsFunction(_ a: Double) -> Double {
    switch self {
    case .negate: -a
    case .abs: Swift.abs(a)
    case .sign: a > 0 ? 1 : a < 0 ? -1 : a
    case .exp: .exp(a)
    case .log: .log(a)
    case .sqrt: a.squareRoot()
    case .reciprocal: 1 / a
    case .sin: .sin(a)
    case .cos: .cos(a)
    case .tanh: .tanh(a)
    // exp of a positive number could overflow: each sign has the form that cannot.
    case .sigmoid: a < 0 ? .exp(a) / (1 + .exp(a)) : 1 / (1 + .exp(-a))
    case .relu: a <= 0 ? 0 : a
    case .leakyReLU(let slope): a <= 0 ? slope * a : a
    case .elu(let alpha): a <= 0 ? alpha * .expMinusOne(a) : a
    // 1 + erf(a/√2) without the cancellation for negative a (Hendrycks & Gimpel, 2016, the exact form).
    case .gelu: 0.5 * a * .erfc(-a * 0.5.squareRoot())
    case .softplus: Swift.max(a, 0) + .log(onePlus: .exp(-Swift.abs(a)))
    case .erf: .erf(a)
    case .power(let exponent): Autograd.power(a, exponent)
    }
  }

  /// The derivative at `a`, whose function value is `y`.
  ///
  /// On a ``PlainNumber`` this is a number; on a node it is a graph, which is how gradients of gradients come about.
  /// At a kink it is what PyTorch gives: 0 for `relu` and `abs`, `slope` for `leakyReLU`, `alpha` for `elu`.
  @inlinable
  public func derivative<T: Differentiable>(at a: T, result y: T) -> T {
    switch self {
    case .negate: .constant(-1)
    case .abs: a.sign()
    case .sign: .constant(0)
    case .exp: y
    case .log: a.reciprocal()
    case .sqrt: 0.5 / y
    case .reciprocal: -(y * y)
    case .sin: a.cos()
    case .cos: -a.sin()
    case .tanh: 1 - y * y
    case .sigmoid: y * (1 - y)
    case .relu: y.sign()
    case .leakyReLU(let slope): slope + (1 - slope) * a.relu().sign()
    case .elu(let alpha): T.select(where: a .> 0, .constant(1), alpha * a.minimum(0).exp())
    case .gelu:
      0.5 * (1 + (a * 0.5.squareRoot()).erf())
        + a * (-0.5 * (a * a)).exp() * (1 / (2 * Double.pi).squareRoot())
    case .softplus: a.sigmoid()
    case .erf: (2 / Double.pi.squareRoot()) * (-(a * a)).exp()
    case .power(let exponent):
      exponent == 0 ? .constant(0) : exponent * a.pow(exponent - 1)
    }
  }
}

extension UnaryOperation {
  /// The derivative at a number, whose function value is `y`.
  @inlinable
  public func derivative(at a: Double, result y: Double) -> Double {
    derivative(at: PlainNumber(a), result: PlainNumber(y)).value
  }
}

extension UnaryOperation: ElementwiseRule {
  package var operation: NodeOperation { .unary(self) }

  package var roles: [String] { [] }

  /// Whether a gradient can flow through.
  @inlinable
  public var isDifferentiable: Bool {
    if case .sign = self { false } else { true }
  }

  /// Whether the derivative reads the argument.
  public var needsInput: Bool {
    switch self {
    case .negate, .sign, .exp, .sqrt, .reciprocal, .tanh, .sigmoid, .relu: false
    case .abs, .log, .sin, .cos, .gelu, .softplus, .erf, .leakyReLU, .elu, .power: true
    }
  }

  package func needsInput(_ index: Int, wanted: (Int) -> Bool) -> Bool { needsInput }

  /// Whether the derivative reads the function's value.
  public var needsResult: Bool {
    switch self {
    case .exp, .sqrt, .reciprocal, .tanh, .sigmoid, .relu: true
    case .negate, .sign, .abs, .log, .sin, .cos, .gelu, .softplus, .erf, .leakyReLU, .elu, .power:
      false
    }
  }

  /// How a drawing names the operation.
  public var symbol: String {
    switch self {
    case .negate: "−"
    case .abs: "abs"
    case .sign: "sign"
    case .exp: "exp"
    case .log: "log"
    case .sqrt: "√"
    case .reciprocal: "1/a"
    case .sin: "sin"
    case .cos: "cos"
    case .tanh: "tanh"
    case .sigmoid: "σ"
    case .relu: "ReLU"
    case .leakyReLU(let slope): "LeakyReLU(\(slope.readableText()))"
    case .elu(let alpha): "ELU(\(alpha.readableText()))"
    case .gelu: "GELU"
    case .softplus: "softplus"
    case .erf: "erf"
    case .power(let exponent): "^\(exponent.readableText())"
    }
  }

  package func function(of names: [String]) -> String {
    let a = names[0]
    return switch self {
    case .negate: "(−\(a))"
    case .abs: "|\(a)|"
    case .sqrt: "√\(a)"
    case .reciprocal: "(1/\(a))"
    case .power: "\(a)\(symbol)"
    case .sign, .exp, .log, .sin, .cos, .tanh, .sigmoid, .relu, .gelu, .softplus, .erf:
      "\(symbol)(\(a))"
    case .leakyReLU: "LeakyReLU(\(a))"
    case .elu: "ELU(\(a))"
    }
  }

  package func derivative(byInput index: Int, of names: [String], result y: String) -> String? {
    let a = names[0]
    return switch self {
    case .negate: "−1"
    case .abs: "sign(\(a))"
    case .sign: nil
    case .exp: y
    case .log: "1/\(a)"
    case .sqrt: "1/(2·\(y))"
    case .reciprocal: "−\(y)²"
    case .sin: "cos(\(a))"
    case .cos: "−sin(\(a))"
    case .tanh: "1 − \(y)²"
    case .sigmoid: "\(y)·(1 − \(y))"
    case .relu: "1 if \(a) > 0 else 0"
    case .leakyReLU(let slope): "1 if \(a) > 0 else \(slope.readableText())"
    case .elu(let alpha): "1 if \(a) > 0 else \(alpha.readableText())·exp(\(a))"
    case .gelu: "Φ(\(a)) + \(a)·φ(\(a))"
    case .softplus: "σ(\(a))"
    case .erf: "2/√π · exp(−\(a)²)"
    case .power(let exponent):
      "\(exponent.readableText())·\(a)^\((exponent - 1).readableText())"
    }
  }
}
