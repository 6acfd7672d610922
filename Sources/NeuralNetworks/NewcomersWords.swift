import Autograd

// The words that people bring along from PyTorch and Keras: the compiler answers with those that are used here.

/// PyTorch's word.
@available(*, unavailable, message: "a loss is a function: meanSquaredError(predictions, targets)")
public struct MSELoss {
  /// Never called.
  public init() {}
}

/// PyTorch's word.
@available(*, unavailable, message: "a loss is a function: meanAbsoluteError(predictions, targets)")
public struct L1Loss {
  /// Never called.
  public init() {}
}

/// PyTorch's word.
@available(*, unavailable, message: "a loss is a function: crossEntropy(logits, labels)")
public struct CrossEntropyLoss {
  /// Never called.
  public init() {}
}

/// PyTorch's word.
@available(
  *, unavailable,
  message: "a loss is a function: binaryCrossEntropy(probabilities, targets)"
)
public struct BCELoss {
  /// Never called.
  public init() {}
}

/// PyTorch's word.
@available(
  *, unavailable,
  message: "a loss is a function: binaryCrossEntropy(logits: logits, targets)"
)
public struct BCEWithLogitsLoss {
  /// Never called.
  public init() {}
}

/// PyTorch's word.
@available(
  *, unavailable,
  message: "a loss is a function: negativeLogLikelihood(logProbabilities, labels)"
)
public struct NLLLoss {
  /// Never called.
  public init() {}
}

/// Keras' word.
@available(
  *, unavailable, message: "use Linear(inputFeatures, outputFeatures), and an activation after it"
)
public struct Dense {
  /// Never called.
  public init(_ features: Int..., activation: UnaryOperation? = nil) {}
}

extension SequentialBuilder {
  /// Keras' word.
  @available(
    *, unavailable, message: "use Linear(inputFeatures, outputFeatures), and an activation after it"
  )
  public static func buildExpression(_ layer: Dense) -> [any Module<T>] { [] }
}

extension Optimizer {
  /// PyTorch's word.
  @available(*, unavailable, renamed: "zeroGradients()")
  public final func zeroGrad() { fatalError("unavailable") }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  /// PyTorch's word.
  @available(*, unavailable, renamed: "zeroGradients()")
  public final func zero_grad() { fatalError("unavailable") }
}

extension Module {
  /// PyTorch's word.
  @available(*, unavailable, renamed: "zeroGradients()")
  public func zeroGrad() { fatalError("unavailable") }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  /// PyTorch's word.
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
