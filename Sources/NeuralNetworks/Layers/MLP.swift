import Autograd

/// A multilayer perceptron: linear layers with an activation between each two.
///
///     let model = MLP<Tensor>(784, 16, 16, 10)
///     // Linear(784 → 16), ReLU, Linear(16 → 16), ReLU, Linear(16 → 10)
public final class MLP<T: DifferentiableTensor>: Sequential<T> {
  /// Creates the model; traps unless there are at least two sizes, each at least 1.
  ///
  /// - Parameters:
  ///   - sizes: the number of inputs, of the units of each hidden layer, and of outputs.
  ///   - activation: what stands between the linear layers.
  ///   - seed: what the initial weights depend on; see ``Sequential/init(seed:_:)``.
  public convenience init(
    _ sizes: Int..., activation: UnaryOperation = .relu, seed: UInt64? = nil
  ) {
    self.init(sizes: sizes, activation: activation, seed: seed)
  }

  /// Creates the model from a list of sizes; see ``init(_:activation:seed:)``.
  public init(sizes: [Int], activation: UnaryOperation = .relu, seed: UInt64? = nil) {
    require(sizes.count >= 2, "MLP: at least an input and an output size are needed: \(sizes)")
    super.init(
      RandomSource.building(seed: seed) {
        zip(sizes, sizes.dropFirst()).enumerated().flatMap { index, pair -> [any Module<T>] in
          let linear = Linear<T>(pair.0, pair.1)
          return index == 0 ? [linear] : [Activation<T>.named(activation), linear]
        }
      })
  }
}
