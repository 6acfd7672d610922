extension TensorOperation {
  /// exp(x) / Σ exp(x) along an axis.
  public struct Softmax: TransformationRule {
    /// Along which numbers add up to 1.
    public let axis: Int

    package var symbol: String { "softmax" }
    package var needsInput: Bool { false }
    package var needsResult: Bool { true }

    package func resultShape(of input: Shape) -> Shape { input }

    package func gradient(of input: String, given g: String, result y: String) -> String {
      "\(y)·(\(g) − Σ \(g)·\(y))"
    }

    package func pullback<T: DifferentiableTensor>(_ gradient: T, input: T, result: T) -> T {
      let weighted = (gradient * result).sum(axis: axis, keepingDimensions: true)
      return result * (gradient - weighted)
    }
  }

  /// log softmax along an axis.
  public struct LogSoftmax: TransformationRule {
    /// Along which the numbers' exponentials add up to 1.
    public let axis: Int

    package var symbol: String { "logSoftmax" }
    package var needsInput: Bool { false }
    package var needsResult: Bool { true }

    package func resultShape(of input: Shape) -> Shape { input }

    package func gradient(of input: String, given g: String, result y: String) -> String {
      "\(g) − exp(\(y))·Σ \(g)"
    }

    package func pullback<T: DifferentiableTensor>(_ gradient: T, input: T, result: T) -> T {
      gradient - result.exp() * gradient.sum(axis: axis, keepingDimensions: true)
    }
  }

  /// −log softmax(logits)[label] of each row of logits `[n, classes]`: the loss of each row, `[n]`.
  public struct CrossEntropy: TransformationRule {
    /// The class of each row.
    public let labels: [Int]

    package init(labels: [Int]) { self.labels = labels }

    package var symbol: String { "crossEntropy" }
    package var needsInput: Bool { true }
    package var needsResult: Bool { false }

    package func resultShape(of logits: Shape) -> Shape {
      require(
        logits.rank == 2 && logits[0] == labels.count,
        "crossEntropy: \(labels.count) labels do not fit logits of shape \(logits), which must be [rows, classes]"
      )
      for (row, label) in labels.enumerated() {
        require(
          label >= 0 && label < logits[1],
          "crossEntropy: label \(label) in row \(row) is not one of \(logits[1]) classes")
      }
      return [labels.count]
    }

    package func gradient(of input: String, given g: String, result: String) -> String {
      "\(g)·(softmax(\(input)) − 1 at the label)"
    }

    package func pullback<T: DifferentiableTensor>(_ gradient: T, input: T, result: T) -> T {
      let target = T.oneHot(labels, classCount: input.shape[1])
      return (input.softmax(axis: 1) - target) * gradient.reshaped([labels.count, 1])
    }
  }
}
