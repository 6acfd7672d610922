import Autograd

/// The cross-entropy −log softmax(x)[label] of each row of logits x and the label of its class.
///
///     let loss = crossEntropy(model(images), labels)
///     loss.backward()
///
/// With label smoothing ε (Szegedy et al., 2016), the target of a row is 1 − ε + ε/C at the label
/// and ε/C elsewhere. With class weights w, each class's term is multiplied by its weight, and the
/// mean is the sum divided by Σ w[label].
///
/// Images have a label for each place: logits `[images, classes, height, width]` go with the labels of
/// the first image row by row, then those of the second. Of nested arrays, `labels.flatMap(\.self)`
/// takes the brackets away.
///
/// - Parameters:
///   - logits: x, `[rows, classes]`, any numbers (not yet softmax), `[classes]` for a single row, or
///     `[rows, classes, …]` with any axes of places.
///   - labels: the class of each row and place, from 0, in row-major order. Traps unless there is one
///     for each, each in range.
///   - labelSmoothing: ε, from 0 to 1.
///   - classWeights: w, one weight for each class.
///   - ignoreIndex: a label, such as −100, whose rows and places have no loss, no gradient and no part
///     in the mean, which is NaN if there is no other. In PyTorch it is −100 unless given.
///   - reduction: how the losses of rows become one; see ``Reduction``.
/// - Returns: a single number, or with the reduction `.none` one for each row and place, `[rows, …]`.
public func crossEntropy<T: DifferentiableTensor>(
  _ logits: T, _ labels: [Int], labelSmoothing: Double = 0, classWeights: [Double]? = nil,
  ignoreIndex: Int? = nil, reduction: Reduction = .mean
) -> T {
  let rows = logits.asRows(in: "crossEntropy")
  checkSmoothing(labelSmoothing)
  let labels = RowLabels(
    labels, classWeights, ignoreIndex, rows: rows.shape, of: ("logits", logits.shape),
    in: "crossEntropy")
  let losses: T
  if labelSmoothing > 0 {
    let targets = T.oneHot(labels.classes, classCount: rows.shape[1])
    losses = softCrossEntropy(rows, targets, labelSmoothing, classWeights)
  } else {
    losses = labels.weighted(T.apply(.crossEntropy(.init(labels: labels.classes)), to: [rows]))
  }
  return labels.reduce(losses, to: logits.placesShape, by: reduction)
}

/// The cross-entropy −Σ t·log softmax(x) of each row of logits x and the probabilities t of its
/// classes.
///
/// Label smoothing ε makes the target (1 − ε)·t + ε/C; class weights multiply each class's term.
/// The mean is over the rows and places.
///
/// - Parameters:
///   - logits: x, `[rows, classes]`, `[classes]` for a single row, or `[rows, classes, …]` with any
///     axes of places.
///   - probabilities: t, of the same shape; traps on any other. Numbers of classes are no
///     probabilities: they go in as `[Int]`.
///   - labelSmoothing: ε, from 0 to 1.
///   - classWeights: one weight for each class.
///   - reduction: how the losses of rows become one; see ``Reduction``.
/// - Returns: a single number, or with the reduction `.none` one for each row and place, `[rows, …]`.
public func crossEntropy<T: DifferentiableTensor>(
  _ logits: T, _ probabilities: T, labelSmoothing: Double = 0, classWeights: [Double]? = nil,
  reduction: Reduction = .mean
) -> T {
  require(
    logits.shape == probabilities.shape,
    """
    crossEntropy: expected a probability of each class, of shape \(logits.shape) as the logits, \
    found targets of shape \(probabilities.shape); the number of each row's class goes in as labels: [Int]
    """)
  let rows = logits.asRows(in: "crossEntropy")
  checkSmoothing(labelSmoothing)
  checkWeights(classWeights, classCount: rows.shape[1], in: "crossEntropy")
  let targets = probabilities.asRows(in: "crossEntropy")
  let losses = softCrossEntropy(rows, targets, labelSmoothing, classWeights)
  return reduction(losses.reshaped(logits.placesShape))
}

/// The negative log likelihood −log p[label] of each row of log probabilities, such as
/// ``LogSoftmax`` gives.
///
/// With class weights w, each row is multiplied by w[label], and the mean is the sum divided by Σ
/// w[label].
///
/// - Parameters:
///   - logProbabilities: log p, `[rows, classes]`, `[classes]` for a single row, or
///     `[rows, classes, …]` with any axes of places. Traps on a number above 0, which is no log
///     probability: a probability, or a logit.
///   - labels: the class of each row and place, from 0, in row-major order. Traps unless there is one
///     for each, each in range.
///   - classWeights: w, one weight for each class.
///   - ignoreIndex: a label, such as −100, whose rows and places have no loss, no gradient and no part
///     in the mean, which is NaN if there is no other.
///   - reduction: how the losses of rows become one; see ``Reduction``.
/// - Returns: a single number, or with the reduction `.none` one for each row and place, `[rows, …]`.
public func negativeLogLikelihood<T: DifferentiableTensor>(
  _ logProbabilities: T, _ labels: [Int], classWeights: [Double]? = nil, ignoreIndex: Int? = nil,
  reduction: Reduction = .mean
) -> T {
  let rows = logProbabilities.asRows(in: "negativeLogLikelihood")
  let labels = RowLabels(
    labels, classWeights, ignoreIndex, rows: rows.shape,
    of: ("log probabilities", logProbabilities.shape), in: "negativeLogLikelihood")
  checkLogProbabilities(
    logProbabilities, in: "negativeLogLikelihood", advice: ", or to crossEntropy as they are")
  let losses = labels.weighted(-rows.gatherElements(labels.classes))
  return labels.reduce(losses, to: logProbabilities.placesShape, by: reduction)
}

/// The loss of each row by the probabilities of its classes.
private func softCrossEntropy<T: DifferentiableTensor>(
  _ logits: T, _ probabilities: T, _ labelSmoothing: Double, _ classWeights: [Double]?
) -> T {
  var targets = probabilities
  if labelSmoothing > 0 {
    targets = (1 - labelSmoothing) * targets + labelSmoothing / Double(logits.shape[1])
  }
  if let classWeights { targets = targets * constant(classWeights) }
  return -(logits.logSoftmax(axis: 1) * targets).sum(axis: 1)
}

/// The label of each row, checked, and what it weighs.
private struct RowLabels {
  /// With class 0 in the place of what is ignored.
  private(set) var classes: [Int]
  /// 0 of what is ignored; `nil` where all rows weigh the same.
  private(set) var weights: [Double]?
  /// `nil` where none is.
  private var isIgnored: [Bool]?

  init(
    _ labels: [Int], _ classWeights: [Double]?, _ ignoreIndex: Int?, rows: Shape,
    of scores: (String, Shape), in loss: String
  ) {
    checkWeights(classWeights, classCount: rows[1], in: loss)
    classes = labels
    if let ignoreIndex, labels.contains(ignoreIndex) {
      isIgnored = labels.map { $0 == ignoreIndex }
      classes = labels.map { $0 == ignoreIndex ? 0 : $0 }
    }
    checkLabels(classes, rows: rows, of: scores, in: loss)
    if classWeights != nil || isIgnored != nil {
      weights = labels.indices.map { row in
        isIgnored?[row] == true ? 0 : classWeights?[classes[row]] ?? 1
      }
    }
  }

  func weighted<T: DifferentiableTensor>(_ losses: T) -> T {
    weights.map { losses * constant($0) } ?? losses
  }

  /// The losses of rows, weighted already, reduced: the mean is by the weights.
  func reduce<T: DifferentiableTensor>(_ losses: T, to shape: Shape, by reduction: Reduction) -> T {
    // Not 0 times the loss, which may be infinite where it is ignored.
    let counted =
      isIgnored.map { losses.replacing(with: 0, where: constant($0.map { $0 ? 1 : 0 })) } ?? losses
    guard let weights, reduction == .mean else { return reduction(counted.reshaped(shape)) }
    return counted.sum() / weights.reduce(0, +)
  }
}

private func constant<T: DifferentiableTensor>(_ numbers: [Double]) -> T {
  T(numbers.map { T.Scalar($0) })
}

private func checkSmoothing(_ labelSmoothing: Double) {
  require(
    (0...1).contains(labelSmoothing),
    "crossEntropy: label smoothing must be from 0 to 1, not \(labelSmoothing)")
}

extension DifferentiableTensor {
  /// The classes of each row and place as a row: a matrix as it is, a vector as its only row; traps on a
  /// single number.
  fileprivate func asRows(in loss: String) -> Self {
    require(
      rank > 0,
      "\(loss): expected logits [rows, classes], [classes] or [rows, classes, ...], found shape []")
    switch rank {
    case 1: return reshaped([1, shape[0]])
    case 2: return self
    default:
      let rowCount = shape[0] * shape.dropFirst(2).reduce(1, *)
      return movingAxis(1, to: -1).reshaped([rowCount, shape[1]])
    }
  }

  /// The shape without the axis of classes, of which a vector is a single row.
  fileprivate var placesShape: Shape {
    rank == 1 ? [1] : Shape([shape[0]] + shape.dropFirst(2))
  }
}
