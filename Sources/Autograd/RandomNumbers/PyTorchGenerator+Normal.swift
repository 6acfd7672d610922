import RealModule

extension PyTorchGenerator {
  /// Returns numbers from a normal distribution. In PyTorch `torch.randn(count)`, or
  /// `torch.empty(count).normal_(mean, standardDeviation)`.
  ///
  /// All come in pairs by the transform of Box and Muller ("A note on the generation of random normal deviates", 1958). Up to
  /// 15 numbers are computed one by one in double precision, and the second of a pair is kept for the next call; from 16 on
  /// they are computed in blocks, and the last 16 drawn anew where the count is no multiple of 16.
  ///
  /// The blocks are computed step by step as PyTorch's code for AVX2 does. Where PyTorch has no such code, as on arm64, its own
  /// numbers differ from these in their last bits. For up to 15, logarithm, sine and cosine are the platform's, in double
  /// precision: where these differ in their last bit, a number may, once in a very long while, round to another `Float`.
  ///
  /// Traps unless the mean is finite and the deviation finite and not below 0.
  public mutating func normal(
    mean: Double, standardDeviation: Double, count: Int
  ) -> [Float] {
    requireFinite(mean, standardDeviation)
    guard count >= 16 else {
      return (0..<count).map { _ in Float(mean.addingProduct(nextNormal(), standardDeviation)) }
    }
    let (center, deviation) = (Float(mean), Float(standardDeviation))
    // Rounded from double precision: `Float.pi` is rounded towards 0.
    let fullTurn = Float(2 * Double.pi)
    return blocks(count: count) {
      $0.unitFloat()
    } transform: { first, second in
      let radius = (-2 * VectorArithmetic.log(1 - first)).squareRoot()
      let (sine, cosine) = VectorArithmetic.sineAndCosine(fullTurn * second)
      return (
        center.addingProduct(radius * cosine, deviation),
        center.addingProduct(radius * sine, deviation)
      )
    }
  }

  /// Returns numbers in double precision from a normal distribution. In PyTorch `torch.randn(count, dtype=torch.float64)`.
  ///
  /// Made as those of ``normal(mean:standardDeviation:count:)``, but logarithm, sine and cosine are always the platform's: the
  /// bits are PyTorch's on Linux with the same C library, and may differ in the last elsewhere.
  public mutating func normal(
    mean: Double = 0, standardDeviation: Double = 1, count: Int, as _: Double.Type
  ) -> [Double] {
    requireFinite(mean, standardDeviation)
    guard count >= 16 else {
      return (0..<count).map { _ in mean.addingProduct(nextNormal(), standardDeviation) }
    }
    return blocks(count: count) {
      $0.unitDouble()
    } transform: { first, second in
      let radius = (-2 * Double.log(1 - first)).squareRoot()
      let angle = 2 * .pi * second
      return (
        mean.addingProduct(radius * .cos(angle), standardDeviation),
        mean.addingProduct(radius * .sin(angle), standardDeviation)
      )
    }
  }

  /// The next number of mean 0 and deviation 1: what is left of the last pair, or the first of a new one.
  private mutating func nextNormal() -> Double {
    if let number = spareNormal {
      spareNormal = nil
      return number
    }
    let (first, second) = (unitDouble(), unitDouble())
    let radius = (-2 * Double.log(onePlus: -second)).squareRoot()
    let angle = 2 * .pi * first
    spareNormal = radius * .sin(angle)
    return radius * .cos(angle)
  }

  /// At least 16 uniform numbers, in each 16 of which the pairs 8 apart are transformed. Where the last block is not whole, 16
  /// uniform numbers are drawn anew for the end.
  private mutating func blocks<Number>(
    count: Int, draw: (inout Self) -> Number, transform: (Number, Number) -> (Number, Number)
  ) -> [Number] {
    var numbers = (0..<count).map { _ in draw(&self) }
    func transformBlock(at start: Int) {
      for first in start..<start + 8 {
        (numbers[first], numbers[first + 8]) = transform(numbers[first], numbers[first + 8])
      }
    }
    for start in stride(from: 0, through: count - 16, by: 16) { transformBlock(at: start) }
    if !count.isMultiple(of: 16) {
      for index in count - 16..<count { numbers[index] = draw(&self) }
      transformBlock(at: count - 16)
    }
    return numbers
  }

  private func requireFinite(_ mean: Double, _ standardDeviation: Double) {
    require(
      mean.isFinite && standardDeviation >= 0 && standardDeviation.isFinite,
      "normal: expected a finite mean and a deviation of 0 or more, found \(mean) and \(standardDeviation)"
    )
  }
}

/// Logarithm, sine and cosine as PyTorch's code for AVX2 computes them, rounding for rounding.
///
/// They are the polynomials of Moshier's Cephes library for `Float`, as in Pommier's `sse_mathfun.h` and Garberoglio's
/// `avx_mathfun.h`. PyTorch's compiler makes one rounding of a product and the sum it goes into, and so does `addingProduct`.
private enum VectorArithmetic {
  /// The natural logarithm of a normal number above 0.
  static func log(_ x: Float) -> Float {
    var exponent = Float(x.exponent + 1)
    var fraction = x.significand / 2
    if fraction < 0.707106781186547524 {
      exponent -= 1
      fraction += fraction - 1
    } else {
      fraction -= 1
    }
    let square = fraction * fraction
    var sum: Float = 7.0376836292e-2
    sum = Float(-1.1514610310e-1).addingProduct(sum, fraction)
    sum = Float(1.1676998740e-1).addingProduct(sum, fraction)
    sum = Float(-1.2420140846e-1).addingProduct(sum, fraction)
    sum = Float(1.4249322787e-1).addingProduct(sum, fraction)
    sum = Float(-1.6668057665e-1).addingProduct(sum, fraction)
    sum = Float(2.0000714765e-1).addingProduct(sum, fraction)
    sum = Float(-2.4999993993e-1).addingProduct(sum, fraction)
    sum = Float(3.3333331174e-1).addingProduct(sum, fraction)
    sum = (exponent * -2.12194440e-4).addingProduct(sum * fraction, square)
    sum = sum.addingProduct(-0.5, square)
    return (fraction + sum).addingProduct(exponent, 0.693359375)
  }

  /// Sine and cosine of an angle from 0 to 2π.
  static func sineAndCosine(_ angle: Float) -> (sine: Float, cosine: Float) {
    // The octants are counted to the even one that the angle is at most π/4 away from.
    let octant = (Int32(angle * 1.27323954473516) + 1) & ~1
    let turns = Float(octant)
    var x = angle.addingProduct(turns, -0.78515625)
    x.addProduct(turns, -2.4187564849853515625e-4)
    x.addProduct(turns, -3.77489497744594108e-8)
    let square = x * x

    var cosine: Float = 2.443315711809948e-5
    cosine = Float(-1.388731625493765e-3).addingProduct(cosine, square)
    cosine = Float(4.166664568298827e-2).addingProduct(cosine, square)
    cosine = (square * -0.5).addingProduct(cosine * square, square) + 1
    var sine: Float = -1.9515295891e-4
    sine = Float(8.3321608736e-3).addingProduct(sine, square)
    sine = Float(-1.6666654611e-1).addingProduct(sine, square)
    sine = x.addingProduct(sine * square, x)

    switch octant & 6 {
    case 0: return (sine, cosine)
    case 2: return (cosine, -sine)
    case 4: return (-sine, -cosine)
    default: return (-cosine, sine)
    }
  }
}
