// Functions as mathematics writes them, `exp(-x)` for `(-x).exp()`, beside the C library's of the same names, which take plain numbers.
//
// `Double` is no `Differentiable`, so formulas of plain numbers mean what they meant, and with `Value` or `Tensor` they compile in
// milliseconds (`Tests/Formulas`). In generic functions, where the type is a `T`, long formulas take the compiler seconds: call the
// methods there. `abs`, `max` and `min` are methods alone (`x.abs()`, `x.maximum(y)`): one more function of these names, and the
// compiler gives up on ordinary lines of plain numbers such as `abs(xs.reduce(0, +) / 2400 - 5) < 0.02`.

/// The exponential function. See ``Differentiable/exp()``.
@inlinable
public func exp<T: Differentiable>(_ x: T) -> T { x.exp() }

/// The natural logarithm. See ``Differentiable/log()``.
@inlinable
public func log<T: Differentiable>(_ x: T) -> T { x.log() }

/// The square root. See ``Differentiable/sqrt()``.
@inlinable
public func sqrt<T: Differentiable>(_ x: T) -> T { x.sqrt() }

/// The sine, of radians. See ``Differentiable/sin()``.
@inlinable
public func sin<T: Differentiable>(_ x: T) -> T { x.sin() }

/// The cosine, of radians. See ``Differentiable/cos()``.
@inlinable
public func cos<T: Differentiable>(_ x: T) -> T { x.cos() }

/// The tangent, of radians. See ``Differentiable/tan()``.
@inlinable
public func tan<T: Differentiable>(_ x: T) -> T { x.tan() }

/// The arc sine in radians. See ``Differentiable/asin()``.
@inlinable
public func asin<T: Differentiable>(_ x: T) -> T { x.asin() }

/// The arc cosine in radians. See ``Differentiable/acos()``.
@inlinable
public func acos<T: Differentiable>(_ x: T) -> T { x.acos() }

/// The arc tangent in radians. See ``Differentiable/atan()``.
@inlinable
public func atan<T: Differentiable>(_ x: T) -> T { x.atan() }

/// The hyperbolic sine. See ``Differentiable/sinh()``.
@inlinable
public func sinh<T: Differentiable>(_ x: T) -> T { x.sinh() }

/// The hyperbolic cosine. See ``Differentiable/cosh()``.
@inlinable
public func cosh<T: Differentiable>(_ x: T) -> T { x.cosh() }

/// The hyperbolic tangent. See ``Differentiable/tanh()``.
@inlinable
public func tanh<T: Differentiable>(_ x: T) -> T { x.tanh() }

/// log(1 + x), with all digits where `x` is small. See ``Differentiable/log1p()``.
@inlinable
public func log1p<T: Differentiable>(_ x: T) -> T { x.log1p() }

/// exp(x) − 1, with all digits where `x` is small. See ``Differentiable/expm1()``.
@inlinable
public func expm1<T: Differentiable>(_ x: T) -> T { x.expm1() }

/// The logarithm to base 2. See ``Differentiable/log2()``.
@inlinable
public func log2<T: Differentiable>(_ x: T) -> T { x.log2() }

/// The logarithm to base 10. See ``Differentiable/log10()``.
@inlinable
public func log10<T: Differentiable>(_ x: T) -> T { x.log10() }

/// The error function. See ``Differentiable/erf()``.
@inlinable
public func erf<T: Differentiable>(_ x: T) -> T { x.erf() }

/// The largest whole number that is not greater. See ``Differentiable/floor()``.
@inlinable
public func floor<T: Differentiable>(_ x: T) -> T { x.floor() }

/// The smallest whole number that is not less. See ``Differentiable/ceil()``.
@inlinable
public func ceil<T: Differentiable>(_ x: T) -> T { x.ceil() }

/// The nearest whole number, of two as near the even one (the C library's rounds halves away from 0). See ``Differentiable/round()``.
@inlinable
public func round<T: Differentiable>(_ x: T) -> T { x.round() }

/// The logistic function 1 / (1 + exp(−x)). See ``Differentiable/sigmoid()``.
@inlinable
public func sigmoid<T: Differentiable>(_ x: T) -> T { x.sigmoid() }

/// The number itself where positive, 0 elsewhere. See ``Differentiable/relu()``.
@inlinable
public func relu<T: Differentiable>(_ x: T) -> T { x.relu() }

/// log(1 + exp(x)). See ``Differentiable/softplus()``.
@inlinable
public func softplus<T: Differentiable>(_ x: T) -> T { x.softplus() }

/// The Gaussian error linear unit x·Φ(x). See ``Differentiable/gelu()``.
@inlinable
public func gelu<T: Differentiable>(_ x: T) -> T { x.gelu() }

/// The sigmoid linear unit x·σ(x). See ``Differentiable/silu()``.
@inlinable
public func silu<T: Differentiable>(_ x: T) -> T { x.silu() }

/// x·tanh(softplus(x)). See ``Differentiable/mish()``.
@inlinable
public func mish<T: Differentiable>(_ x: T) -> T { x.mish() }

/// `base` raised to a constant; 1 with gradient 0 where both are 0.
@inlinable
public func pow<T: Differentiable>(_ base: T, _ exponent: Double) -> T { base.pow(exponent) }

/// `base` raised to another quantity. See ``BinaryOperation`` for the gradient at 0 and below.
@inlinable
public func pow<T: Differentiable>(_ base: T, _ exponent: T) -> T { base.pow(exponent) }

/// A constant raised to `exponent`, such as 2ˣ; NaN for a base below 0 and an exponent that is not whole.
@inlinable
public func pow<T: Differentiable>(_ base: Double, _ exponent: T) -> T {
  T.constant(base).pow(exponent)
}
