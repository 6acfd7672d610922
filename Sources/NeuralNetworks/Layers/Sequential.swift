import Autograd

/// Layers one after the other, each fed with the output of the one before.
///
///     let model = Sequential<Tensor> {
///       Flatten()
///       for _ in 0..<2 {
///         Linear(784, 784)
///         ReLU()
///       }
///       Linear(784, 10)
///     }
///     model(images)      // [32, 28, 28] → [32, 10]
///     model[0]           // Flatten()
///
/// The engine is named once: inside the braces `Linear(784, 10)` is a `Linear<Tensor>`, which is what to write outside of
/// them. A function in between is a ``Lambda``.
///
/// Layers whose sizes do not fit are refused when the model is built, with a message that names
/// both.
open class Sequential<T: DifferentiableTensor>: Module, CustomReflectable {
  /// The layers, first to last.
  public let layers: [any Module<T>]

  /// Whether the layers behave as they do while they are trained; setting it switches all of them.
  public var isTraining = true {
    didSet {
      // A layer may know the model it is part of.
      ModuleVisit.once(self) {
        for layer in layers { layer.setTraining(isTraining) }
      }
    }
  }

  /// Creates the model of given layers; traps, naming both layers, when the features of one do not
  /// fit the next.
  public init(_ layers: [any Module<T>]) {
    self.layers = layers
    checkFeatures()
    // So that drawings and messages can name the parameters before anything else collects them.
    _ = namedParameters
  }

  /// Creates the model of the layers that `layers` lists; traps, naming both layers, when the
  /// features of one do not fit the next.
  ///
  /// - Parameters:
  ///   - seed: what the initial weights depend on. Without it they come from the generator
  ///     that `withRandomSeed` or an enclosing `Sequential` has set, and otherwise from
  ///     `defaultRandomSeed`: the same code builds the same weights in every run and on both
  ///     engines.
  ///   - layers: a layer a line, with `if`, `switch` and `for`.
  public convenience init(
    seed: UInt64? = nil, @SequentialBuilder<T> _ layers: () -> [any Module<T>]
  ) {
    self.init(RandomSource.building(seed: seed, layers))
  }

  /// The output of the last layer; the input itself if there is no layer.
  open func callAsFunction(_ input: T) -> T {
    layers.reduce(input) { output, layer in layer(output) }
  }

  /// The layer at `index`, counted from 0.
  public subscript(index: Int) -> any Module<T> { layers[index] }
}

extension Sequential {
  /// The layers under their numbers, so that the parameters are named `0.weight`.
  public var customMirror: Mirror {
    let children = layers.enumerated().map { (label: Optional("\($0)"), value: $1 as Any) }
    return Mirror(self, children: children, ancestorRepresentation: .suppressed)
  }
}

/// Lists the layers of a ``Sequential``: one a line, with `if`, `else`, `switch` and `for`.
@resultBuilder
public enum SequentialBuilder<T: DifferentiableTensor> {
  /// One layer.
  public static func buildExpression<M: Module>(_ layer: M) -> [any Module<T>]
  where M.TensorType == T { [layer] }

  /// Layers one after the other.
  public static func buildBlock(_ layers: [any Module<T>]...) -> [any Module<T>] {
    layers.flatMap { $0 }
  }

  /// The layers of an `if` without `else`.
  public static func buildOptional(_ layers: [any Module<T>]?) -> [any Module<T>] { layers ?? [] }

  /// The layers of the first branch.
  public static func buildEither(first layers: [any Module<T>]) -> [any Module<T>] { layers }

  /// The layers of the second branch.
  public static func buildEither(second layers: [any Module<T>]) -> [any Module<T>] { layers }

  /// The layers of a `for` loop.
  public static func buildArray(_ layers: [[any Module<T>]]) -> [any Module<T>] {
    layers.flatMap { $0 }
  }
}
