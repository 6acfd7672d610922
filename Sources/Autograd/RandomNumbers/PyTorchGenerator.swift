/// A random number generator whose numbers are those that PyTorch gives on the CPU, bit for bit.
///
///     var generator = PyTorchGenerator(seed: 42)           // torch.manual_seed(42)
///     generator.uniform(count: 2)                          // torch.rand(2): [0.88226926, 0.91500396]
///     generator.permutation(of: 5)                         // torch.randperm(5)
///     withPyTorchSeed(1) { Linear<Tensor>(784, 64) }       // torch.manual_seed(1); torch.nn.Linear(784, 64)
///
/// As in PyTorch, what comes depends on how many numbers are drawn at once: 20 normal numbers are not the first 20 of 30. Each
/// function names the PyTorch function that it follows, and draws as much as that does, so that programs which draw in the same
/// order go on with the same numbers.
///
/// The words come from MT19937 (Matsumoto and Nishimura, 1998), made into numbers as in ATen's `DistributionsHelper.h` and
/// `DistributionTemplates.h` of PyTorch 2.13. The bits are those of its builds for x86-64 on a processor with AVX2 or later, and
/// are the same here on every processor; what limits there are is said where they are, at ``normal(mean:standardDeviation:count:)``.
/// Graphics cards have other generators, and PyTorch promises no stream from release to release. It is not fit for cryptography.
public struct PyTorchGenerator: RandomStream, Equatable {
  private var words: MersenneTwister
  /// The second number of the last pair of normal numbers, if only the first has been given yet.
  var spareNormal: Double?

  /// Creates the generator as `torch.manual_seed(seed)` sets it.
  ///
  /// - Parameter seed: any number, but only its lower 32 bits count, as in PyTorch.
  public init(seed: UInt64) {
    words = MersenneTwister(seed: UInt32(truncatingIfNeeded: seed))
  }

  /// Returns the next 64 random bits, two words of the generator, the upper half first.
  public mutating func next() -> UInt64 {
    let upper = UInt64(words.next())
    return upper << 32 | UInt64(words.next())
  }

  /// Returns numbers evenly distributed between two bounds, the upper one left out. In PyTorch `torch.rand(count)` for 0 and
  /// 1, `torch.empty(count).uniform_(lower, upper)` for others.
  ///
  /// Each is one of 2²⁴ multiples of 2⁻²⁴, stretched with one rounding. Traps unless the bounds and their difference are finite
  /// in `Float`.
  public mutating func uniform(in range: ClosedRange<Double>, count: Int) -> [Float] {
    let (lower, upper) = (Float(range.lowerBound), Float(range.upperBound))
    requireFinite(upper - lower, range)
    return (0..<count).map { _ in
      let number = lower.addingProduct(unitFloat(), upper - lower)
      return number == upper ? lower : number
    }
  }

  /// Returns numbers in double precision evenly distributed between two bounds, the upper one left out. In PyTorch
  /// `torch.rand(count, dtype=torch.float64)`.
  ///
  /// Each is one of 2⁵³ multiples of 2⁻⁵³, stretched with one rounding.
  public mutating func uniform(
    in range: ClosedRange<Double> = 0...1, count: Int, as _: Double.Type
  ) -> [Double] {
    let (lower, upper) = (range.lowerBound, range.upperBound)
    requireFinite(upper - lower, range)
    return (0..<count).map { _ in
      let number = lower.addingProduct(unitDouble(), upper - lower)
      return number == upper ? lower : number
    }
  }

  /// Returns whole numbers of a range. In PyTorch `torch.randint(lower, upper, (count,))`.
  ///
  /// Each is the remainder of one word, or of 64 bits for ranges of 2²⁸ numbers and more, so that in a range whose size is no
  /// power of 2 the lower numbers are a little more likely, by up to 1 in 16. Traps when the range is empty.
  public mutating func integers(in range: Range<Int>, count: Int) -> [Int] {
    require(!range.isEmpty, "integers: expected a range with a number in it, found \(range)")
    let size = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
    return (0..<count).map { _ in
      let bits = size >= 1 << 28 ? next() : UInt64(words.next())
      return range.lowerBound &+ Int(truncatingIfNeeded: bits % size)
    }
  }

  /// Returns answers that are true with one probability. In PyTorch `torch.empty(count).bernoulli_(probability)`, which is what
  /// dropout uses.
  ///
  /// Traps unless the probability is from 0 to 1.
  public mutating func bernoulli(probability: Double, count: Int) -> [Bool] {
    requireProbability(probability)
    return (0..<count).map { _ in unitDouble() < probability }
  }

  /// Returns answers that are true each with its own probability. In PyTorch `torch.bernoulli(probabilities)` of a tensor.
  ///
  /// Traps unless each probability is from 0 to 1.
  public mutating func bernoulli(_ probabilities: [Float]) -> [Bool] {
    probabilities.map {
      requireProbability(Double($0))
      return unitFloat() < $0
    }
  }

  /// Returns the numbers 0 to `count` − 1 in random order. In PyTorch `torch.randperm(count)`.
  ///
  /// It is the shuffle of Fisher and Yates in Durstenfeld's form (1964), from the first place to the last, one word each; from
  /// 214,748,364 numbers on, where the remainder of a word would favour some orders, its inside-out form with 64 bits each.
  public mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    if count < Int(UInt32.max / 20) {
      for place in 0..<max(count - 1, 0) {
        order.swapAt(place, place + Int(words.next()) % (count - place))
      }
    } else {
      for place in 0..<count {
        let earlier = Int(next() % UInt64(place + 1))
        order[place] = order[earlier]
        order[earlier] = place
      }
    }
    return order
  }

  /// Returns the multiple of 2⁻²⁴ below 1 that the lower bits of one word say.
  mutating func unitFloat() -> Float { Float(words.next() & 0xff_ffff) * 0x1p-24 }

  /// Returns the multiple of 2⁻⁵³ below 1 that the lower bits of two words say.
  mutating func unitDouble() -> Double { Double(next() & 0x1f_ffff_ffff_ffff) * 0x1p-53 }

  private func requireFinite(_ width: some BinaryFloatingPoint, _ range: ClosedRange<Double>) {
    require(width.isFinite, "uniform: expected bounds a finite number apart, found \(range)")
  }

  private func requireProbability(_ probability: Double) {
    require(
      (0...1).contains(probability),
      "bernoulli: expected a probability from 0 to 1, found \(probability)")
  }
}
