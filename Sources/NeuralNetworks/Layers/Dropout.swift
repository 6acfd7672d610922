import Autograd

/// Sets numbers to 0 at random while training, so that no unit relies on another (Srivastava et
/// al., 2014).
///
/// What is kept is scaled by 1 / (1 − p), so that evaluation, where nothing is dropped, needs no
/// scaling.
public final class Dropout<T: DifferentiableTensor>: Module {
  /// How likely each number is to be dropped.
  public let probability: Double
  /// Whether numbers are dropped.
  public var isTraining = true
  private let source: RandomSource

  /// Creates the layer; traps unless `probability` is from 0 to 1.
  ///
  /// - Parameters:
  ///   - probability: p, how likely each number is to be dropped; 0 drops none and 1 all.
  ///   - seed: what the choice depends on; drawn like an initial weight if not given.
  public init(_ probability: Double = 0.5, seed: UInt64? = nil) {
    require(
      (0...1).contains(probability), "Dropout: p must be from 0 to 1, not \(probability)")
    self.probability = probability
    source = seed.map { RandomSource(SeededGenerator(seed: $0)) } ?? RandomSource.current.branch()
  }

  /// The input, a random part of it 0 in training; the shape stays.
  public func callAsFunction(_ input: T) -> T {
    guard isTraining && probability > 0 else { return input }
    let scale = T.Scalar(1 / (1 - probability))
    let kept = source.draw {
      $0.bernoulli(probability: 1 - probability, count: input.shape.elementCount)
    }
    // For p = 1 the scale is infinite, and never used: nothing is kept.
    return input * T(kept.map { $0 ? scale : 0 }, shape: input.shape)
  }

  /// As many features come out as go in.
  public var features: FeatureRule { .preserved }

  public var details: String { "p: \(probability)" }
}
