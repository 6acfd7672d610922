import Autograd

/// A function of one number applied to every element; ``ReLU``, ``Tanh`` and the others are this
/// with a name.
///
///     Activation<Tensor>(.sin)
open class Activation<T: DifferentiableTensor>: Module {
  /// What is applied, an entry of the vocabulary.
  public let operation: UnaryOperation
  /// See ``Module/isTraining``; an activation behaves the same in both modes.
  open var isTraining = true

  /// Creates the activation of a function, which may have settings: `Activation<Tensor>(.power(exponent: 3))`.
  public init(_ operation: UnaryOperation) { self.operation = operation }

  /// The function of every element; the shape stays.
  open func callAsFunction(_ input: T) -> T { .apply(operation, to: input) }

  /// As many features come out as go in.
  open var features: FeatureRule { .preserved }

  /// The function's symbol, such as `sin`; nothing where the type says it already.
  open var details: String { operation.symbol }
}

extension Activation {
  /// The layer of a function under its own name, where it has one: `ReLU()`, not `Activation(ReLU)`.
  static func named(_ operation: UnaryOperation) -> Activation<T> {
    if case .leakyReLU(let slope) = operation { return LeakyReLU(slope: slope) }
    if case .elu(let alpha) = operation { return ELU(alpha: alpha) }
    let named: [Activation<T>] = [
      ReLU(), GELU(), SiLU(), Mish(), Sigmoid(), Tanh(), Softplus(),
    ]
    return named.first { $0.operation == operation } ?? Activation(operation)
  }
}

/// The number itself where positive, 0 elsewhere (Nair & Hinton, 2010).
public final class ReLU<T: DifferentiableTensor>: Activation<T> {
  public init() { super.init(.relu) }
  public override var details: String { "" }
}

/// The number itself where positive, `slope` times the number elsewhere (Maas et al., 2013).
public final class LeakyReLU<T: DifferentiableTensor>: Activation<T> {
  private let slope: Double
  /// - Parameter slope: what numbers below 0 are multiplied by.
  public init(slope: Double = 0.01) {
    self.slope = slope
    super.init(.leakyReLU(slope: slope))
  }
  public override var details: String { "slope: \(slope)" }
}

/// The number itself where positive, `alpha · (exp(a) − 1)` elsewhere (Clevert et al., 2016).
public final class ELU<T: DifferentiableTensor>: Activation<T> {
  private let alpha: Double
  /// - Parameter alpha: how far below 0 the results can be: they go to −alpha.
  public init(alpha: Double = 1) {
    self.alpha = alpha
    super.init(.elu(alpha: alpha))
  }
  public override var details: String { "alpha: \(alpha)" }
}

/// The Gaussian error linear unit a·Φ(a), exact (Hendrycks & Gimpel, 2016).
public final class GELU<T: DifferentiableTensor>: Activation<T> {
  public init() { super.init(.gelu) }
  public override var details: String { "" }
}

/// The logistic function 1 / (1 + exp(−a)), between 0 and 1.
public final class Sigmoid<T: DifferentiableTensor>: Activation<T> {
  public init() { super.init(.sigmoid) }
  public override var details: String { "" }
}

/// The hyperbolic tangent, between −1 and 1.
public final class Tanh<T: DifferentiableTensor>: Activation<T> {
  public init() { super.init(.tanh) }
  public override var details: String { "" }
}

/// The sigmoid linear unit a·σ(a), also called swish (Elfwing et al., 2017; Ramachandran et al., 2017).
public final class SiLU<T: DifferentiableTensor>: Activation<T> {
  public init() { super.init(.silu) }
  public override var details: String { "" }
}

/// a·tanh(softplus(a)) (Misra, 2019).
public final class Mish<T: DifferentiableTensor>: Activation<T> {
  public init() { super.init(.mish) }
  public override var details: String { "" }
}

/// log(1 + exp(a)), a smooth ``ReLU`` (Dugas et al., 2001).
public final class Softplus<T: DifferentiableTensor>: Activation<T> {
  public init() { super.init(.softplus) }
  public override var details: String { "" }
}
