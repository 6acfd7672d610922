import Autograd

/// How often each class was taken for each other.
///
///     print(ConfusionMatrix(predictions: [0, 1, 1], labels: [0, 1, 0], classNames: ["cat", "dog"]))
///     //       cat  dog
///     // cat     1    1
///     // dog     0    1
public struct ConfusionMatrix: Hashable, Sendable {
  /// `counts[label][prediction]`: how often a row of the one class was taken for the other.
  public private(set) var counts: [[Int]]
  /// What the classes are called.
  public let classNames: [String]

  /// Creates a matrix of zeros.
  public init(classNames: [String]) {
    self.classNames = classNames
    counts = classNames.map { _ in classNames.map { _ in 0 } }
  }

  /// Counts predictions against labels; traps unless they are as many, each the number of a class.
  public init(predictions: [Int], labels: [Int], classNames: [String]) {
    self.init(classNames: classNames)
    add(predictions: predictions, labels: labels)
  }

  /// Counts more predictions against labels; traps unless they are as many, each the number of a
  /// class.
  public mutating func add(predictions: [Int], labels: [Int]) {
    require(
      predictions.count == labels.count,
      "ConfusionMatrix: \(predictions.count) predictions do not fit \(labels.count) labels")
    for (prediction, label) in zip(predictions, labels) {
      require(
        counts.indices.contains(prediction) && counts.indices.contains(label),
        "ConfusionMatrix: prediction \(prediction) of label \(label) is not among \(counts.count) classes"
      )
      counts[label][prediction] += 1
    }
  }

  /// How many predictions were counted.
  public var total: Int { counts.joined().reduce(0, +) }

  /// The part of them that was right, from 0 to 1; NaN for none.
  public var accuracy: Double {
    Double(counts.indices.reduce(0) { $0 + counts[$1][$1] }) / Double(total)
  }
}

extension ConfusionMatrix: CustomStringConvertible {
  /// A row for each label and a column for each prediction.
  public var description: String {
    let rows = zip(classNames, counts).map { name, row in [name] + row.map(\.grouped) }
    return TextTable(
      rows: [[""] + classNames] + rows, rightAligned: Set(1..<classNames.count + 1)
    ).description
  }
}
