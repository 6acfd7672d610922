import RealModule

/// A random number generator whose numbers depend on its seed alone.
///
/// The same seed gives the same numbers in every run, on every platform and with every version of
/// Swift: all of it is specified here, and nothing is left to the standard library's algorithms
/// (`shuffled`, `random(in:)`), which may change. The one exception is ``normal()``, whose logarithm
/// and cosine come from the platform's mathematical library and may differ in the last bit.
///
///     var generator = SeededGenerator(seed: 42)
///     generator.permutation(of: 10)  // [9, 1, 4, 2, 8, 7, 6, 5, 3, 0]
///
/// The generator is xoshiro256** (Blackman and Vigna, "Scrambled linear pseudorandom number
/// generators", 2021), its state filled by SplitMix64 (Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", 2014) as its authors advise. It is not fit for cryptography.
public struct SeededGenerator: RandomNumberGenerator, Sendable, Equatable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// Creates the generator of a seed.
  ///
  /// - Parameters:
  ///   - seed: Any number; neighbouring seeds give unrelated numbers.
  ///   - stream: Which of a seed's sequences to give, such as the number of an epoch or of an
  ///     image, so that each can be made without making those before it.
  public init(seed: UInt64, stream: UInt64 = 0) {
    var filler = SplitMix64(state: seed &+ SplitMix64.mix(stream))
    self.init(state: (filler.next(), filler.next(), filler.next(), filler.next()))
  }

  /// Creates a generator from its four words of state, which must not all be zero.
  package init(state: (UInt64, UInt64, UInt64, UInt64)) {
    self.state = state
  }

  /// Returns the next 64 random bits.
  public mutating func next() -> UInt64 {
    let result = (state.1 &* 5).rotatedLeft(by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = state.3.rotatedLeft(by: 45)
    return result
  }

  /// Whether two generators will give the same numbers from here on.
  public static func == (left: Self, right: Self) -> Bool {
    left.state == right.state
  }
}

extension SeededGenerator {
  /// Returns a number from 0 up to but not including 1: one of the 2⁵³ multiples of 2⁻⁵³, all equally likely.
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Returns a number evenly distributed between two bounds.
  public mutating func uniform(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  /// Returns a number from the normal distribution with mean 0 and standard deviation 1.
  ///
  /// It is the cosine half of the transform of Box and Muller ("A note on the generation of random
  /// normal deviates", 1958). The sine half is not kept, so that each call takes exactly two numbers
  /// from the generator.
  public mutating func normal() -> Double {
    let radius = Double.sqrt(-2 * .log(1 - uniform()))
    return radius * .cos(2 * .pi * uniform())
  }

  /// Returns an integer from 0 up to but not including `bound`, all equally likely.
  ///
  /// A bound of zero or less stops the program. The method is that of Lemire ("Fast random integer
  /// generation in an interval", 2019).
  public mutating func integer(below bound: Int) -> Int {
    require(bound > 0, "integer(below:) needs a bound above zero, not \(bound)")
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    // Only what is below the bound can be rejected: almost every number goes without the division.
    if product.low < bound {
      let rejected = (0 &- bound) % bound
      while product.low < rejected { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// Returns the numbers 0 to `count` − 1 in random order, every order equally likely.
  ///
  /// It is the shuffle of Fisher and Yates in Durstenfeld's form (1964), from the last place to the
  /// first.
  public mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, integer(below: last + 1))
    }
    return order
  }
}

/// The generator that turns one word of seed into as many as a larger generator's state needs.
package struct SplitMix64 {
  package var state: UInt64

  package init(state: UInt64) {
    self.state = state
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Self.mix(state)
  }

  /// Scatters the bits of a word: a different result for each word, and 0 for 0.
  static func mix(_ word: UInt64) -> UInt64 {
    var word = word
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }
}

extension UInt64 {
  fileprivate func rotatedLeft(by count: UInt64) -> UInt64 {
    (self << count) | (self >> (64 - count))
  }
}
