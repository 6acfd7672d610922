import Autograd

/// The hinge loss max(0, m − t·s) of scores s and targets t of 1 or −1, which must have the same shape
/// (Cortes & Vapnik, 1995): 0 where a score is at least the margin on its target's side.
///
///     hingeLoss(Tensor([0.5, -2]), Tensor([1, -1]))   // (0.5 + 0) / 2 = 0.25
///
/// - Parameters:
///   - scores: s, any numbers, such as the output of a last layer without an activation.
///   - targets: t; traps on a number that is neither 1 nor −1. Of 0 and 1, `2 * targets - 1` makes them.
///   - margin: m, the score from which on there is no loss.
///   - reduction: how the losses of elements become one; see ``Reduction``.
/// - Returns: a single number, or one for each element with the reduction `.none`.
public func hingeLoss<T: DifferentiableTensor>(
  _ scores: T, _ targets: T, margin: Double = 1, reduction: Reduction = .mean
) -> T {
  checkShapes("hingeLoss", scores, targets)
  checkSigns(of: targets, in: "hingeLoss")
  return reduction((margin - targets * scores).relu())
}

/// The squared hinge loss max(0, m − t·s)² of scores s and targets t of 1 or −1, which must have the
/// same shape: without the hinge's kink at the margin.
///
/// - Parameters:
///   - scores: s, any numbers.
///   - targets: t; traps on a number that is neither 1 nor −1.
///   - margin: m, the score from which on there is no loss.
///   - reduction: how the losses of elements become one; see ``Reduction``.
/// - Returns: a single number, or one for each element with the reduction `.none`.
public func squaredHingeLoss<T: DifferentiableTensor>(
  _ scores: T, _ targets: T, margin: Double = 1, reduction: Reduction = .mean
) -> T {
  checkShapes("squaredHingeLoss", scores, targets)
  checkSigns(of: targets, in: "squaredHingeLoss")
  return reduction((margin - targets * scores).relu().square())
}

/// The hinge loss of many classes, Σ max(0, m − s[label] + s[i])ᵖ / C over the classes i other than the
/// label, of each row of scores s (Weston & Watkins, 1999); PyTorch's `multi_margin_loss`.
///
/// - Parameters:
///   - scores: s, `[rows, classes]`, any numbers, or `[classes]` for a single row.
///   - labels: the class of each row, from 0. Traps unless there is one for each row, each in range.
///   - power: p, 1 or 2; traps on any other.
///   - margin: m, by how much the label's score must exceed the others for no loss.
///   - classWeights: what the loss of a row is multiplied by, one weight for each class. The mean is
///     over the rows, whatever their weights.
///   - reduction: how the losses of rows become one; see ``Reduction``.
/// - Returns: a single number, or one for each row with the reduction `.none`.
public func multiMarginLoss<T: DifferentiableTensor>(
  _ scores: T, _ labels: [Int], power: Int = 1, margin: Double = 1, classWeights: [Double]? = nil,
  reduction: Reduction = .mean
) -> T {
  require(
    scores.rank == 1 || scores.rank == 2,
    "multiMarginLoss: expected scores [rows, classes] or [classes], found shape \(scores.shape)")
  require(power == 1 || power == 2, "multiMarginLoss: expected a power of 1 or 2, found \(power)")
  let rows = scores.rank == 1 ? scores.unsqueezed(axis: 0) : scores
  let (rowCount, classCount) = (rows.shape[0], rows.shape[1])
  checkLabels(labels, rows: rows.shape, of: ("scores", scores.shape), in: "multiMarginLoss")
  checkWeights(classWeights, classCount: classCount, in: "multiMarginLoss")
  let labelled = rows.gatherElements(labels).reshaped([rowCount, 1])
  let excess = (margin - labelled + rows).relu()
  // The label itself would always be a margin short of itself.
  let others = 1 - T.oneHot(labels, classCount: classCount)
  let losses = ((power == 2 ? excess * excess : excess) * others).mean(axis: 1)
  return reduction(
    classWeights.map { weights in losses * T(labels.map { T.Scalar(weights[$0]) }) } ?? losses)
}

/// Distances d where the target is 1, and max(0, m − d) where it is −1: pulls together what belongs
/// together and pushes the rest a margin apart; PyTorch's `hinge_embedding_loss`.
///
/// - Parameters:
///   - distances: d, any numbers, such as ``pairwiseDistance(_:_:order:epsilon:)`` gives.
///   - targets: of the same shape; traps on a number that is neither 1 nor −1.
///   - margin: m, the distance from which on there is no loss where the target is −1.
///   - reduction: how the losses of elements become one; see ``Reduction``.
/// - Returns: a single number, or one for each element with the reduction `.none`.
public func hingeEmbeddingLoss<T: DifferentiableTensor>(
  _ distances: T, _ targets: T, margin: Double = 1, reduction: Reduction = .mean
) -> T {
  checkShapes("hingeEmbeddingLoss", distances, targets)
  checkSigns(of: targets, in: "hingeEmbeddingLoss")
  let shortfall = (margin - distances).clamped(to: 0...)
  return reduction(T.select(where: targets .== 1, distances, shortfall))
}
