// Every function a user calls, each one line over the requirement it needs.

extension Differentiable {
  /// The absolute value; its gradient at 0 is 0.
  @inlinable
  public func abs() -> Self { .apply(.abs, to: self) }

  /// −1, 0 or 1; NaN for NaN. No gradient flows through it.
  @inlinable
  public func sign() -> Self { .apply(.sign, to: self) }

  /// The largest whole number that is not greater: −2 of −1.5. No gradient flows through it.
  @inlinable
  public func floor() -> Self { .apply(.floor, to: self) }

  /// The smallest whole number that is not less: −1 of −1.5. No gradient flows through it.
  @inlinable
  public func ceil() -> Self { .apply(.ceil, to: self) }

  /// The nearest whole number, of two as near the even one: 2 of 2.5, as PyTorch. No gradient flows through it.
  @inlinable
  public func round() -> Self { .apply(.round, to: self) }

  /// The exponential function.
  @inlinable
  public func exp() -> Self { .apply(.exp, to: self) }

  /// The natural logarithm; −∞ at 0, NaN below.
  @inlinable
  public func log() -> Self { .apply(.log, to: self) }

  /// log(1 + a), with all digits where `a` is small; −∞ at −1, NaN below.
  @inlinable
  public func log1p() -> Self { .apply(.log1p, to: self) }

  /// exp(a) − 1, with all digits where `a` is small.
  @inlinable
  public func expm1() -> Self { .apply(.expm1, to: self) }

  /// The logarithm to base 2, whole for powers of two; −∞ at 0, NaN below.
  @inlinable
  public func log2() -> Self { .apply(.log2, to: self) }

  /// The logarithm to base 10; −∞ at 0, NaN below.
  @inlinable
  public func log10() -> Self { .apply(.log10, to: self) }

  /// The number times itself; the same as `pow(2)`.
  @inlinable
  public func square() -> Self { pow(2) }

  /// The square root; its gradient at 0 is infinite.
  @inlinable
  public func sqrt() -> Self { .apply(.sqrt, to: self) }

  /// One divided by the number.
  @inlinable
  public func reciprocal() -> Self { .apply(.reciprocal, to: self) }

  /// One divided by the square root; infinite at 0, NaN below.
  @inlinable
  public func rsqrt() -> Self { sqrt().reciprocal() }

  /// The sine, of radians.
  @inlinable
  public func sin() -> Self { .apply(.sin, to: self) }

  /// The cosine, of radians.
  @inlinable
  public func cos() -> Self { .apply(.cos, to: self) }

  /// The tangent, of radians.
  @inlinable
  public func tan() -> Self { .apply(.tan, to: self) }

  /// The arc sine in radians, between −π/2 and π/2; NaN beyond ±1, where its gradient is infinite.
  @inlinable
  public func asin() -> Self { .apply(.asin, to: self) }

  /// The arc cosine in radians, between 0 and π; NaN beyond ±1, where its gradient is infinite.
  @inlinable
  public func acos() -> Self { .apply(.acos, to: self) }

  /// The arc tangent in radians, between −π/2 and π/2.
  @inlinable
  public func atan() -> Self { .apply(.atan, to: self) }

  /// The hyperbolic sine, (exp(a) − exp(−a)) / 2.
  @inlinable
  public func sinh() -> Self { .apply(.sinh, to: self) }

  /// The hyperbolic cosine, (exp(a) + exp(−a)) / 2.
  @inlinable
  public func cosh() -> Self { .apply(.cosh, to: self) }

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

// MARK: Limits

extension Differentiable {
  /// The number, or the nearer bound where it lies outside of the range; PyTorch's `clamp(min, max)`.
  ///
  ///     Value(1.5).clamped(to: 0...1)   // 1.0
  ///
  /// The gradient is 1 in the range, its bounds included, and 0 outside. NaN stays NaN, with a gradient of 0.
  @inlinable
  public func clamped(to range: ClosedRange<Double>) -> Self {
    clamped(to: range.lowerBound...).clamped(to: ...range.upperBound)
  }

  /// The number, but at least the bound; PyTorch's `clamp(min)`. The gradient is 1 from the bound on, 0 below and at NaN.
  @inlinable
  public func clamped(to range: PartialRangeFrom<Double>) -> Self {
    .apply(.atLeast(range.lowerBound), to: self)
  }

  /// The number, but at most the bound; PyTorch's `clamp(max)`. The gradient is 1 up to the bound, 0 above and at NaN.
  @inlinable
  public func clamped(to range: PartialRangeThrough<Double>) -> Self {
    .apply(.atMost(range.upperBound), to: self)
  }
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

  /// The sigmoid linear unit a·σ(a), also called swish; finite at ±1000, NaN at −∞ as in PyTorch.
  @inlinable
  public func silu() -> Self { .apply(.silu, to: self) }

  /// a·tanh(softplus(a)); finite at ±1000, NaN at −∞ as in PyTorch.
  @inlinable
  public func mish() -> Self { .apply(.mish, to: self) }
}
