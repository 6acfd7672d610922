// `axes: nil` means all axes; negative axes count from the last one. Along an axis of length 0 a sum is 0, a
// mean is NaN, and a maximum traps.

extension DifferentiableTensor {
  /// The sum along `axes`, of all numbers if none are given; 0 of none. With `keepingDimensions` the axes stay, with length 1.
  public func sum(axes: [Int]? = nil, keepingDimensions: Bool = false) -> Self {
    let axes = shape.resolve(axes: axes, in: "sum")
    return .apply(.sum(.init(axes: axes, keepsDimensions: keepingDimensions)), to: [self])
  }

  /// The sum along one axis, −1 the last: of `[64, 10]` along axis 1 `[64]`, or `[64, 1]` with `keepingDimensions`.
  public func sum(axis: Int, keepingDimensions: Bool = false) -> Self {
    sum(axes: [axis], keepingDimensions: keepingDimensions)
  }

  /// The arithmetic mean along `axes`, of all numbers if none are given; NaN of none.
  public func mean(axes: [Int]? = nil, keepingDimensions: Bool = false) -> Self {
    let axes = shape.resolve(axes: axes, in: "mean")
    return .apply(.mean(.init(axes: axes, keepsDimensions: keepingDimensions)), to: [self])
  }

  /// The arithmetic mean along one axis; see ``mean(axes:keepingDimensions:)``.
  public func mean(axis: Int, keepingDimensions: Bool = false) -> Self {
    mean(axes: [axis], keepingDimensions: keepingDimensions)
  }

  /// The largest number along `axes`, of all if none are given; equal ones share the gradient evenly. NaN if any is NaN; traps on
  /// none.
  public func max(axes: [Int]? = nil, keepingDimensions: Bool = false) -> Self {
    let axes = shape.resolve(axes: axes, in: "max")
    return .apply(.maximum(.init(axes: axes, keepsDimensions: keepingDimensions)), to: [self])
  }

  /// The largest number along one axis; see ``max(axes:keepingDimensions:)``.
  public func max(axis: Int, keepingDimensions: Bool = false) -> Self {
    max(axes: [axis], keepingDimensions: keepingDimensions)
  }

  /// The smallest number along `axes`, of all if none are given; equal ones share the gradient evenly. NaN if any is NaN; traps on
  /// none.
  public func min(axes: [Int]? = nil, keepingDimensions: Bool = false) -> Self {
    -(-self).max(axes: axes, keepingDimensions: keepingDimensions)
  }

  /// The smallest number along one axis; see ``min(axes:keepingDimensions:)``.
  public func min(axis: Int, keepingDimensions: Bool = false) -> Self {
    min(axes: [axis], keepingDimensions: keepingDimensions)
  }

  /// The mean squared distance from the mean along `axes`.
  ///
  /// - Parameters:
  ///   - axes: the axes along which numbers become one, −1 the last; all of them if not given.
  ///   - correction: what is subtracted from the count it is divided by; 1, the default, gives the
  ///     unbiased estimate (as PyTorch), 0 the variance of the numbers themselves.
  ///   - keepingDimensions: whether these axes stay, with length 1.
  public func variance(
    axes: [Int]? = nil, correction: Int = 1, keepingDimensions: Bool = false
  ) -> Self {
    let centred = self - mean(axes: axes, keepingDimensions: true)
    let total = (centred * centred).sum(axes: axes, keepingDimensions: keepingDimensions)
    let count = shape.elementCount(along: shape.resolve(axes: axes, in: "variance"))
    return total / Double(Swift.max(0, count - correction))
  }

  /// The mean squared distance from the mean along one axis; see ``variance(axes:correction:keepingDimensions:)``.
  public func variance(axis: Int, correction: Int = 1, keepingDimensions: Bool = false) -> Self {
    variance(axes: [axis], correction: correction, keepingDimensions: keepingDimensions)
  }

  /// log Σ exp(x) along `axes`, without overflow: the largest number is taken out first.
  public func logSumExp(axes: [Int]? = nil, keepingDimensions: Bool = false) -> Self {
    let largest = max(axes: axes, keepingDimensions: true).detached()
    // An infinite largest must stay inside of the sum: ∞ − ∞ would be NaN.
    let shift = Self.select(where: largest.abs() .< .constant(.infinity), largest, .constant(0))
    let result = (self - shift).exp().sum(axes: axes, keepingDimensions: true).log() + shift
    let axes = shape.resolve(axes: axes, in: "logSumExp")
    return result.reshaped(shape.reduced(over: axes, keepingDimensions: keepingDimensions))
  }

  /// log Σ exp(x) along one axis, without overflow; see ``logSumExp(axes:keepingDimensions:)``.
  public func logSumExp(axis: Int, keepingDimensions: Bool = false) -> Self {
    logSumExp(axes: [axis], keepingDimensions: keepingDimensions)
  }

  /// exp(x) / Σ exp(x) along `axis`: positive numbers that add up to 1; finite at ±1000.
  public func softmax(axis: Int) -> Self {
    .apply(.softmax(.init(axis: shape.resolve(axis: axis, in: "softmax"))), to: [self])
  }

  /// log softmax along `axis`; finite where softmax itself would round to 0.
  public func logSoftmax(axis: Int) -> Self {
    .apply(.logSoftmax(.init(axis: shape.resolve(axis: axis, in: "logSoftmax"))), to: [self])
  }
}
