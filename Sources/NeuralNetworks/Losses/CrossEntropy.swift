import Autograd

// As in PyTorch, except that logits have one axis of classes and at most one of rows: images of
// labels are reshaped.

/// The cross-entropy −log softmax(x)[label] of each row of logits x and the label of its class.
///
///     let loss = crossEntropy(model(images), labels)
///     loss.backward()
///
/// With label smoothing ε (Szegedy et al., 2016), the target of a row is 1 − ε + ε/C at the label
/// and ε/C elsewhere. With class weights w, each class's term is multiplied by its weight, and the
/// mean is the sum divided by Σ w[label].
///
/// - Parameters:
///   - logits: x, `[rows, classes]`, any numbers (not yet softmax), or `[classes]` for a single
///     row.
///   - labels: the class of each row, from 0. Traps unless there is one for each row, each in
///     range.
///   - labelSmoothing: ε, from 0 to 1.
///   - classWeights: w, one weight for each class.
/// - Returns: a single number, or one for each row with the reduction `.none`.
public func crossEntropy<T: DifferentiableTensor>(
  _ logits: T, _ labels: [Int], labelSmoothing: Double = 0, classWeights: [Double]? = nil,
  reduction: Reduction = .mean
) -> T {
  let logits = logits.asRows(in: "crossEntropy")
  let classCount = logits.shape[1]
  checkSmoothing(labelSmoothing)
  checkWeights(classWeights, classCount: classCount, in: "crossEntropy")
  require(
    labels.count == logits.shape[0],
    "crossEntropy: \(labels.count) labels do not fit logits of shape \(logits.shape)")
  checkLabels(labels, classCount: classCount, in: "crossEntropy")
  let losses: T
  if labelSmoothing > 0 {
    let targets = T.oneHot(labels, classCount: classCount)
    losses = softCrossEntropy(logits, targets, labelSmoothing, classWeights)
  } else {
    let rows = T.apply(.crossEntropy(.init(labels: labels)), to: [logits])
    losses = classWeights.map { rows * weights(of: labels, $0) } ?? rows
  }
  return reduce(losses, labels, classWeights, by: reduction)
}

/// The cross-entropy −Σ t·log softmax(x) of each row of logits x and the probabilities t of its
/// classes.
///
/// Label smoothing ε makes the target (1 − ε)·t + ε/C; class weights multiply each class's term.
/// The mean is over the rows.
///
/// - Parameters:
///   - logits: x, `[rows, classes]`, or `[classes]` for a single row.
///   - probabilities: t, of the same shape; traps on any other. Numbers of classes are no
///     probabilities: they go in as `[Int]`.
///   - labelSmoothing: ε, from 0 to 1.
///   - classWeights: one weight for each class.
/// - Returns: a single number, or one for each row with the reduction `.none`.
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
  let logits = logits.asRows(in: "crossEntropy")
  checkSmoothing(labelSmoothing)
  checkWeights(classWeights, classCount: logits.shape[1], in: "crossEntropy")
  let targets = probabilities.asRows(in: "crossEntropy")
  return reduction(softCrossEntropy(logits, targets, labelSmoothing, classWeights))
}

/// The negative log likelihood −log p[label] of each row of log probabilities, such as
/// ``LogSoftmax`` gives.
///
/// With class weights w, each row is multiplied by w[label], and the mean is the sum divided by Σ
/// w[label].
///
/// - Parameters:
///   - logProbabilities: log p, `[rows, classes]`, or `[classes]` for a single row. Traps on a
///     number above 0, which is no log probability: a probability, or a logit.
///   - labels: the class of each row, from 0. Traps unless there is one for each row, each in
///     range.
///   - classWeights: w, one weight for each class.
/// - Returns: a single number, or one for each row with the reduction `.none`.
public func negativeLogLikelihood<T: DifferentiableTensor>(
  _ logProbabilities: T, _ labels: [Int], classWeights: [Double]? = nil,
  reduction: Reduction = .mean
) -> T {
  let rows = logProbabilities.asRows(in: "negativeLogLikelihood")
  checkWeights(classWeights, classCount: rows.shape[1], in: "negativeLogLikelihood")
  require(
    labels.count == rows.shape[0],
    "negativeLogLikelihood: \(labels.count) labels do not fit log probabilities of shape \(rows.shape)"
  )
  checkLabels(labels, classCount: rows.shape[1], in: "negativeLogLikelihood")
  // What rounding may leave above 0 is less.
  if let positive = rows.scalars.first(where: { $0 > 1e-5 }) {
    fatalError(
      """
      negativeLogLikelihood: expected log probabilities, 0 or less, found \(positive); logits go through \
      logSoftmax(axis: 1) first, or to crossEntropy as they are
      """)
  }
  let picked = -rows.gatherElements(labels)
  let losses = classWeights.map { picked * weights(of: labels, $0) } ?? picked
  return reduce(losses, labels, classWeights, by: reduction)
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

/// The losses of rows, weighted already, reduced: the mean is by the weights of the labels.
private func reduce<T: DifferentiableTensor>(
  _ losses: T, _ labels: [Int], _ classWeights: [Double]?, by reduction: Reduction
) -> T {
  guard let classWeights, reduction == .mean else { return reduction(losses) }
  return losses.sum() / labels.reduce(0) { $0 + classWeights[$1] }
}

private func weights<T: DifferentiableTensor>(of labels: [Int], _ classWeights: [Double]) -> T {
  constant(labels.map { classWeights[$0] })
}

private func constant<T: DifferentiableTensor>(_ numbers: [Double]) -> T {
  T(numbers.map { T.Scalar($0) })
}

private func checkLabels(_ labels: [Int], classCount: Int, in loss: String) {
  for (row, label) in labels.enumerated() {
    require(
      (0..<classCount).contains(label),
      "\(loss): label \(label) in row \(row) is not one of \(classCount) classes, which count from 0"
    )
  }
}

private func checkSmoothing(_ labelSmoothing: Double) {
  require(
    (0...1).contains(labelSmoothing),
    "crossEntropy: label smoothing must be from 0 to 1, not \(labelSmoothing)")
}

private func checkWeights(_ classWeights: [Double]?, classCount: Int, in loss: String) {
  guard let classWeights else { return }
  require(
    classWeights.count == classCount,
    "\(loss): \(classWeights.count) class weights do not fit \(classCount) classes")
}

extension DifferentiableTensor {
  /// A matrix as it is, a vector as its only row; traps on anything else.
  fileprivate func asRows(in loss: String) -> Self {
    require(
      rank == 1 || rank == 2,
      "\(loss): logits of shape \(shape) are neither [rows, classes] nor [classes]")
    return rank == 1 ? reshaped([1, shape[0]]) : self
  }
}
