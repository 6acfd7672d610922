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
  try withRandomNumbers(from: SeededGenerator(seed: seed), body)
}

/// The result of `body`, inside of which initial weights, dropout and random tensors are those of PyTorch after
/// `torch.manual_seed(seed)` on the CPU, bit for bit, as long as it draws the same things in the same order.
///
///     let (layer, x) = withPyTorchSeed(1) {
///       (Linear<Tensor>(784, 64), Tensor.normal([3, 20]))
///     }
///     // torch.manual_seed(1); layer = torch.nn.Linear(784, 64); x = torch.randn(3, 20)
///
/// Dropout made inside goes on drawing from the same numbers in every step, also outside. See ``PyTorchGenerator`` for what
/// limits there are. Batches are shuffled by ``SeededGenerator`` all the same.
public func withPyTorchSeed<Result>(
  _ seed: UInt64, _ body: () throws -> Result
) rethrows -> Result {
  try withRandomNumbers(from: PyTorchGenerator(seed: seed), body)
}

/// The result of `body`, inside of which initial weights, dropout and random tensors draw from a copy of `generator`, in the
/// order in which they are made.
public func withRandomNumbers<Result>(
  from generator: some RandomStream, _ body: () throws -> Result
) rethrows -> Result {
  try RandomSource.$bound.withValue(RandomSource(generator), operation: body)
}

/// A generator that all layers of a model draw from in turn.
package final class RandomSource: Sendable {
  /// The generator that the current task has set.
  @TaskLocal package static var bound: RandomSource?
  /// The generator of what is made outside of everything.
  private static let shared = RandomSource(SeededGenerator(seed: defaultRandomSeed))

  /// What is made now draws from this.
  package static var current: RandomSource { bound ?? shared }

  private let generator: Mutex<any RandomStream>

  package init(_ generator: some RandomStream) { self.generator = Mutex(generator) }

  package func draw<Result: Sendable>(_ body: (inout any RandomStream) -> Result) -> Result {
    generator.withLock { body(&$0) }
  }

  /// What a layer that is made now draws from in every step: a generator of its own, or this one, as the generator has it.
  package func branch() -> RandomSource {
    func branch(_ stream: inout some RandomStream) -> RandomSource? {
      stream.branch().map { RandomSource($0) }
    }
    return draw { branch(&$0) } ?? self
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
