import Autograd

/// 1 − (2·Σ p·t + s) / (Σ p + Σ t + s), one minus the coefficient of Dice (1945), of each example's
/// probabilities p and targets t: how little two regions overlap, whatever their size (Milletari et al.,
/// 2016, with plain sums below the line).
///
///     diceLoss(model(images).sigmoid(), masks)   // both [examples, height, width]
///
/// - Parameters:
///   - probabilities: p, `[examples, …]`, or `[places]` for a single example; traps on a number outside
///     of 0 to 1: logits go through `sigmoid()` first.
///   - targets: t, of the same shape, from 0 to 1; traps on others.
///   - smoothing: s, 0 or above. Above 0, an example without a region in either has the loss 0; with 0 it
///     is NaN.
///   - reduction: how the losses of examples become one; see ``Reduction``.
/// - Returns: a single number, or one for each example with the reduction `.none`.
public func diceLoss<T: DifferentiableTensor>(
  _ probabilities: T, _ targets: T, smoothing: Double = 1, reduction: Reduction = .mean
) -> T {
  let sums = overlap("diceLoss", probabilities, targets, smoothing)
  return reduction(1 - (2 * sums.both + smoothing) / (sums.total + smoothing))
}

/// 1 − (Σ p·t + s) / (Σ p + Σ t − Σ p·t + s), one minus the intersection over the union (IoU, the index
/// of Jaccard, 1901), of each example's probabilities p and targets t (Rahman & Wang, 2016).
///
/// - Parameters:
///   - probabilities: p, `[examples, …]`, or `[places]` for a single example; traps on a number outside
///     of 0 to 1: logits go through `sigmoid()` first.
///   - targets: t, of the same shape, from 0 to 1; traps on others.
///   - smoothing: s, 0 or above. Above 0, an example without a region in either has the loss 0; with 0 it
///     is NaN.
///   - reduction: how the losses of examples become one; see ``Reduction``.
/// - Returns: a single number, or one for each example with the reduction `.none`.
public func iouLoss<T: DifferentiableTensor>(
  _ probabilities: T, _ targets: T, smoothing: Double = 1, reduction: Reduction = .mean
) -> T {
  let sums = overlap("iouLoss", probabilities, targets, smoothing)
  return reduction(1 - (sums.both + smoothing) / (sums.total - sums.both + smoothing))
}

/// The focal loss −αₜ·(1 − pₜ)^γ·log pₜ (Lin et al., 2017, equation 5) from logits x, where pₜ is
/// sigmoid(x) or 1 minus it, as the target says: the cross-entropy with less weight on what is right
/// already; finite at ±1000.
///
/// - Parameters:
///   - logits: x, any numbers, of the same shape as the targets.
///   - targets: 1 for what is looked for, 0 for the rest; traps on others.
///   - alpha: the weight αₜ of the ones, 1 − α that of the zeros; from 0 to 1. With `nil` all weigh 1.
///   - gamma: γ, 0 or above; with 0 it is ``binaryCrossEntropy(logits:_:reduction:)`` times αₜ.
///   - reduction: how the losses of elements become one; see ``Reduction``.
/// - Returns: a single number, or one for each element with the reduction `.none`.
public func focalLoss<T: DifferentiableTensor>(
  logits: T, _ targets: T, alpha: Double? = 0.25, gamma: Double = 2, reduction: Reduction = .mean
) -> T {
  checkShapes("focalLoss", logits, targets)
  checkBits(of: targets, in: "focalLoss")
  require(gamma >= 0, "focalLoss: expected a gamma of 0 or above, found \(gamma)")
  // On the target's side positive: pₜ = sigmoid of it, 1 − pₜ = exp(−softplus of it).
  let sided = (2 * targets - 1) * logits
  let losses = (-gamma * sided.softplus()).exp() * (-sided).softplus()
  guard let alpha else { return reduction(losses) }
  require((0...1).contains(alpha), "focalLoss: expected an alpha from 0 to 1, found \(alpha)")
  return reduction(T.select(where: targets .== 1, alpha * losses, (1 - alpha) * losses))
}

/// Of each example, Σ p·t and Σ p + Σ t.
private func overlap<T: DifferentiableTensor>(
  _ loss: String, _ probabilities: T, _ targets: T, _ smoothing: Double
) -> (both: T, total: T) {
  checkShapes(loss, probabilities, targets)
  require(
    probabilities.rank > 0, "\(loss): expected probabilities [examples, ...], found shape []")
  checkProbabilities(probabilities, in: loss)
  checkProbabilities(targets, named: "targets", in: loss)
  require(smoothing >= 0, "\(loss): expected a smoothing of 0 or above, found \(smoothing)")
  let axes = probabilities.rank == 1 ? [0] : Array(1..<probabilities.rank)
  return (
    (probabilities * targets).sum(axes: axes), (probabilities + targets).sum(axes: axes)
  )
}
