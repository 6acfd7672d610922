import Autograd

// The words that people bring along from PyTorch and Keras: the compiler answers with those that are used here.

/// PyTorch's word.
@available(*, unavailable, message: "a loss is a function: meanSquaredError(predictions, targets)")
public struct MSELoss { public init() {} }

/// PyTorch's word.
@available(*, unavailable, message: "a loss is a function: meanAbsoluteError(predictions, targets)")
public struct L1Loss { public init() {} }

/// PyTorch's word.
@available(*, unavailable, message: "a loss is a function: crossEntropy(logits, labels)")
public struct CrossEntropyLoss { public init() {} }

/// PyTorch's word.
@available(
  *, unavailable,
  message: "a loss is a function: binaryCrossEntropy(probabilities, targets)"
)
public struct BCELoss { public init() {} }

/// PyTorch's word.
@available(
  *, unavailable,
  message: "a loss is a function: binaryCrossEntropy(logits: logits, targets)"
)
public struct BCEWithLogitsLoss { public init() {} }

/// PyTorch's word.
@available(
  *, unavailable,
  message: "a loss is a function: negativeLogLikelihood(logProbabilities, labels)"
)
public struct NLLLoss { public init() {} }

/// Keras' word.
@available(
  *, unavailable, message: "use Linear(inputFeatures, outputFeatures), and an activation after it"
)
public struct Dense { public init(_ features: Int..., activation: UnaryOperation? = nil) {} }

extension Optimizer {
  /// PyTorch's word.
  @available(*, unavailable, renamed: "zeroGradients()")
  public final func zeroGrad() { fatalError("unavailable") }

  /// PyTorch's word.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  @available(*, unavailable, renamed: "zeroGradients()")
  public final func zero_grad() { fatalError("unavailable") }
}

extension Module {
  /// PyTorch's word.
  @available(*, unavailable, renamed: "zeroGradients()")
  public func zeroGrad() { fatalError("unavailable") }

  /// PyTorch's word.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  @available(*, unavailable, renamed: "zeroGradients()")
  public func zero_grad() { fatalError("unavailable") }

  /// PyTorch's word.
  @available(*, unavailable, message: "use setTraining(true); a new model is in training mode")
  public func train() { fatalError("unavailable") }

  /// PyTorch's word.
  @available(
    *, unavailable, message: "use setTraining(false), or inEvaluationMode { … } for a while"
  )
  public func eval() { fatalError("unavailable") }
}
