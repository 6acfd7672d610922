import Autograd
import Testing

@Suite("SeededGenerator")
struct SeededGeneratorTests {
  @Test func splitMix64GivesItsPublishedNumbers() {
    var generator = SplitMix64(state: 1_234_567)
    let numbers = (0..<3).map { _ in generator.next() }
    #expect(
      numbers == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
  }

  @Test func xoshiroGivesItsPublishedNumbers() {
    var generator = SeededGenerator(state: (1, 2, 3, 4))
    let numbers = (0..<6).map { _ in generator.next() }
    #expect(
      numbers == [
        11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
        607_988_272_756_665_600,
      ])
  }

  // The expected numbers of this test come from a separate implementation in Python.
  @Test func aSeedAndAStreamDetermineTheNumbers() {
    var generator = SeededGenerator(seed: 42)
    #expect(generator.next() == 1_546_998_764_402_558_742)
    var stream = SeededGenerator(seed: 42, stream: 7)
    #expect(stream.next() == 1_272_553_075_315_684_314)
    var shuffler = SeededGenerator(seed: 42)
    #expect(shuffler.permutation(of: 10) == [9, 1, 4, 2, 8, 7, 6, 5, 3, 0])
    var uniform = SeededGenerator(seed: 42)
    #expect(uniform.uniform() == 0.08386297105988216)
    var normal = SeededGenerator(seed: 42)
    #expect(abs(normal.normal() - -0.303263064678738) < 1e-14)
  }

  @Test func aCopyGoesOnWithTheSameNumbers() {
    var generator = SeededGenerator(seed: 3)
    _ = generator.next()
    var copy = generator
    #expect(copy == generator)
    #expect(copy.next() == generator.next())
    #expect(generator != SeededGenerator(seed: 3))
  }

  @Test func neighbouringSeedsAndStreamsAreUnrelated() {
    var firstNumbers: Set<UInt64> = []
    for seed in 0..<20 as Range<UInt64> {
      for stream in 0..<20 as Range<UInt64> {
        var generator = SeededGenerator(seed: seed, stream: stream)
        firstNumbers.insert(generator.next())
      }
    }
    #expect(firstNumbers.count == 400)
  }

  @Test func uniformNumbersFillTheirRangeEvenly() {
    var generator = SeededGenerator(seed: 1)
    let numbers = (0..<20_000).map { _ in generator.uniform(in: -1...3) }
    #expect(numbers.allSatisfy { (-1..<3).contains($0) })
    let mean = numbers.reduce(0, +) / 20_000
    #expect(abs(mean - 1) < 0.03)
    #expect(numbers.count { $0 < 0 } > 4_800 && numbers.count { $0 < 0 } < 5_200)
  }

  @Test func normalNumbersHaveTheirMomentsAndTails() {
    var generator = SeededGenerator(seed: 2)
    let numbers = (0..<20_000).map { _ in generator.normal() }
    let mean = numbers.reduce(0, +) / 20_000
    let variance = numbers.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 20_000
    #expect(abs(mean) < 0.03)
    #expect(abs(variance - 1) < 0.04)
    let outside = Double(numbers.count { abs($0) > 1.96 }) / 20_000
    #expect(abs(outside - 0.05) < 0.006)
  }

  @Test func integersBelowABoundAreEquallyLikely() {
    var generator = SeededGenerator(seed: 4)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<14_000 { counts[generator.integer(below: 7)] += 1 }
    #expect(counts.allSatisfy { (1_800...2_200).contains($0) })
    #expect(generator.integer(below: 1) == 0)
    #expect((0..<100).allSatisfy { _ in generator.integer(below: .max) >= 0 })
  }

  @Test(arguments: [0, 1, 2, 17, 1_000])
  func aPermutationHoldsEveryNumberOnce(count: Int) {
    var generator = SeededGenerator(seed: 5)
    #expect(generator.permutation(of: count).sorted() == Array(0..<count))
  }

  @Test func allPermutationsAreEquallyLikely() {
    var generator = SeededGenerator(seed: 6)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<6_000 { counts[generator.permutation(of: 3), default: 0] += 1 }
    #expect(counts.count == 6)
    #expect(counts.values.allSatisfy { (880...1_120).contains($0) })
  }

  @Test func aBoundOfZeroTraps() async {
    await #expect(processExitsWith: .failure) {
      var generator = SeededGenerator(seed: 0)
      _ = generator.integer(below: 0)
    }
  }
}
