extension DifferentiableTensor {
  /// The square root of the variance along `axes`; PyTorch's `std`.
  ///
  /// Where all numbers are equal the deviation is 0 and so is its gradient.
  ///
  /// - Parameters:
  ///   - axes: the axes along which numbers become one, −1 the last; all of them if not given.
  ///   - correction: what is subtracted from the count; 1, the default, as PyTorch. NaN where nothing is left of the count.
  ///   - keepingDimensions: whether these axes stay, with length 1.
  public func standardDeviation(
    axes: [Int]? = nil, correction: Int = 1, keepingDimensions: Bool = false
  ) -> Self {
    variance(axes: axes, correction: correction, keepingDimensions: keepingDimensions).root(2)
  }

  /// The square root of the variance along one axis; see ``standardDeviation(axes:correction:keepingDimensions:)``.
  public func standardDeviation(
    axis: Int, correction: Int = 1, keepingDimensions: Bool = false
  ) -> Self {
    standardDeviation(axes: [axis], correction: correction, keepingDimensions: keepingDimensions)
  }

  /// The length of the vectors along `axes`, (Σ |x|ᵖ)^(1/p); PyTorch's `norm`.
  ///
  ///     Tensor([3, -4]).norm()                    // 5
  ///     Tensor([3, -4]).norm(order: 1)            // 7
  ///     Tensor([3, -4]).norm(order: .infinity)    // 4, the largest
  ///
  /// Where the norm is 0 it has a corner, and the gradient there is 0.
  ///
  /// - Parameters:
  ///   - order: p, 0 or above; 0 counts the numbers that are not 0. Traps below 0, and on the largest of no numbers.
  ///   - axes: the axes along which numbers become one, −1 the last; all of them if not given.
  ///   - keepingDimensions: whether these axes stay, with length 1.
  public func norm(
    order: Double = 2, axes: [Int]? = nil, keepingDimensions: Bool = false
  ) -> Self {
    require(order >= 0, "norm: the order is 0 or above, found \(order)")
    func sum(_ terms: Self) -> Self { terms.sum(axes: axes, keepingDimensions: keepingDimensions) }
    switch order {
    case 0: return sum(self .!= 0)
    case 1: return sum(abs())
    case 2: return sum(self * self).root(2)
    case .infinity: return abs().max(axes: axes, keepingDimensions: keepingDimensions)
    case ..<1:
      // The slope of such a power is infinite at 0.
      let isZero = self .== 0
      let powers = replacing(with: 1, where: isZero).abs().pow(order)
      return sum(powers.replacing(with: 0, where: isZero)).root(order)
    default: return sum(abs().pow(order)).root(order)
    }
  }

  /// The length of the vectors along one axis; see ``norm(order:axes:keepingDimensions:)``.
  public func norm(order: Double = 2, axis: Int, keepingDimensions: Bool = false) -> Self {
    norm(order: order, axes: [axis], keepingDimensions: keepingDimensions)
  }

  /// The product of the numbers along `axes`, 1 of none; PyTorch's `prod`.
  ///
  /// The gradient of each number is the product of the others, whichever of them are 0. Halves are multiplied with halves, so n
  /// numbers take about 2·log₂ n operations.
  public func product(axes: [Int]? = nil, keepingDimensions: Bool = false) -> Self {
    let axes = shape.resolve(axes: axes, in: "product")
    if axes.isEmpty { return self }
    let kept = shape.indices.filter { !axes.contains($0) }
    let lengths = kept.map { shape[$0] }
    let result = shape.reduced(over: axes, keepingDimensions: keepingDimensions)
    var factors = permuted(axes + kept).reshaped(
      Shape([shape.elementCount(along: axes)] + lengths))
    if factors.shape[0] == 0 { return .ones(result) }
    while factors.shape[0] > 1 {
      let half = factors.shape[0] / 2
      let products =
        factors.slice(axis: 0, from: 0, count: half)
        * factors.slice(axis: 0, from: half, count: half)
      let isEven = factors.shape[0] == 2 * half
      factors =
        isEven
        ? products
        : concatenate([products, factors.slice(axis: 0, from: 2 * half, count: 1)])
    }
    return factors.reshaped(result)
  }

  /// The product of the numbers along one axis; see ``product(axes:keepingDimensions:)``.
  public func product(axis: Int, keepingDimensions: Bool = false) -> Self {
    product(axes: [axis], keepingDimensions: keepingDimensions)
  }

  /// The root of sums of which some may be 0: there, where its slope is infinite, with a gradient of 0.
  private func root(_ order: Double) -> Self {
    let isZero = self .== 0
    let positive = replacing(with: 1, where: isZero)
    return (order == 2 ? positive.sqrt() : positive.pow(1 / order))
      .replacing(with: 0, where: isZero)
  }
}
