extension SeededGenerator: RandomStream {
  /// Returns numbers evenly distributed between two bounds, each rounded to `Float`.
  public mutating func uniform(in range: ClosedRange<Double>, count: Int) -> [Float] {
    (0..<count).map { _ in Float(uniform(in: range)) }
  }

  /// Returns numbers from a normal distribution, each rounded to `Float`.
  public mutating func normal(mean: Double, standardDeviation: Double, count: Int) -> [Float] {
    (0..<count).map { _ in Float(mean + standardDeviation * normal()) }
  }

  /// Returns whole numbers of a range, all equally likely; traps when the range is empty.
  public mutating func integers(in range: Range<Int>, count: Int) -> [Int] {
    (0..<count).map { _ in range.lowerBound + integer(below: range.count) }
  }

  /// Returns answers that are true with a probability from 0 to 1, each for itself.
  public mutating func bernoulli(probability: Double, count: Int) -> [Bool] {
    // The upper part of the numbers is true, so that dropout loses what is below its own probability.
    (0..<count).map { _ in uniform() >= 1 - probability }
  }

  /// Returns a generator whose seed is drawn from this one.
  public mutating func branch() -> SeededGenerator? { SeededGenerator(seed: next()) }
}
