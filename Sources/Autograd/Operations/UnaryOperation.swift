import RealModule

/// A function of one number, with its derivative, its symbol and its formula side by side.
///
/// Results follow IEEE 754: NaN stays NaN, `log(-1)` is NaN, `1/0` is infinite.
public enum UnaryOperation: Hashable, Sendable {
  case negate, abs, exp, log, sqrt, reciprocal, sin, cos, tanh, sigmoid, relu, gelu, softplus, erf
  /// log(1 + a) and exp(a) − 1, with all digits near 0, where the sum or difference would lose them.
  case log1p, expm1
  case log2, log10
  case tan, asin, acos, atan, sinh, cosh
  /// a·σ(a), also called swish (Elfwing et al., 2017; Ramachandran et al., 2017).
  case silu
  /// a·tanh(softplus(a)) (Misra, 2019).
  case mish
  /// −1, 0 or 1; constant between its jumps, so no gradient flows through it.
  case sign
  /// The whole number below, above, or nearest (halves to the even one); constant between jumps, so no gradient flows.
  case floor, ceil, round
  /// The number itself, but a bound where it lies beyond; at the bound itself the gradient passes whole, unlike through
  /// ``BinaryOperation/maximum``.
  case atLeast(Double), atMost(Double)
  /// The number itself where positive, `slope` times the number elsewhere (Maas et al., 2013).
  case leakyReLU(slope: Double)
  /// The number itself where positive, `alpha · (exp(a) − 1)` elsewhere (Clevert et al., 2015).
  case elu(alpha: Double)
  /// The number raised to a constant.
  case power(exponent: Double)
}

extension UnaryOperation {
  /// The function at a number: `UnaryOperation.tanh(0.5)`.
  @inlinable
  public func callAsFunction(_ a: Double) -> Double {
    switch self {
    case .negate: -a
    case .abs: Swift.abs(a)
    case .sign: a > 0 ? 1 : a < 0 ? -1 : a
    case .floor: a.rounded(.down)
    case .ceil: a.rounded(.up)
    case .round: a.rounded(.toNearestOrEven)
    case .atLeast(let bound): a < bound ? bound : a
    case .atMost(let bound): a > bound ? bound : a
    case .exp: .exp(a)
    case .log: .log(a)
    case .log1p: .log(onePlus: a)
    case .expm1: .expMinusOne(a)
    case .log2: .log2(a)
    case .log10: .log10(a)
    case .sqrt: a.squareRoot()
    case .reciprocal: 1 / a
    case .sin: .sin(a)
    case .cos: .cos(a)
    case .tan: .tan(a)
    case .asin: .asin(a)
    case .acos: .acos(a)
    case .atan: .atan(a)
    case .sinh: .sinh(a)
    case .cosh: .cosh(a)
    case .tanh: .tanh(a)
    // exp of a positive number could overflow: each sign has the form that cannot.
    case .sigmoid: a < 0 ? .exp(a) / (1 + .exp(a)) : 1 / (1 + .exp(-a))
    case .relu: a <= 0 ? 0 : a
    case .leakyReLU(let slope): a <= 0 ? slope * a : a
    case .elu(let alpha): a <= 0 ? alpha * .expMinusOne(a) : a
    // 1 + erf(a/√2) without the cancellation for negative a (Hendrycks & Gimpel, 2016, the exact form).
    case .gelu: 0.5 * a * .erfc(-a * 0.5.squareRoot())
    case .softplus: Swift.max(a, 0) + .log(onePlus: .exp(-Swift.abs(a)))
    // NaN at −∞, as the quotient has it in PyTorch.
    case .silu: a / (1 + .exp(-a))
    case .mish: a * UnaryOperation.tanhOfSoftplus(a)
    case .erf: .erf(a)
    case .power(let exponent): Autograd.power(a, exponent)
    }
  }

  /// With z = exp(−|a|), which cannot overflow: tanh(log(1 + eᵃ)) = (eᵃ + 2)·eᵃ / ((eᵃ + 2)·eᵃ + 2).
  @inlinable
  static func tanhOfSoftplus(_ a: Double) -> Double {
    let z = Double.exp(-Swift.abs(a))
    let (part, rest) = a < 0 ? (z * (z + 2), 2) : (1 + 2 * z, 2 * z * z)
    return part / (part + rest)
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
    case .sign, .floor, .ceil, .round: .constant(0)
    case .atLeast(let bound): a .>= bound
    case .atMost(let bound): a .<= bound
    case .exp: y
    case .log: a.reciprocal()
    case .log1p: (1 + a).reciprocal()
    case .expm1: y + 1
    case .log2: (a * Double.log(2)).reciprocal()
    case .log10: (a * Double.log(10)).reciprocal()
    case .sqrt: 0.5 / y
    case .reciprocal: -(y * y)
    case .sin: a.cos()
    case .cos: -a.sin()
    case .tan: 1 + y * y
    // (1 − a)(1 + a) keeps the digits near ±1 that 1 − a² loses.
    case .asin: ((1 - a) * (1 + a)).sqrt().reciprocal()
    case .acos: -((1 - a) * (1 + a)).sqrt().reciprocal()
    case .atan: (1 + a * a).reciprocal()
    case .sinh: a.cosh()
    case .cosh: a.sinh()
    case .tanh: 1 - y * y
    case .sigmoid: y * (1 - y)
    case .relu: y.sign()
    case .leakyReLU(let slope): slope + (1 - slope) * a.relu().sign()
    case .elu(let alpha): T.select(where: a .> 0, .constant(1), alpha * a.minimum(0).exp())
    case .gelu:
      0.5 * (1 + (a * 0.5.squareRoot()).erf())
        + a * (-0.5 * (a * a)).exp() * (1 / (2 * Double.pi).squareRoot())
    case .softplus: a.sigmoid()
    case .silu: a.sigmoid() * (1 + a * (1 - a.sigmoid()))
    case .mish: Self.mishDerivative(at: a)
    case .erf: (2 / Double.pi.squareRoot()) * (-(a * a)).exp()
    case .power(let exponent):
      exponent == 0 ? .constant(0) : exponent * a.pow(exponent - 1)
    }
  }

  @inlinable
  static func mishDerivative<T: Differentiable>(at a: T) -> T {
    let gate = a.softplus().tanh()
    return gate + a * a.sigmoid() * (1 - gate * gate)
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
    switch self {
    case .sign, .floor, .ceil, .round: false
    case .negate, .abs, .exp, .log, .log1p, .expm1, .log2, .log10, .sqrt, .reciprocal, .sin, .cos,
      .tan, .asin, .acos, .atan, .sinh, .cosh, .tanh, .sigmoid, .relu, .gelu, .softplus, .silu,
      .mish, .erf, .leakyReLU, .elu, .atLeast, .atMost, .power:
      true
    }
  }

  /// Whether the derivative reads the argument.
  public var needsInput: Bool {
    switch self {
    case .negate, .sign, .floor, .ceil, .round, .exp, .expm1, .sqrt, .reciprocal, .tan, .tanh,
      .sigmoid, .relu:
      false
    case .abs, .log, .log1p, .log2, .log10, .sin, .cos, .asin, .acos, .atan, .sinh, .cosh, .gelu,
      .softplus, .silu, .mish, .erf, .leakyReLU, .elu, .atLeast, .atMost, .power:
      true
    }
  }

  package func needsInput(_ index: Int, wanted: (Int) -> Bool) -> Bool { needsInput }

  /// Whether the derivative reads the function's value.
  public var needsResult: Bool {
    switch self {
    case .exp, .expm1, .sqrt, .reciprocal, .tan, .tanh, .sigmoid, .relu: true
    case .negate, .sign, .floor, .ceil, .round, .abs, .log, .log1p, .log2, .log10, .sin, .cos,
      .asin, .acos, .atan, .sinh, .cosh, .gelu, .softplus, .silu, .mish, .erf, .leakyReLU, .elu,
      .atLeast, .atMost, .power:
      false
    }
  }

  /// How a drawing names the operation.
  public var symbol: String {
    switch self {
    case .negate: "−"
    case .abs: "abs"
    case .sign: "sign"
    case .floor: "floor"
    case .ceil: "ceil"
    case .round: "round"
    case .atLeast(let bound): "at least \(bound.readableText())"
    case .atMost(let bound): "at most \(bound.readableText())"
    case .exp: "exp"
    case .log: "log"
    case .log1p: "log1p"
    case .expm1: "expm1"
    case .log2: "log2"
    case .log10: "log10"
    case .sqrt: "√"
    case .reciprocal: "1/a"
    case .sin: "sin"
    case .cos: "cos"
    case .tan: "tan"
    case .asin: "asin"
    case .acos: "acos"
    case .atan: "atan"
    case .sinh: "sinh"
    case .cosh: "cosh"
    case .tanh: "tanh"
    case .sigmoid: "σ"
    case .relu: "ReLU"
    case .leakyReLU(let slope): "LeakyReLU(\(slope.readableText()))"
    case .elu(let alpha): "ELU(\(alpha.readableText()))"
    case .gelu: "GELU"
    case .softplus: "softplus"
    case .silu: "SiLU"
    case .mish: "Mish"
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
    case .floor: "⌊\(a)⌋"
    case .ceil: "⌈\(a)⌉"
    case .atLeast(let bound): "max(\(a),\(bound.readableText()))"
    case .atMost(let bound): "min(\(a),\(bound.readableText()))"
    case .sign, .round, .exp, .log, .log1p, .expm1, .log2, .log10, .sin, .cos, .tan, .asin, .acos,
      .atan, .sinh, .cosh, .tanh, .sigmoid, .relu, .gelu, .softplus, .silu, .mish, .erf:
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
    case .sign, .floor, .ceil, .round: nil
    case .atLeast(let bound): "1 if \(a) ≥ \(bound.readableText()) else 0"
    case .atMost(let bound): "1 if \(a) ≤ \(bound.readableText()) else 0"
    case .exp: y
    case .log: "1/\(a)"
    case .log1p: "1/(1 + \(a))"
    case .expm1: "\(y) + 1"
    case .log2: "1/(\(a)·log(2))"
    case .log10: "1/(\(a)·log(10))"
    case .sqrt: "1/(2·\(y))"
    case .reciprocal: "−\(y)²"
    case .sin: "cos(\(a))"
    case .cos: "−sin(\(a))"
    case .tan: "1 + \(y)²"
    case .asin: "1/√(1 − \(a)²)"
    case .acos: "−1/√(1 − \(a)²)"
    case .atan: "1/(1 + \(a)²)"
    case .sinh: "cosh(\(a))"
    case .cosh: "sinh(\(a))"
    case .tanh: "1 − \(y)²"
    case .sigmoid: "\(y)·(1 − \(y))"
    case .relu: "1 if \(a) > 0 else 0"
    case .leakyReLU(let slope): "1 if \(a) > 0 else \(slope.readableText())"
    case .elu(let alpha): "1 if \(a) > 0 else \(alpha.readableText())·exp(\(a))"
    case .gelu: "Φ(\(a)) + \(a)·φ(\(a))"
    case .softplus: "σ(\(a))"
    case .silu: "σ(\(a))·(1 + \(a)·(1 − σ(\(a))))"
    case .mish:
      "tanh(softplus(\(a))) + \(a)·σ(\(a))·(1 − tanh(softplus(\(a)))²)"
    case .erf: "2/√π · exp(−\(a)²)"
    case .power(let exponent):
      "\(exponent.readableText())·\(a)^\((exponent - 1).readableText())"
    }
  }
}
