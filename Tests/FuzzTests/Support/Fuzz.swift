import Foundation
import SwiftGrad

/// Rounds of a test on random input: each has a seed of its own, with which a failure is found again.
///
/// A round is run for each of the seeds from 0, always the same; for much longer with `SWIFTGRAD_FUZZ_SECONDS`, from the
/// seed in `SWIFTGRAD_FUZZ_SEED`. Messages of `body` name the seed.
func fuzz(rounds: Int, _ body: (_ seed: UInt64, _ generator: inout SeededGenerator) throws -> Void)
  rethrows
{
  let environment = ProcessInfo.processInfo.environment
  let first = environment["SWIFTGRAD_FUZZ_SEED"].flatMap { UInt64($0) } ?? 0
  let end = environment["SWIFTGRAD_FUZZ_SECONDS"].flatMap { Double($0) }.map {
    ContinuousClock.now + .seconds($0)
  }
  var seed = first
  while end.map({ ContinuousClock.now < $0 }) ?? (seed < first + UInt64(rounds)) {
    var generator = SeededGenerator(seed: seed)
    try body(seed, &generator)
    seed += 1
  }
}

extension SeededGenerator {
  mutating func element<T>(of choices: [T]) -> T { choices[integer(below: choices.count)] }

  mutating func isTrue(oneIn count: Int) -> Bool { integer(below: count) == 0 }

  mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: next()) }

  /// Some elements changed, left out, put in or doubled.
  mutating func mutate<T>(_ elements: inout [T], with other: (inout SeededGenerator) -> T) {
    for _ in 0...integer(below: 4) where !elements.isEmpty {
      // Beginnings decide most: half of the changes fall there.
      let reach = isTrue(oneIn: 2) ? min(24, elements.count) : elements.count
      let index = integer(below: reach)
      switch integer(below: 6) {
      case 0: elements.removeLast(elements.count - index)
      case 1: elements.insert(other(&self), at: index)
      case 2: elements.remove(at: index)
      case 3: elements += elements[index...]
      default: elements[index] = other(&self)
      }
    }
  }
}
