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
  @available(*, unavailable, renamed: "zeroGradients()")
  public final func zeroGrad() { fatalError("unavailable") }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  @available(*, unavailable, renamed: "zeroGradients()")
  public final func zero_grad() { fatalError("unavailable") }
}

extension Module {
  @available(*, unavailable, renamed: "zeroGradients()")
  public func zeroGrad() { fatalError("unavailable") }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  @available(*, unavailable, renamed: "zeroGradients()")
  public func zero_grad() { fatalError("unavailable") }

  @available(*, unavailable, message: "use setTraining(true); a new model is in training mode")
  public func train() { fatalError("unavailable") }

  @available(
    *, unavailable, message: "use setTraining(false), or inEvaluationMode { … } for a while"
  )
  public func eval() { fatalError("unavailable") }
}
