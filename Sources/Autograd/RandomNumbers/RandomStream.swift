/// A generator that knows distributions: what random tensors, initial weights and dropout draw from.
///
/// ``SeededGenerator`` is the library's own, ``PyTorchGenerator`` the one whose numbers are PyTorch's;
/// ``withRandomNumbers(from:_:)`` sets the one that a piece of code draws from. Numbers come by the array because PyTorch's
/// depend on how many are drawn at once, and are `Float` because both engines are to get the same.
public protocol RandomStream: RandomNumberGenerator, Sendable {
  /// Returns numbers evenly distributed between two bounds.
  mutating func uniform(in range: ClosedRange<Double>, count: Int) -> [Float]
  /// Returns numbers from a normal distribution.
  mutating func normal(mean: Double, standardDeviation: Double, count: Int) -> [Float]
  /// Returns whole numbers of a range, all equally likely; traps when the range is empty.
  mutating func integers(in range: Range<Int>, count: Int) -> [Int]
  /// Returns answers that are true with a probability from 0 to 1, each for itself.
  mutating func bernoulli(probability: Double, count: Int) -> [Bool]
  /// Returns the numbers 0 to `count` − 1 in random order, every order equally likely.
  mutating func permutation(of count: Int) -> [Int]

  /// Returns one number from 0 up to but not including 1.
  mutating func uniform() -> Double
  /// Returns one number from the normal distribution with mean 0 and standard deviation 1.
  mutating func normal() -> Double
  /// Returns one integer from 0 up to but not including `bound`, which must be above 0.
  mutating func integer(below bound: Int) -> Int

  /// Returns a generator for a layer that draws in every step, such as dropout, to keep as its own; none, unless the type says
  /// otherwise, and then the layer draws from this one in turn with everything else.
  mutating func branch() -> Self?
}

extension RandomStream {
  /// Returns one number from 0 up to but not including 1.
  public mutating func uniform() -> Double { Double(uniform(in: 0...1, count: 1)[0]) }

  /// Returns one number from the normal distribution with mean 0 and standard deviation 1.
  public mutating func normal() -> Double {
    Double(normal(mean: 0, standardDeviation: 1, count: 1)[0])
  }

  /// Returns one integer from 0 up to but not including `bound`, which must be above 0.
  public mutating func integer(below bound: Int) -> Int {
    require(bound > 0, "integer(below:) needs a bound above zero, not \(bound)")
    return integers(in: 0..<bound, count: 1)[0]
  }

  /// None: a layer draws from this generator in turn with everything else.
  public mutating func branch() -> Self? { nil }
}

extension RandomStream {
  /// Returns numbers evenly distributed between 0 and 1.
  public mutating func uniform(count: Int) -> [Float] { uniform(in: 0...1, count: count) }

  /// Returns numbers from the normal distribution with mean 0 and standard deviation 1.
  public mutating func normal(count: Int) -> [Float] {
    normal(mean: 0, standardDeviation: 1, count: count)
  }
}
