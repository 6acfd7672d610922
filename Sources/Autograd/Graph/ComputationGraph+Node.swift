extension ComputationGraph {
  /// A leaf or the result of an operation.
  public struct Node: Hashable, Sendable, Identifiable {
    /// What a node is in a computation.
    public enum Kind: Hashable, Sendable, CaseIterable {
      /// A leaf that gradients flow to.
      case parameter
      /// A leaf that no gradient flows to: a labelled number, or a tensor.
      case input
      /// A number without a label that no gradient flows to, such as a literal.
      case constant
      /// The result of an operation.
      case intermediate
      /// What the graph was asked for.
      case output
    }

    /// The numbers of a node: one, or what sums up many.
    public enum Numbers: Hashable, Sendable {
      case scalar(Double)
      case tensor(TensorSummary)
    }

    /// The place in ``GraphNode/topologicalOrder(from:)``: the same computation gives the same ids.
    public let id: Int
    /// What the node is in the computation.
    public internal(set) var kind: Kind
    /// What made it; `nil` for a leaf.
    public let operation: NodeOperation?
    /// The name its engine knows it by, such as `layers.0.weight[1]`.
    public internal(set) var label: String?
    /// The modules it stands in, outermost first, such as `["layers", "0"]`; see ``ComputationGraph/modulePath(of:)``.
    public internal(set) var module: [String]
    /// The lengths of the axes of a tensor; `nil` for a scalar node.
    public let shape: Shape?
    /// The number, or a summary of the numbers; `nil` for a tensor without elements.
    public let data: Numbers?
    /// The gradient; `nil` as long as none was computed.
    public let gradient: Numbers?
    /// Whether a derivative reads it, so that it is kept until the backward pass.
    public internal(set) var isSaved: Bool
  }
}

extension ComputationGraph.Node.Numbers {
  /// A number as it is, several as their summary; `nil` for none.
  @inlinable
  public init?(_ numbers: [some BinaryFloatingPoint]) {
    if numbers.count == 1 {
      self = .scalar(Double(numbers[0]))
    } else if let summary = TensorSummary(numbers) {
      self = .tensor(summary)
    } else {
      return nil
    }
  }

  /// Whether every number is finite.
  public var isFinite: Bool {
    switch self {
    case .scalar(let number): number.isFinite
    case .tensor(let summary): summary.isFinite
    }
  }
}

/// The least, the mean and the greatest of a tensor's numbers.
public struct TensorSummary: Hashable, Sendable {
  /// The least number; NaN if any number is.
  public let minimum: Double
  /// The arithmetic mean; NaN if any number is.
  public let mean: Double
  /// The greatest number; NaN if any number is.
  public let maximum: Double

  /// Sums up numbers; `nil` for none.
  @inlinable
  public init?(_ numbers: [some BinaryFloatingPoint]) {
    guard let first = numbers.first else { return nil }
    var (minimum, maximum, sum) = (Double(first), Double(first), 0.0)
    for number in numbers {
      let number = Double(number)
      minimum = BinaryOperation.minimum(minimum, number)
      maximum = BinaryOperation.maximum(maximum, number)
      sum += number
    }
    self.minimum = minimum
    self.mean = sum / Double(numbers.count)
    self.maximum = maximum
  }

  /// Whether every number is finite.
  public var isFinite: Bool { minimum.isFinite && maximum.isFinite }
}
