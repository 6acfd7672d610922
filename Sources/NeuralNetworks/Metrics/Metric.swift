import Autograd

/// A number that tells how good predictions are, beside the loss.
///
///     model.fit(batches, loss: { crossEntropy($0, $1) }, optimizer: optimizer, metrics: [.accuracy])
///     let farOff = Metric<Tensor, Tensor>("far off") { predictions, targets in
///       let distances = (predictions - targets).abs().scalars
///       return Double(distances.count { $0 > 1 }) / Double(distances.count)
///     }
public struct Metric<T: DifferentiableTensor, Targets> {
  /// What it is called in a ``TrainingHistory``.
  public let name: String
  private let function: (T, Targets) -> Double

  /// Creates a metric.
  ///
  /// - Parameters:
  ///   - name: what it is called in a ``TrainingHistory``, and on the lines that training shows.
  ///   - function: the number for the predictions of a batch, the mean over its rows: that of an epoch is the mean over
  ///     all rows. No gradient is recorded in it.
  public init(
    _ name: String, _ function: @escaping (_ predictions: T, _ targets: Targets) -> Double
  ) {
    self.name = name
    self.function = function
  }

  /// The number for a batch: the mean over its rows.
  public func callAsFunction(_ predictions: T, _ targets: Targets) -> Double {
    withoutGradient { function(predictions, targets) }
  }
}

extension Metric where Targets == [Int] {
  /// The part of the rows whose largest logit stands at their label; see ``accuracy(_:_:)``.
  public static var accuracy: Metric {
    Metric("accuracy") { NeuralNetworks.accuracy($0, $1) }
  }
}

/// Means over the rows of batches.
struct RowMeans {
  private(set) var rowCount = 0
  private var sums: [Double]

  init(count: Int) { sums = [Double](repeating: 0, count: count) }

  /// Adds the means of a batch.
  mutating func add(_ means: [Double], rowCount count: Int) {
    rowCount += count
    for (index, mean) in means.enumerated() { sums[index] += mean * Double(count) }
  }

  /// The means so far; NaN for no rows.
  var means: [Double] { sums.map { $0 / Double(rowCount) } }
}
