// PyTorch's and NumPy's words for making tensors, which lead to the words here.

extension DifferentiableTensor {
  /// See ``normal(_:mean:standardDeviation:seed:)``.
  @available(*, unavailable, renamed: "normal(_:seed:)")
  public static func randn(_ shape: Shape, seed: UInt64? = nil) -> Self {
    normal(shape, seed: seed)
  }

  /// See ``uniform(_:in:seed:)``.
  @available(*, unavailable, renamed: "uniform(_:seed:)")
  public static func rand(_ shape: Shape, seed: UInt64? = nil) -> Self {
    uniform(shape, seed: seed)
  }

  /// See ``randomIntegers(_:in:seed:)``.
  @available(*, unavailable, message: "write randomIntegers(shape, in: low..<high)")
  public static func randint(_ low: Int, _ high: Int, _ shape: Shape) -> Self {
    randomIntegers(shape, in: low..<high)
  }

  /// Of whole numbers a range is a tensor, of others a stride.
  @available(
    *, unavailable,
    message: "write Tensor(0..<end) or Tensor(stride(from: start, to: end, by: step))"
  )
  public static func arange(_ start: Double, _ end: Double? = nil, _ step: Double = 1) -> Self {
    Self(stride(from: end == nil ? 0 : start, to: end ?? start, by: step))
  }

  /// See ``linearSpace(from:through:count:)``.
  @available(*, unavailable, renamed: "linearSpace(from:through:count:)")
  public static func linspace(_ start: Double, _ end: Double, _ count: Int) -> Self {
    linearSpace(from: start, through: end, count: count)
  }

  /// See ``identity(_:)``.
  @available(*, unavailable, renamed: "identity(_:)")
  public static func eye(_ count: Int) -> Self { identity(count) }

  /// See ``zeros(like:)``.
  @available(*, unavailable, renamed: "zeros(like:)")
  public static func zerosLike(_ tensor: Self) -> Self { zeros(like: tensor) }

  /// See ``ones(like:)``.
  @available(*, unavailable, renamed: "ones(like:)")
  public static func onesLike(_ tensor: Self) -> Self { ones(like: tensor) }
}
