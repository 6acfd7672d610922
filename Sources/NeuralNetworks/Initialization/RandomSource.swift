import Autograd
import Synchronization

/// The seed of initial weights wherever none is given.
public let defaultRandomSeed: UInt64 = 0

/// The result of `body`, inside of which initial weights and dropout depend on `seed` alone.
///
///     let model = withRandomSeed(7) { MyModel<Tensor>() }
///
/// Layers made outside of this and of a ``Sequential`` draw, in the order in which they are made,
/// from one generator of the process that starts from ``defaultRandomSeed``.
public func withRandomSeed<Result>(
  _ seed: UInt64, _ body: () throws -> Result
) rethrows -> Result {
  try RandomSource.$bound.withValue(RandomSource(seed: seed), operation: body)
}

/// A generator that all layers of a model draw from in turn.
final class RandomSource: Sendable {
  /// The generator that the current task has set.
  @TaskLocal static var bound: RandomSource?
  /// The generator of layers made outside of everything.
  private static let shared = RandomSource(seed: defaultRandomSeed)

  /// What a layer made now draws from.
  static var current: RandomSource { bound ?? shared }

  private let generator: Mutex<SeededGenerator>

  init(seed: UInt64) { generator = Mutex(SeededGenerator(seed: seed)) }

  func draw<Result: Sendable>(_ body: (inout SeededGenerator) -> Result) -> Result {
    generator.withLock { body(&$0) }
  }

  /// The result of `body`, which builds a whole model.
  ///
  /// Without a seed, a model inside of another goes on with that one's generator, so that it does
  /// not repeat its weights.
  static func building<Result>(seed: UInt64?, _ body: () -> Result) -> Result {
    guard seed != nil || bound == nil else { return body() }
    return withRandomSeed(seed ?? defaultRandomSeed, body)
  }
}
