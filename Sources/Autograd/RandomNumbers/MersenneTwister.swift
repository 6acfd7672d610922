/// The generator MT19937 (Matsumoto and Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random
/// number generator", 1998), its state filled from one word as its authors' revision of 2002 does.
struct MersenneTwister: Sendable, Equatable {
  private static let wordCount = 624
  private var state: [UInt32]
  private var index = wordCount

  init(seed: UInt32) {
    state = [seed]
    state.reserveCapacity(Self.wordCount)
    for index in 1..<UInt32(Self.wordCount) {
      let last = state[Int(index) - 1]
      state.append(1_812_433_253 &* (last ^ (last >> 30)) &+ index)
    }
  }

  /// Returns the next 32 random bits.
  mutating func next() -> UInt32 {
    if index == Self.wordCount { twist() }
    var word = state[index]
    index += 1
    word ^= word >> 11
    word ^= (word << 7) & 0x9d2c_5680
    word ^= (word << 15) & 0xefc6_0000
    return word ^ (word >> 18)
  }

  private mutating func twist() {
    for current in 0..<Self.wordCount {
      let following = state[(current + 1) % Self.wordCount]
      let mixed = (state[current] & 0x8000_0000) | (following & 0x7fff_ffff)
      let odd: UInt32 = following & 1 == 0 ? 0 : 0x9908_b0df
      state[current] = state[(current + 397) % Self.wordCount] ^ (mixed >> 1) ^ odd
    }
    index = 0
  }
}
