import CVectorKernels
import Testing

@testable import VectorEngine

extension Kernels: CustomTestStringConvertible {
  /// The name of the instruction set.
  public var testDescription: String { name }

  /// Counts around the places where the kernels change what they do.
  var countsAroundBlocks: [Int] {
    let width = unsafe table.pointee.width
    return [
      0, 1, 2, width - 1, width, width + 1, 2 * width, 4 * width - 1, 4 * width + 1, 9 * width + 3,
    ]
  }
}

/// A generator with a seed, so that a test sees the same numbers every time (Vigna's SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  mutating func floats(_ count: Int, in range: ClosedRange<Float> = -1...1) -> [Float] {
    (0..<count).map { _ in Float.random(in: range, using: &self) }
  }
}

/// The distance from an exact result in units of its last place; 0 for the same infinity or NaN for NaN.
func ulps(_ result: Float, from exact: Double) -> Double {
  if exact.isNaN || result.isNaN { return exact.isNaN && result.isNaN ? 0 : .infinity }
  let rounded = Float(exact)
  if rounded.isInfinite || result.isInfinite { return rounded == result ? 0 : .infinity }
  return abs(Double(result) - exact) / Double(max(rounded.ulp, Float.leastNormalMagnitude.ulp))
}

/// Whether two floats are equal, or both NaN.
func same(_ a: Float, _ b: Float) -> Bool { a == b || (a.isNaN && b.isNaN) }

/// Runs a kernel into fresh memory of `count` floats between two guards, which it must leave alone.
func output(
  _ count: Int, from initial: [Float]? = nil, _ kernel: (UnsafeMutablePointer<Float>) -> Void
)
  -> [Float]
{
  let guardCount = 5
  let storage = Storage(repeating: -12345, count: count + 2 * guardCount)
  for (index, value) in (initial ?? []).enumerated() { storage[guardCount + index] = value }
  unsafe kernel(storage.pointer + guardCount)
  let values = storage.scalars
  #expect(values.prefix(guardCount).allSatisfy { $0 == -12345 }, "wrote before the output")
  #expect(values.suffix(guardCount).allSatisfy { $0 == -12345 }, "wrote beyond the output")
  return Array(values.dropFirst(guardCount).dropLast(guardCount))
}
