import Autograd

/// The loss of connectionist temporal classification (Graves et al., 2006): −log of the probability of a
/// sequence of labels, summed over all ways to spread it over the time steps; PyTorch's `ctc_loss`.
///
/// At each step a network gives the probability of each class, one of which, the blank, means "nothing
/// new". A way of reading becomes labels when repeated classes are merged and blanks are dropped: with −
/// for the blank, both `aa−ab` and `−a−ab` read `aab`. Equal labels in a row need a blank between them. A
/// sequence that does not fit into its steps has the probability 0 and the loss ∞, without a gradient.
///
///     let outputs = model(sounds).logSoftmax(axis: 2)   // [steps, examples, classes]
///     let loss = ctcLoss(outputs, [[3, 1, 1], [2]])
///
/// The sums run forward in time over logarithms (equations 6 and 7), all examples at once.
///
/// - Parameters:
///   - logProbabilities: `[steps, examples, classes]`, such as `logSoftmax(axis: 2)` gives; traps on other
///     shapes and on a number above 0, which is no log probability.
///   - targets: the labels of each example, of any lengths; traps unless there is one array for each
///     example, of classes other than the blank.
///   - inputLengths: how many steps of each example count, up to all of them, which is the default.
///   - blank: the class that is not a label.
///   - zeroInfinity: whether a loss of ∞ becomes 0.
///   - reduction: the mean is of the losses each divided by its number of labels, at least 1, as in
///     PyTorch.
/// - Returns: a single number, or one for each example with the reduction `.none`.
public func ctcLoss<T: DifferentiableTensor>(
  _ logProbabilities: T, _ targets: [[Int]], inputLengths: [Int]? = nil, blank: Int = 0,
  zeroInfinity: Bool = false, reduction: Reduction = .mean
) -> T {
  let shape = logProbabilities.shape
  require(
    shape.rank == 3,
    "ctcLoss: expected log probabilities [steps, examples, classes], found \(shape)")
  let (stepCount, exampleCount, classCount) = (shape[0], shape[1], shape[2])
  let inputLengths = inputLengths ?? Array(repeating: stepCount, count: exampleCount)
  checkSequences(targets, inputLengths, blank, fit: shape)
  checkLogProbabilities(logProbabilities, in: "ctcLoss")

  // Labels with a blank before, between and after: the states of a reading, one after the other.
  let states = targets.map { labels in [blank] + labels.flatMap { [$0, blank] } }
  let stateCount = states.map(\.count).max() ?? 1
  let padded = states.map { $0 + Array(repeating: blank, count: stateCount - $0.count) }
  let emissions = logProbabilities.reshaped([stepCount * exampleCount * classCount])
    .gather(
      indices: (0..<stepCount * exampleCount).flatMap { row in
        padded[row % exampleCount].map { row * classCount + $0 }
      }
    )
    // A probability of 0 must stay finite, too.
    .clamped(to: impossible...)
    .reshaped([stepCount, exampleCount, stateCount])
  // Only a label other than the one before may be entered past the blank between them.
  let skips = padded.map { states in
    states.indices.map { $0 >= 2 && states[$0] != states[$0 - 2] ? 0 : impossible }
  }
  let skipping = T(skips.flatMap { $0.map { T.Scalar($0) } }, shape: [exampleCount, stateCount])

  // α of each state, after two that cannot be; before the first step, all is in the first blank.
  let before = T.full([exampleCount, 2], impossible)
  let start = [impossible, impossible, 0] + Array(repeating: impossible, count: stateCount - 1)
  var alphas = [
    T(start.map { T.Scalar($0) }).broadcast(to: [exampleCount, stateCount + 2])
  ]
  for emission in entries(of: emissions) {
    let alpha = alphas[alphas.count - 1]
    let ways = stack([
      alpha[.all, 2...], alpha[.all, 1..<stateCount + 1], alpha[.all, 0..<stateCount] + skipping,
    ])
    alphas.append(
      concatenate([before, ways.logSumExp(axis: 0) + emission], axis: 1))
  }

  // A reading ends in the last label or the blank after it.
  let ends = (0..<exampleCount).flatMap { example in
    let row = (inputLengths[example] * exampleCount + example) * (stateCount + 2)
    return [row + states[example].count, row + states[example].count + 1]
  }
  let losses = -concatenate(alphas, axis: 0).flattened().gather(indices: ends)
    .reshaped([exampleCount, 2]).logSumExp(axis: 1)
  let finite = losses.replacing(
    with: zeroInfinity ? 0 : .infinity, where: losses .> -impossible / 2)
  guard reduction == .mean else { return reduction(finite) }
  return (finite / T(targets.map { T.Scalar(max(1, $0.count)) })).mean()
}

/// The logarithm of what cannot be. Not −∞: differences of infinities, which the gradient of a sum of
/// exponentials takes, would be NaN.
private let impossible = -1e30

/// The entries of the first axis, by halves of halves. The gradient of a slice is as large as what it was cut from: cut from the whole,
/// those of all steps would take the square of their number.
private func entries<T: DifferentiableTensor>(of tensor: T) -> [T] {
  switch tensor.shape[0] {
  case 0: []
  case 1: [tensor.squeezed(axis: 0)]
  default: tensor.split(into: 2).flatMap { entries(of: $0) }
  }
}

private func checkSequences(
  _ targets: [[Int]], _ inputLengths: [Int], _ blank: Int, fit shape: Shape
) {
  require(
    targets.count == shape[1] && inputLengths.count == shape[1],
    """
    ctcLoss: expected labels and an input length for each of \(shape[1]) examples, found \
    \(targets.count) arrays of labels and \(inputLengths.count) lengths
    """)
  require(
    (0..<shape[2]).contains(blank),
    "ctcLoss: blank \(blank) is not one of \(shape[2]) classes, which count from 0")
  for (example, length) in inputLengths.enumerated() {
    require(
      (0...shape[0]).contains(length),
      "ctcLoss: expected an input length of up to \(shape[0]) steps, found \(length) for example \(example)"
    )
  }
  for (example, labels) in targets.enumerated() {
    for label in labels {
      require(
        (0..<shape[2]).contains(label) && label != blank,
        """
        ctcLoss: label \(label) of example \(example) is not one of \(shape[2]) classes, which count \
        from 0, other than the blank \(blank)
        """)
    }
  }
}
