extension Differentiable {
  /// 1 where this is close to `other`, 0 elsewhere, element by element with broadcasting; a constant. PyTorch's `isclose`.
  ///
  /// Close means |a − b| ≤ `absoluteTolerance` + `relativeTolerance` · |b|, with `other` as b. An infinity is close to
  /// itself alone, and NaN to nothing, unless `nanEqualsNaN`.
  ///
  ///     Tensor([1, 2]).isClose(to: Tensor([1, 2.1])).scalars   // [1.0, 0.0]
  public func isClose(
    to other: Self, relativeTolerance: Double = 1e-5, absoluteTolerance: Double = 1e-8,
    nanEqualsNaN: Bool = false
  ) -> Self {
    withoutGradient {
      let distance = (self - other).abs()
      let isNear = distance .<= relativeTolerance * other.abs() + absoluteTolerance
      // Beside an infinite number the tolerance is infinite.
      let isClose = (self .== other).maximum(isNear * (distance .< .infinity))
      return nanEqualsNaN ? isClose.maximum((self .!= self) * (other .!= other)) : isClose
    }
  }
}

extension DifferentiableTensor {
  /// Whether every element is close to that of `other`, with broadcasting; true of no elements. PyTorch's `allclose`; see
  /// ``Differentiable/isClose(to:relativeTolerance:absoluteTolerance:nanEqualsNaN:)``.
  public func allClose(
    to other: Self, relativeTolerance: Double = 1e-5, absoluteTolerance: Double = 1e-8,
    nanEqualsNaN: Bool = false
  ) -> Bool {
    isClose(
      to: other, relativeTolerance: relativeTolerance, absoluteTolerance: absoluteTolerance,
      nanEqualsNaN: nanEqualsNaN
    ).scalars.allSatisfy { $0 == 1 }
  }
}
