/// An operation on whole tensors.
///
/// Axes are resolved (0 or more, in order) and shapes are final: the methods of ``DifferentiableTensor`` that users call
/// see to that, so each engine has one case to answer.
public enum TensorOperation: Hashable, Sendable {
  /// Matrix product of `[…, m, k]` and `[…, k, n]` with equal leading axes.
  case matmul
  /// `x·Wᵀ + b` of x `[…, in]`, W `[out, in]` and, if there is a third input, b `[out]`.
  case linear
  case sum(Sum)
  case mean(Mean)
  case maximum(Maximum)
  case softmax(Softmax)
  case logSoftmax(LogSoftmax)
  case crossEntropy(CrossEntropy)
  // Shapes are large: cases that hold one hold it elsewhere, so that all the other operations stay small.
  indirect case reshape(Reshape)
  case permute(Permute)
  indirect case broadcast(Broadcast)
  case slice(Slice)
  indirect case unslice(Unslice)
  case concatenate(Concatenate)
  case gather(Gather)
  case scatterAdd(ScatterAdd)
  case cumulativeSum(CumulativeSum)
  indirect case unfold(Unfold)
  indirect case fold(Fold)
}

extension TensorOperation {
  /// What there is to say of the operation.
  package var rule: any OperationRule {
    switch self {
    case .matmul: MatrixProductRule()
    case .linear: LinearRule()
    case .sum(let rule): rule
    case .mean(let rule): rule
    case .maximum(let rule): rule
    case .softmax(let rule): rule
    case .logSoftmax(let rule): rule
    case .crossEntropy(let rule): rule
    case .reshape(let rule): rule
    case .permute(let rule): rule
    case .broadcast(let rule): rule
    case .slice(let rule): rule
    case .unslice(let rule): rule
    case .concatenate(let rule): rule
    case .gather(let rule): rule
    case .scatterAdd(let rule): rule
    case .cumulativeSum(let rule): rule
    case .unfold(let rule): rule
    case .fold(let rule): rule
    }
  }

  /// How a drawing and a message name the operation.
  public var symbol: String { rule.symbol }

  /// The shape of the result; traps, naming the operation and the shapes, when the inputs do not fit.
  public func resultShape(of inputs: [Shape]) -> Shape {
    rule.resultShape(inputCount: inputs.count) { inputs[$0] }
  }
}
