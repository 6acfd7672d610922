import Autograd

// Losses of pairs and triplets: what is close, what is far, and what comes first.

/// The distance ‖x − y + ε‖ₚ of vectors along the last axis; PyTorch's `pairwise_distance`.
///
///     pairwiseDistance(Tensor([[3, 4], [0, 1]]), Tensor.zeros([2, 2]))   // about [5, 1]
///
/// - Parameters:
///   - x: of the same shape as `y`, `[…, features]`; traps on any other.
///   - y: the other of each pair.
///   - order: p, 0 or above; 2 for the Euclidean distance, 1 for the sum of absolute differences.
///   - epsilon: ε, added to each difference, so that the distance of equal vectors is no corner.
/// - Returns: the distances, without the last axis.
public func pairwiseDistance<T: DifferentiableTensor>(
  _ x: T, _ y: T, order: Double = 2, epsilon: Double = 1e-6
) -> T {
  checkSameShapes("pairwiseDistance", x, y)
  require(x.rank > 0, "pairwiseDistance: expected vectors [..., features], found shape []")
  return (x - y + epsilon).norm(order: order, axis: -1)
}

/// 1 − cos(x, y) where the target is 1, and max(0, cos(x, y) − m) where it is −1, of the angle between
/// vectors x and y; PyTorch's `cosine_embedding_loss`.
///
/// The cosine is x·y / √((x·x + ε)(y·y + ε)) with ε = 10⁻¹²: 0 with a vector of zeros.
///
/// - Parameters:
///   - x: of the same shape as `y`, `[…, features]`, any numbers.
///   - y: the other of each pair.
///   - targets: one for each pair, of the shape without the last axis; traps on a number that is neither
///     1 nor −1.
///   - margin: m, the cosine below which there is no loss where the target is −1; from −1 to 1, best 0
///     to 0.5.
///   - reduction: how the losses of pairs become one; see ``Reduction``.
/// - Returns: a single number, or one for each pair with the reduction `.none`.
public func cosineEmbeddingLoss<T: DifferentiableTensor>(
  _ x: T, _ y: T, _ targets: T, margin: Double = 0, reduction: Reduction = .mean
) -> T {
  checkPairs("cosineEmbeddingLoss", x, y, targets)
  checkSigns(of: targets, in: "cosineEmbeddingLoss")
  require(
    (-1...1).contains(margin),
    "cosineEmbeddingLoss: expected a margin from -1 to 1, found \(margin)")
  // PyTorch's is a number of single precision.
  let epsilon = Double(Float(1e-12))
  func length(_ vectors: T) -> T { ((vectors * vectors).sum(axis: -1) + epsilon).sqrt() }
  // Divided one by one: the product of the lengths could overflow.
  let cosine = (x * y).sum(axis: -1) / length(x) / length(y)
  return reduction(
    T.select(where: targets .== 1, 1 - cosine, (cosine - margin).clamped(to: 0...)))
}

/// The contrastive loss of Hadsell, Chopra & LeCun (2006, equation 4), (1 − t)·d²/2 +
/// t·max(0, m − d)²/2 of the Euclidean distance d of vectors x and y: pulls together what is similar,
/// t = 0, and pushes a margin apart what is not, t = 1.
///
/// Where x = y and t = 1 there is no direction to push in, and the gradient is 0.
///
/// - Parameters:
///   - x: of the same shape as `y`, `[…, features]`, any numbers.
///   - y: the other of each pair.
///   - targets: t, one for each pair, of the shape without the last axis: 0 of a similar and 1 of a
///     dissimilar pair, as in the paper. Traps on any other.
///   - margin: m, the distance from which on a dissimilar pair has no loss; traps unless it is above 0.
///   - reduction: how the losses of pairs become one; see ``Reduction``.
/// - Returns: a single number, or one for each pair with the reduction `.none`.
public func contrastiveLoss<T: DifferentiableTensor>(
  _ x: T, _ y: T, _ targets: T, margin: Double = 1, reduction: Reduction = .mean
) -> T {
  checkPairs("contrastiveLoss", x, y, targets)
  checkBits(of: targets, in: "contrastiveLoss")
  require(margin > 0, "contrastiveLoss: expected a margin above 0, found \(margin)")
  let difference = x - y
  let attraction = (difference * difference).sum(axis: -1)
  let repulsion = (margin - difference.norm(axis: -1)).relu().square()
  return reduction(0.5 * T.select(where: targets .== 0, attraction, repulsion))
}

/// max(0, m − t·(x − y)) of scores x and y: 0 where x exceeds y by the margin and t = 1, or y exceeds x
/// and t = −1; PyTorch's `margin_ranking_loss`.
///
/// - Parameters:
///   - x: of the same shape as `y`, any numbers.
///   - y: the other of each pair.
///   - targets: t, of the same shape; traps on a number that is neither 1 nor −1.
///   - margin: m, by how much the score that ranks higher must exceed the other for no loss.
///   - reduction: how the losses of elements become one; see ``Reduction``.
/// - Returns: a single number, or one for each element with the reduction `.none`.
public func marginRankingLoss<T: DifferentiableTensor>(
  _ x: T, _ y: T, _ targets: T, margin: Double = 0, reduction: Reduction = .mean
) -> T {
  checkSameShapes("marginRankingLoss", x, y, targets)
  checkSigns(of: targets, in: "marginRankingLoss")
  return reduction((margin - targets * (x - y)).clamped(to: 0...))
}

/// max(0, d(a, p) − d(a, n) + m) of anchors a, positives p and negatives n (Balntas et al., 2016): 0
/// where the negative is a margin farther from the anchor than the positive; PyTorch's
/// `triplet_margin_loss` and `triplet_margin_with_distance_loss`.
///
///     tripletMarginLoss(a, p, n)
///     tripletMarginLoss(a, p, n) { ($0 - $1).abs().max(axis: -1) }
///
/// - Parameters:
///   - anchors: a, `[…, features]`, any numbers.
///   - positives: p, of the same shape; traps on any other.
///   - negatives: n, of the same shape; traps on any other.
///   - margin: m; traps unless it is above 0.
///   - swap: whether the negative counts from the positive where that is closer (the paper's "distance
///     swap").
///   - distance: d; ``pairwiseDistance(_:_:order:epsilon:)`` unless another is given.
///   - reduction: how the losses of examples become one; see ``Reduction``.
/// - Returns: a single number, or one for each distance with the reduction `.none`.
public func tripletMarginLoss<T: DifferentiableTensor>(
  _ anchors: T, _ positives: T, _ negatives: T, margin: Double = 1, swap: Bool = false,
  reduction: Reduction = .mean, distance: (T, T) -> T = { pairwiseDistance($0, $1) }
) -> T {
  checkSameShapes("tripletMarginLoss", anchors, positives, negatives)
  require(margin > 0, "tripletMarginLoss: expected a margin above 0, found \(margin)")
  let near = distance(anchors, positives)
  var far = distance(anchors, negatives)
  if swap { far = far.minimum(distance(positives, negatives)) }
  return reduction((near - far + margin).clamped(to: 0...))
}

private func checkPairs<T: DifferentiableTensor>(_ loss: String, _ x: T, _ y: T, _ targets: T) {
  checkSameShapes(loss, x, y)
  require(
    x.rank > 0 && targets.shape.elementsEqual(x.shape.dropLast()),
    """
    \(loss): expected a target for each pair of vectors [..., features], found targets of shape \
    \(targets.shape) for vectors of shape \(x.shape)
    """)
}
