/// An operation on whole tensors.
///
/// Axes are resolved (0 or more, in order) and shapes are final: the methods of ``DifferentiableTensor`` that users call
/// see to that, so each engine has one case to answer.
public enum TensorOperation: Hashable, Sendable {
  /// Matrix product of `[…, m, k]` and `[…, k, n]` with equal leading axes.
  case matmul
  /// `x·Wᵀ + b` of x `[…, in]`, W `[out, in]` and, if there is a third input, b `[out]`; then the activation.
  ///
  /// The activation must have a derivative that reads its result alone (`relu`, `tanh`, `sigmoid`, …).
  case linear(activation: UnaryOperation?)
  case sum(axes: [Int], keepingDimensions: Bool)
  /// The arithmetic mean along the axes.
  case mean(axes: [Int], keepingDimensions: Bool)
  /// The largest along the axes; equal ones share the gradient evenly.
  case maximum(axes: [Int], keepingDimensions: Bool)
  case softmax(axis: Int)
  case logSoftmax(axis: Int)
  /// −log softmax(logits)[label] of each row of logits `[n, classes]`: the loss of each row, `[n]`.
  case crossEntropy(labels: [Int])
  // Shapes are large: cases that hold one hold it elsewhere, so that all the other operations stay small.
  indirect case reshape(Shape)
  /// Axis i of the result is axis `axes[i]` of the input.
  case permute(axes: [Int])
  indirect case broadcast(Shape)
  /// The elements at `lowerBound + step·i` along each axis.
  case slice([AxisSlice])
  /// Zeros of the given shape with the input put where `slice` would read it: the transpose of `slice`.
  indirect case unslice([AxisSlice], shape: Shape)
  case concatenate(axis: Int)
  /// The entries of an axis at `indices`, in this order; an entry may be taken more than once.
  case gather(axis: Int, indices: [Int])
  /// Zeros with `count` entries along the axis, to which the input's entries are added at `indices`: the transpose of
  /// `gather`.
  case scatterAdd(axis: Int, indices: [Int], count: Int)
}

/// Which elements of an axis a slice takes: `count` of them from `start`, `step` apart.
public struct AxisSlice: Hashable, Sendable {
  /// The first element.
  public let start: Int
  /// How many elements.
  public let count: Int
  /// How far apart; never 0, negative to run backwards.
  public let step: Int

  /// Takes `count` elements from `start`, `step` apart.
  public init(start: Int, count: Int, step: Int = 1) {
    self.start = start
    self.count = count
    self.step = step
  }
}

extension TensorOperation {
  /// How a drawing and a message name the operation.
  public var symbol: String {
    switch self {
    case .matmul: "matmul"
    case .linear(let activation?): "linear+\(activation.symbol)"
    case .linear(nil): "linear"
    case .sum: "sum"
    case .mean: "mean"
    case .maximum: "max"
    case .softmax: "softmax"
    case .logSoftmax: "logSoftmax"
    case .crossEntropy: "crossEntropy"
    case .reshape: "reshape"
    case .permute: "permute"
    case .broadcast: "broadcast"
    case .slice: "slice"
    case .unslice: "unslice"
    case .concatenate: "concatenate"
    case .gather: "gather"
    case .scatterAdd: "scatterAdd"
    }
  }

  /// The derivative as text: the gradient of the inputs by that of the result, `g`; `y` is the result.
  public var formula: String {
    switch self {
    case .matmul: "g_A = g·Bᵀ, g_B = Aᵀ·g"
    case .linear(nil): "g_x = g·W, g_W = gᵀ·x, g_b = Σ g over rows"
    case .linear(.some): "d = g·activation′(y); g_x = d·W, g_W = dᵀ·x, g_b = Σ d over rows"
    case .sum: "g_x = g, repeated along the summed axes"
    case .mean: "g_x = g / n, repeated along the averaged axes, n numbers a mean"
    case .maximum: "g_x = g where x is the largest, shared evenly"
    case .softmax: "g_x = y·(g − Σ g·y)"
    case .logSoftmax: "g_x = g − exp(y)·Σ g"
    case .crossEntropy: "g_x = g·(softmax(x) − 1 at the label)"
    case .reshape: "g_x = g in the shape of x"
    case .permute: "g_x = g with the axes put back"
    case .broadcast: "g_x = Σ g over the stretched axes"
    case .slice: "g_x = g where the slice read, 0 elsewhere"
    case .unslice: "g_x = the slice of g"
    case .concatenate: "g of each part = its slice of g"
    case .gather: "g_x = g added up at the gathered entries"
    case .scatterAdd: "g_x = the gathered entries of g"
    }
  }

  var needsResult: Bool {
    switch self {
    case .softmax, .logSoftmax, .maximum, .linear(.some): true
    default: false
    }
  }

  func needsInput(_ index: Int, wanted: (Int) -> Bool) -> Bool {
    switch self {
    case .matmul, .linear: index < 2 && wanted(1 - index)
    case .maximum, .crossEntropy: true
    default: false
    }
  }
}
