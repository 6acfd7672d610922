import Autograd

// What losses ask of their arguments: each traps with a message that names the loss, what it expects
// and what it found.

/// Traps unless the shapes are equal: stretching one of them would hide a mistake.
func checkShapes<T: DifferentiableTensor>(_ loss: String, _ predictions: T, _ targets: T) {
  require(
    predictions.shape == targets.shape,
    "\(loss): predictions of shape \(predictions.shape) do not fit targets of shape \(targets.shape)"
  )
}

/// Traps on inputs that are not of one shape.
func checkSameShapes<T: DifferentiableTensor>(_ loss: String, _ inputs: T...) {
  require(
    inputs.allSatisfy { $0.shape == inputs[0].shape },
    "\(loss): expected inputs of one shape, found \(inputs.map { "\($0.shape)" }.joined(separator: ", "))"
  )
}

/// Traps on a number that does not fit; `expectation` says what does.
func checkNumbers<T: DifferentiableTensor>(
  of tensor: T, in loss: String, expected expectation: String, fits: (Double) -> Bool
) {
  guard let found = tensor.scalars.first(where: { !fits(Double($0)) }) else { return }
  fatalError("\(loss): expected \(expectation), found \(found)")
}

/// Traps on targets other than 1 and −1, which part what belongs together from what does not.
func checkSigns<T: DifferentiableTensor>(of targets: T, in loss: String) {
  checkNumbers(
    of: targets, in: loss, expected: "targets of 1 or -1 (of 0 and 1, 2 * targets - 1 makes them)"
  ) { $0 == 1 || $0 == -1 }
}

/// Traps on targets other than 0 and 1.
func checkBits<T: DifferentiableTensor>(of targets: T, in loss: String) {
  checkNumbers(of: targets, in: loss, expected: "targets of 0 or 1") { $0 == 0 || $0 == 1 }
}

/// Traps on a number outside of 0 to 1; NaN passes.
func checkProbabilities<T: DifferentiableTensor>(
  _ probabilities: T, named name: String = "probabilities", in loss: String
) {
  checkNumbers(of: probabilities, in: loss, expected: "\(name) from 0 to 1") {
    !($0 < 0 || $0 > 1)
  }
}

/// Traps on a number above 0, which is no log probability; NaN passes.
func checkLogProbabilities<T: DifferentiableTensor>(
  _ logProbabilities: T, in loss: String, advice: String = ""
) {
  // What rounding may leave above 0 is less.
  guard let positive = logProbabilities.scalars.first(where: { $0 > 1e-5 }) else { return }
  fatalError(
    """
    \(loss): expected log probabilities, 0 or less, found \(positive); logits go through logSoftmax along \
    their classes first\(advice)
    """)
}

/// Traps unless there is a label for each row, each one of the classes.
///
/// - Parameters:
///   - rows: the shape `[rows, classes]`.
///   - scores: what the labels have to fit, by name and shape.
func checkLabels(_ labels: [Int], rows: Shape, of scores: (String, Shape), in loss: String) {
  let (name, shape) = scores
  require(
    labels.count == rows[0],
    """
    \(loss): \(labels.count) labels do not fit \(name) of shape \(shape); expected \(rows[0]), one for each \
    row\(shape.rank > 2 ? " and place" : "")
    """)
  for (row, label) in labels.enumerated() {
    require(
      (0..<rows[1]).contains(label),
      "\(loss): label \(label) in row \(row) is not one of \(rows[1]) classes, which count from 0")
  }
}

/// Traps unless there is a weight for each class.
func checkWeights(_ classWeights: [Double]?, classCount: Int, in loss: String) {
  guard let classWeights else { return }
  require(
    classWeights.count == classCount,
    "\(loss): \(classWeights.count) class weights do not fit \(classCount) classes")
}
