import Autograd

/// A fully connected layer: x·Wᵀ + b.
///
///     let layer = Linear<Tensor>(784, 64)
///     layer(images)            // [32, 784] → [32, 64]
///
/// The engine stands in the type, `Linear<Tensor>`; only inside a ``Sequential`` is it known already.
public final class Linear<T: DifferentiableTensor>: Module {
  /// How many numbers go in, along the last axis.
  public let inputFeatures: Int
  /// How many numbers come out, along the last axis.
  public let outputFeatures: Int
  /// W, `[outputFeatures, inputFeatures]`.
  public var weight: T
  /// b, `[outputFeatures]`, or none.
  public var bias: T?
  /// See ``Module/isTraining``; a linear layer behaves the same in both modes.
  public var isTraining = true

  /// Creates the layer; traps unless both feature counts are at least 1.
  ///
  /// - Parameters:
  ///   - inputFeatures: the length of the inputs' last axis.
  ///   - outputFeatures: the length of the outputs' last axis.
  ///   - hasBias: whether b is added.
  ///   - weightInitializer: what W starts from; the default is PyTorch's.
  ///   - biasInitializer: what b starts from; the default is PyTorch's.
  public init(
    _ inputFeatures: Int, _ outputFeatures: Int, bias hasBias: Bool = true,
    weightInitializer: Initializer = .fanInUniform, biasInitializer: Initializer = .fanInUniform
  ) {
    require(
      inputFeatures > 0 && outputFeatures > 0,
      "Linear(\(inputFeatures) → \(outputFeatures)): feature counts must be at least 1")
    let shape: Shape = [outputFeatures, inputFeatures]
    self.inputFeatures = inputFeatures
    self.outputFeatures = outputFeatures
    self.weight = weightInitializer(shape)
    self.bias = hasBias ? biasInitializer([outputFeatures], forWeightOf: shape) : nil
  }

  /// x·Wᵀ + b of x `[…, inputFeatures]`, `[…, outputFeatures]`; traps, naming the layer, on any
  /// other input.
  public func callAsFunction(_ input: T) -> T {
    require(
      input.shape.last == inputFeatures,
      "\(place)\(heading): an input of shape \(input.shape) has no last axis of \(inputFeatures) features"
    )
    return input.linear(weight, bias: bias)
  }

  /// Where in a model the layer stands, as far as the label of its weight tells.
  private var place: String {
    guard let label = weight.label, label.hasSuffix(".weight") else { return "" }
    return "layer \(label.dropLast(".weight".count)), "
  }
}

extension Linear {
  /// `inputFeatures` must go in, `outputFeatures` come out.
  public var features: FeatureRule { .fixed(input: inputFeatures, output: outputFeatures) }

  /// The feature counts, and whether there is no bias.
  public var details: String {
    "\(inputFeatures) → \(outputFeatures)" + (bias == nil ? ", bias: false" : "")
  }
}
