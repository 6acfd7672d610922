import Autograd

/// A function as a layer.
///
///     Sequential<Tensor> {
///       Linear(2, 3)
///       Lambda { $0.tanh() * 2 }
///       Linear(3, 1)
///     }
///
/// It is a type of its own because braces after `Linear(2, 3)` would be taken for an argument of it. Parameters that the
/// function captures are not found: a module of your own has them as properties.
public final class Lambda<T: DifferentiableTensor>: Module {
  private let function: (T) -> T
  /// See ``Module/isTraining``; the function is the same in both modes.
  public var isTraining = true

  public init(_ function: @escaping (T) -> T) { self.function = function }

  /// What the function makes of the input, of whichever shape.
  public func callAsFunction(_ input: T) -> T { function(input) }
}
