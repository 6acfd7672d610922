// The numbers are rounded to `Float`, so that both engines have exactly the same of the same seed. They are constants:
// `parameter(_:label:)` makes what is to be learned of them.

extension DifferentiableTensor {
  /// A constant of numbers from a normal distribution. In PyTorch `torch.randn`.
  ///
  ///     let x = Tensor.normal([3, 20], seed: 1)
  ///     let w = Tensor.parameter(.normal([20, 5], standardDeviation: 0.1, seed: 2), label: "w")
  ///
  /// - Parameters:
  ///   - shape: of the result; `[]` for a single number.
  ///   - mean: the middle of the distribution.
  ///   - standardDeviation: its width, 0 or above.
  ///   - seed: what the numbers depend on. Without one they come from the generator that ``withRandomSeed(_:_:)`` or
  ///     ``withPyTorchSeed(_:_:)`` has set, or from that of the process, which begins with ``defaultRandomSeed`` in every run.
  public static func normal(
    _ shape: Shape, mean: Double = 0, standardDeviation: Double = 1, seed: UInt64? = nil
  ) -> Self {
    random(shape, seed: seed) {
      $0.normal(mean: mean, standardDeviation: standardDeviation, count: shape.elementCount)
    }
  }

  /// A constant of numbers from a normal distribution, drawn from `generator`. In PyTorch `torch.randn(…, generator=…)`.
  public static func normal(
    _ shape: Shape, mean: Double = 0, standardDeviation: Double = 1,
    using generator: inout some RandomStream
  ) -> Self {
    let numbers = generator.normal(
      mean: mean, standardDeviation: standardDeviation, count: shape.elementCount)
    return of(numbers, shape)
  }

  /// A constant of numbers evenly distributed between two bounds, 0 and 1 if none are given. In PyTorch `torch.rand`.
  ///
  ///     Tensor.uniform([2, 2], in: -1...1, seed: 1)
  ///
  /// - Parameters:
  ///   - shape: of the result; `[]` for a single number.
  ///   - range: the bounds, finite; the upper one may come up by rounding to `Float` alone.
  ///   - seed: as of ``normal(_:mean:standardDeviation:seed:)``.
  public static func uniform(
    _ shape: Shape, in range: ClosedRange<Double> = 0...1, seed: UInt64? = nil
  ) -> Self {
    random(shape, seed: seed) { $0.uniform(in: range, count: shape.elementCount) }
  }

  /// A constant of numbers evenly distributed between two bounds, drawn from `generator`. In PyTorch
  /// `torch.rand(…, generator=…)`.
  public static func uniform(
    _ shape: Shape, in range: ClosedRange<Double> = 0...1,
    using generator: inout some RandomStream
  ) -> Self {
    of(generator.uniform(in: range, count: shape.elementCount), shape)
  }

  /// A constant of whole numbers of a range, all equally likely. In PyTorch `torch.randint`.
  ///
  ///     Tensor.randomIntegers([10], in: 0..<6, seed: 1)
  ///
  /// - Parameters:
  ///   - shape: of the result; `[]` for a single number.
  ///   - range: the numbers to choose from; traps when there are none.
  ///   - seed: as of ``normal(_:mean:standardDeviation:seed:)``.
  public static func randomIntegers(
    _ shape: Shape, in range: Range<Int>, seed: UInt64? = nil
  ) -> Self {
    requireNumbers(in: range)
    return random(shape, seed: seed) {
      $0.integers(in: range, count: shape.elementCount).map { Float($0) }
    }
  }

  /// A constant of whole numbers of a range, drawn from `generator`. In PyTorch `torch.randint(…, generator=…)`.
  ///
  /// Traps when the range is empty.
  public static func randomIntegers(
    _ shape: Shape, in range: Range<Int>, using generator: inout some RandomStream
  ) -> Self {
    requireNumbers(in: range)
    return of(generator.integers(in: range, count: shape.elementCount).map { Float($0) }, shape)
  }

  private static func requireNumbers(in range: Range<Int>) {
    require(!range.isEmpty, "randomIntegers: expected a range with a number in it, found \(range)")
  }

  private static func random(
    _ shape: Shape, seed: UInt64?, numbers: (inout any RandomStream) -> [Float]
  ) -> Self {
    guard let seed else { return of(RandomSource.current.draw(numbers), shape) }
    var generator: any RandomStream = SeededGenerator(seed: seed)
    return of(numbers(&generator), shape)
  }

  private static func of(_ numbers: [Float], _ shape: Shape) -> Self {
    Self(numbers.map { Scalar($0) }, shape: shape)
  }
}
