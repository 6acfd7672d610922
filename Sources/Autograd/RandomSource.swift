import Synchronization

/// The seed of initial weights and of random tensors wherever none is given.
public let defaultRandomSeed: UInt64 = 0

/// The result of `body`, inside of which initial weights, dropout and random tensors depend on `seed` alone.
///
///     let model = withRandomSeed(7) { MyModel<Tensor>() }
///     let noise = withRandomSeed(7) { Tensor.normal([3, 20]) }
///
/// What is made outside of this and of a `Sequential` draws, in the order in which it is made,
/// from one generator of the process that starts from ``defaultRandomSeed``.
public func withRandomSeed<Result>(
  _ seed: UInt64, _ body: () throws -> Result
) rethrows -> Result {
  try RandomSource.$bound.withValue(RandomSource(seed: seed), operation: body)
}

/// A generator that all layers of a model draw from in turn.
package final class RandomSource: Sendable {
  /// The generator that the current task has set.
  @TaskLocal package static var bound: RandomSource?
  /// The generator of what is made outside of everything.
  private static let shared = RandomSource(seed: defaultRandomSeed)

  /// What is made now draws from this.
  package static var current: RandomSource { bound ?? shared }

  private let generator: Mutex<SeededGenerator>

  package init(seed: UInt64) { generator = Mutex(SeededGenerator(seed: seed)) }

  package func draw<Result: Sendable>(_ body: (inout SeededGenerator) -> Result) -> Result {
    generator.withLock { body(&$0) }
  }

  /// The result of `body`, which builds a whole model.
  ///
  /// Without a seed, a model inside of another goes on with that one's generator, so that it does
  /// not repeat its weights.
  package static func building<Result>(seed: UInt64?, _ body: () -> Result) -> Result {
    guard seed != nil || bound == nil else { return body() }
    return withRandomSeed(seed ?? defaultRandomSeed, body)
  }
}
