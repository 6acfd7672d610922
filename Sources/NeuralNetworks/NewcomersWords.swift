import Autograd

// The words that people bring along from PyTorch and Keras: the compiler answers with those that are used here.

@available(*, unavailable, message: "a loss is a function: meanSquaredError(predictions, targets)")
public struct MSELoss {
  public init() {}
}

@available(*, unavailable, message: "a loss is a function: meanAbsoluteError(predictions, targets)")
public struct L1Loss {
  public init() {}
}

@available(*, unavailable, message: "a loss is a function: crossEntropy(logits, labels)")
public struct CrossEntropyLoss {
  public init() {}
}

@available(
  *, unavailable,
  message: "a loss is a function: binaryCrossEntropy(probabilities, targets)"
)
public struct BCELoss {
  public init() {}
}

@available(
  *, unavailable,
  message: "a loss is a function: binaryCrossEntropy(logits: logits, targets)"
)
public struct BCEWithLogitsLoss {
  public init() {}
}

@available(
  *, unavailable,
  message: "a loss is a function: negativeLogLikelihood(logProbabilities, labels)"
)
public struct NLLLoss {
  public init() {}
}

@available(
  *, unavailable, message: "a loss is a function: huberLoss(predictions, targets, delta: 1)"
)
public struct HuberLoss {
  public init() {}
}

@available(*, unavailable, message: "a loss is a function: smoothL1Loss(predictions, targets)")
public struct SmoothL1Loss {
  public init() {}
}

@available(*, unavailable, message: "a loss is a function: klDivergence(logProbabilities, targets)")
public struct KLDivLoss {
  public init() {}
}

@available(
  *, unavailable, message: "a loss is a function: poissonNegativeLogLikelihood(logRates, counts)"
)
public struct PoissonNLLLoss {
  public init() {}
}

@available(
  *, unavailable,
  message:
    "a loss is a function: gaussianNegativeLogLikelihood(means, targets, variances: variances)"
)
public struct GaussianNLLLoss {
  public init() {}
}

@available(*, unavailable, message: "a loss is a function: multiMarginLoss(scores, labels)")
public struct MultiMarginLoss {
  public init() {}
}

@available(*, unavailable, message: "a loss is a function: hingeEmbeddingLoss(distances, targets)")
public struct HingeEmbeddingLoss {
  public init() {}
}

@available(*, unavailable, message: "a loss is a function: cosineEmbeddingLoss(x, y, targets)")
public struct CosineEmbeddingLoss {
  public init() {}
}

@available(*, unavailable, message: "a loss is a function: marginRankingLoss(x, y, targets)")
public struct MarginRankingLoss {
  public init() {}
}

@available(
  *, unavailable, message: "a loss is a function: tripletMarginLoss(anchors, positives, negatives)"
)
public struct TripletMarginLoss {
  public init() {}
}

@available(*, unavailable, message: "a loss is a function: ctcLoss(logProbabilities, targets)")
public struct CTCLoss {
  public init() {}
}

@available(
  *, unavailable, message: "use Linear(inputFeatures, outputFeatures), and an activation after it"
)
public struct Dense {
  public init(_ features: Int..., activation: UnaryOperation? = nil) {}
}

extension SequentialBuilder {
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
