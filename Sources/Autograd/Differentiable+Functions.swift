// Every function a user calls, each one line over the requirement it needs.

extension Differentiable {
  /// The absolute value; its gradient at 0 is 0.
  @inlinable
  public func abs() -> Self { .apply(.abs, to: self) }

  /// −1, 0 or 1; NaN for NaN. No gradient flows through it.
  @inlinable
  public func sign() -> Self { .apply(.sign, to: self) }

  /// The exponential function.
  @inlinable
  public func exp() -> Self { .apply(.exp, to: self) }

  /// The natural logarithm; −∞ at 0, NaN below.
  @inlinable
  public func log() -> Self { .apply(.log, to: self) }

  /// The square root; its gradient at 0 is infinite.
  @inlinable
  public func sqrt() -> Self { .apply(.sqrt, to: self) }

  /// One divided by the number.
  @inlinable
  public func reciprocal() -> Self { .apply(.reciprocal, to: self) }

  /// The sine, of radians.
  @inlinable
  public func sin() -> Self { .apply(.sin, to: self) }

  /// The cosine, of radians.
  @inlinable
  public func cos() -> Self { .apply(.cos, to: self) }

  /// The error function, 2/√π · ∫₀ᵃ exp(−t²) dt.
  @inlinable
  public func erf() -> Self { .apply(.erf, to: self) }

  /// The number raised to a constant; `0⁰` is 1 with gradient 0.
  @inlinable
  public func pow(_ exponent: Double) -> Self { .apply(.power(exponent: exponent), to: self) }

  /// The number raised to another quantity; see ``BinaryOperation`` for the
  /// gradient at 0 and below.
  @inlinable
  public func pow(_ exponent: Self) -> Self { .apply(.power, to: self, exponent) }

  /// The larger of the two; equal arguments get half of the gradient each.
  @inlinable
  public func maximum(_ other: Self) -> Self { .apply(.maximum, to: self, other) }

  /// The larger of this and a number.
  @inlinable
  public func maximum(_ other: Double) -> Self { .apply(.maximum, to: self, .constant(other)) }

  /// The smaller of the two; equal arguments get half of the gradient each.
  @inlinable
  public func minimum(_ other: Self) -> Self { .apply(.minimum, to: self, other) }

  /// The smaller of this and a number.
  @inlinable
  public func minimum(_ other: Double) -> Self { .apply(.minimum, to: self, .constant(other)) }
}

// MARK: Activations

extension Differentiable {
  /// The hyperbolic tangent, between −1 and 1.
  @inlinable
  public func tanh() -> Self { .apply(.tanh, to: self) }

  /// The logistic function 1 / (1 + exp(−a)), between 0 and 1; exact at ±1000.
  @inlinable
  public func sigmoid() -> Self { .apply(.sigmoid, to: self) }

  /// The number itself where positive, 0 elsewhere; NaN stays NaN.
  @inlinable
  public func relu() -> Self { .apply(.relu, to: self) }

  /// The number itself where positive, `slope` times the number elsewhere.
  @inlinable
  public func leakyReLU(slope: Double = 0.01) -> Self { .apply(.leakyReLU(slope: slope), to: self) }

  /// The number itself where positive, `alpha · (exp(a) − 1)` elsewhere.
  @inlinable
  public func elu(alpha: Double = 1) -> Self { .apply(.elu(alpha: alpha), to: self) }

  /// The Gaussian error linear unit a·Φ(a), exact (not the tanh approximation).
  @inlinable
  public func gelu() -> Self { .apply(.gelu, to: self) }

  /// log(1 + exp(a)), a smooth `relu`; finite at ±1000.
  @inlinable
  public func softplus() -> Self { .apply(.softplus, to: self) }
}
