import SwiftGrad

func lossFunctions() throws {
  section("Numbers: how far off")
  func text(_ numbers: ValueTensor) -> String {
    if numbers.rank > 1 { return numbers.rows.map { "(\(text($0)))" }.joined(separator: " ") }
    return numbers.scalars.map { $0.readableText(digits: 3) }.joined(separator: ", ")
  }
  func report(_ name: String, at input: ValueTensor, _ loss: (ValueTensor) -> ValueTensor) {
    let x = ValueTensor.parameter(input)
    let result = loss(x)
    result.backward()
    print("\(name): \(result.item.readableText(digits: 6)), gradient \(text(x.grad))")
  }

  let predictions = ValueTensor([3, -0.5, 2, 7.5]), targets = ValueTensor([2.5, 0, 2.1, 7.8])
  report("squared error", at: predictions) { meanSquaredError($0, targets) }
  report("absolute error", at: predictions) { meanAbsoluteError($0, targets) }
  report("Huber", at: predictions) { huberLoss($0, targets) }
  report("smooth L1, β = 0.2", at: predictions) { smoothL1Loss($0, targets, beta: 0.2) }
  report("log cosh", at: predictions) { logCoshLoss($0, targets) }

  typealias Loss = (ValueTensor, Reduction) -> ValueTensor
  func draw(
    _ title: String, over range: ClosedRange<Double>, as axis: String, _ losses: [(String, Loss)]
  ) -> Panels {
    let places = ValueTensor.linearSpace(
      from: range.lowerBound, through: range.upperBound, count: 241)
    let curves = losses.map { name, loss in
      let x = ValueTensor.parameter(places)
      loss(x, .sum).backward()
      return (name: name, values: loss(x, .none).scalars, slopes: x.grad.scalars)
    }
    return Panels(title, columns: 2) {
      Plot("loss", x: axis) {
        for curve in curves { Line(x: places.scalars, y: curve.values, label: curve.name) }
      }
      Plot("slope", x: axis) {
        for curve in curves { Line(x: places.scalars, y: curve.slopes, label: curve.name) }
      }.legend(.hidden)
    }
  }
  let regression: [(String, Loss)] = [
    ("squared", { meanSquaredError($0, .zeros(like: $0), reduction: $1) }),
    ("absolute", { meanAbsoluteError($0, .zeros(like: $0), reduction: $1) }),
    ("Huber", { huberLoss($0, .zeros(like: $0), reduction: $1) }),
    ("log cosh", { logCoshLoss($0, .zeros(like: $0), reduction: $1) }),
  ]
  try draw("Only the square pulls harder from afar", over: -3...3, as: "error", regression)
    .write(to: "regression-losses.svg")

  section("The gradient is what counts")
  let measured = ValueTensor([1, 2, 3, 4, 100])
  for (name, loss) in regression {
    let guesses = ValueTensor.parameter(.full([5], 3))
    loss(guesses - measured, .sum).backward()
    let guess = ValueTensor.parameter(0.0)
    let optimizer = SGD([guess], learningRate: 0.02)
    for _ in 0..<1000 {
      optimizer.zeroGradients()
      loss(guess - measured, .mean).backward()
      optimizer.step()
    }
    print("\(name): pulls \(text(guesses.grad)), ends at \(guess.item.readableText(digits: 2))")
  }

  section("Yes or no")
  let probabilities = ValueTensor([0.9, 0.2, 0.8]), answers = ValueTensor([1, 0, 1])
  report("from probabilities", at: probabilities) { binaryCrossEntropy($0, answers) }
  let logits = (probabilities / (1 - probabilities)).log()
  print("logits:", text(logits))
  report("from logits", at: logits) { binaryCrossEntropy(logits: $0, answers) }

  section("A confident mistake")
  let yes = ValueTensor([1])
  for logit in [2.0, 0, -2, -5, -10] {
    let x = ValueTensor.parameter([logit])
    let entropy = gradient(of: binaryCrossEntropy(logits: x, yes), withRespectTo: x)
    let square = gradient(of: meanSquaredError(x.sigmoid(), yes), withRespectTo: x)
    print("logit \(logit): cross-entropy \(text(entropy)), squared error \(text(square))")
  }
  try draw(
    "The worse the mistake, the less the square cares", over: -8...8, as: "logit, target 1",
    [
      ("cross-entropy", { binaryCrossEntropy(logits: $0, .ones(like: $0), reduction: $1) }),
      ("squared error", { meanSquaredError($0.sigmoid(), .ones(like: $0), reduction: $1) }),
    ]
  ).write(to: "confident-mistake.svg")

  section("One of many")
  let scores = ValueTensor([[0.3, 0.7], [0.6, 0.4], [0.2, 0.8]]), labels = [1, 0, 1]
  print("softmax:", text(scores.softmax(axis: 1)))
  report("cross-entropy", at: scores) { crossEntropy($0, labels) }
  report("of log probabilities", at: scores) {
    negativeLogLikelihood($0.logSoftmax(axis: 1), labels)
  }
  report("with label smoothing", at: scores) { crossEntropy($0, labels, labelSmoothing: 0.1) }
  report("with class weights", at: scores) { crossEntropy($0, labels, classWeights: [3, 1]) }
  report("ignoring row 1", at: scores) { crossEntropy($0, [1, -100, 1], ignoreIndex: -100) }

  section("Logits of a thousand")
  let large = ValueTensor([[1000, 0]])
  let exponentials = large.exp()
  let naive = exponentials / exponentials.sum(axis: 1, keepingDimensions: true)
  print("as the formula stands:", text(naive))
  let largest = large.max(axis: 1, keepingDimensions: true)
  let logSum = largest + (large - largest).exp().sum(axis: 1, keepingDimensions: true).log()
  print("largest taken out:", text(logSum - large))
  func loss(ofLabel label: Int) -> String {
    crossEntropy(large, [label]).item.readableText(digits: 3)
  }
  print("crossEntropy:", loss(ofLabel: 0), loss(ofLabel: 1))

  section("A margin is enough")
  let signs = ValueTensor([1, 1, -1])
  let points = ValueTensor([2, 0.5, 0.3])
  report("hinge", at: points) { hingeLoss($0, signs) }
  report("squared hinge", at: points) { squaredHingeLoss($0, signs) }
  report("multi-margin", at: scores) { multiMarginLoss($0, labels) }
  try draw(
    "A hinge lets go, cross-entropy never does", over: -2...3, as: "score, target 1",
    [
      ("cross-entropy", { binaryCrossEntropy(logits: $0, .ones(like: $0), reduction: $1) }),
      ("hinge", { hingeLoss($0, .ones(like: $0), reduction: $1) }),
      ("squared hinge", { squaredHingeLoss($0, .ones(like: $0), reduction: $1) }),
    ]
  ).write(to: "hinge-losses.svg")

  section("Near and far")
  let anchor = ValueTensor([[1, 0]])
  let near = ValueTensor([[0.8, 0.6]]), far = ValueTensor([[0, 1]])
  let plus = ValueTensor([1]), minus = ValueTensor([-1]), zero = ValueTensor([0])
  print("distances:", text(pairwiseDistance(anchor, near)), text(pairwiseDistance(anchor, far)))
  report("contrastive, alike", at: near) { contrastiveLoss($0, anchor, zero, margin: 2) }
  report("contrastive, unlike", at: far) { contrastiveLoss($0, anchor, plus, margin: 2) }
  report("cosine, alike", at: near) { cosineEmbeddingLoss($0, anchor, plus) }
  report("cosine, unlike", at: near) { cosineEmbeddingLoss($0, anchor, minus) }
  report("triplet", at: near) { tripletMarginLoss(anchor, $0, far) }
  report("hinge embedding", at: ValueTensor([0.6, 1.4])) {
    hingeEmbeddingLoss($0, ValueTensor([1, -1]), margin: 2)
  }
  report("ranking", at: ValueTensor([0.5])) { marginRankingLoss($0, plus, plus, margin: 0.2) }
  func contrastive(_ target: Double) -> Loss {
    { distance, reduction in
      let vectors = distance.unsqueezed(axis: 1)
      return contrastiveLoss(
        vectors, .zeros(like: vectors), .full(like: distance, target), margin: 2,
        reduction: reduction)
    }
  }
  func hinge(_ target: Double) -> Loss {
    { hingeEmbeddingLoss($0, .full(like: $0, target), margin: 2, reduction: $1) }
  }
  try draw(
    "Pull what is alike, push what is not", over: 0.01...3, as: "distance, margin 2",
    [
      ("contrastive, alike", contrastive(0)), ("contrastive, unlike", contrastive(1)),
      ("hinge, alike", hinge(1)), ("hinge, unlike", hinge(-1)),
    ]
  ).write(to: "distance-losses.svg")

  section("Distributions")
  let wanted = ValueTensor([[0.5, 0.5, 0]]), said = ValueTensor([[0.7, 0.2, 0.1]])
  report("Kullback-Leibler", at: said.log()) { klDivergence($0, wanted, reduction: .sum) }
  report("cross-entropy", at: said.log()) { crossEntropy($0, wanted) }
  report("Poisson", at: ValueTensor([1, 2])) {
    poissonNegativeLogLikelihood($0, ValueTensor([3, 4]))
  }
  report("Gauss, means", at: ValueTensor([1, 5])) {
    gaussianNegativeLogLikelihood($0, ValueTensor([2, 2]), variances: ValueTensor([1, 1]))
  }
  report("Gauss, variances", at: ValueTensor([1, 1])) {
    gaussianNegativeLogLikelihood(ValueTensor([1, 5]), ValueTensor([2, 2]), variances: $0)
  }
  func divergence(_ p: ValueTensor, _ reduction: Reduction) -> ValueTensor {
    let both = stack([p, 1 - p], axis: 1)
    let wanted = ValueTensor([0.3, 0.7]).broadcast(to: both.shape)
    return reduction(klDivergence(both.log(), wanted, reduction: .none).sum(axis: 1))
  }
  try draw(
    "A constant apart, and one slope", over: 0.02...0.98, as: "probability, target 0.3",
    [
      ("cross-entropy", { binaryCrossEntropy($0, .full(like: $0, 0.3), reduction: $1) }),
      ("Kullback-Leibler", divergence),
    ]
  ).write(to: "divergence.svg")

  func poisson(_ count: Double) -> Loss {
    { poissonNegativeLogLikelihood($0, .full(like: $0, count), reduction: $1) }
  }
  try draw(
    "The best rate is the count", over: -1...2.5, as: "logarithm of the rate",
    [("count 1", poisson(1)), ("count 3", poisson(3)), ("count 6", poisson(6))]
  ).write(to: "poisson-loss.svg")
  func gauss(_ error: Double) -> Loss {
    { variance, reduction in
      gaussianNegativeLogLikelihood(
        .full(like: variance, error), .zeros(like: variance), variances: variance,
        reduction: reduction)
    }
  }
  try draw(
    "The best variance is the squared error", over: 0.5...6, as: "variance",
    [("error 1", gauss(1)), ("error 1.5", gauss(1.5)), ("error 2", gauss(2))]
  ).write(to: "gaussian-loss.svg")

  section("Regions of an image")
  let sure = ValueTensor([0.9, 0.8, 0.9, 0.6, 0.1, 0.2]), region = ValueTensor([1, 1, 1, 1, 0, 0])
  report("Dice", at: sure) { diceLoss($0, region) }
  report("IoU", at: sure) { iouLoss($0, region) }
  report("focal", at: ValueTensor([2, -2])) { focalLoss(logits: $0, ValueTensor([1, 1])) }

  let mask = ValueTensor([Double](repeating: 1, count: 4) + [Double](repeating: 0, count: 96))
  let segmentation: [(String, (ValueTensor) -> ValueTensor)] = [
    ("cross-entropy", { binaryCrossEntropy(logits: $0, mask) }),
    ("focal", { focalLoss(logits: $0, mask, alpha: nil) }),
    ("Dice", { diceLoss($0.sigmoid(), mask) }),
    ("IoU", { iouLoss($0.sigmoid(), mask) }),
  ]
  for (name, loss) in segmentation {
    let shares = [0.0, -3].map { logit in
      let x = ValueTensor.parameter(.full([100], logit))
      loss(x).backward()
      let pulls = x.grad.abs()
      return (100 * pulls[0..<4].sum() / pulls.sum()).item.readableText(digits: 2)
    }
    print("\(name): the region has \(shares[0]) % of the gradient, later \(shares[1]) %")
  }

  func overlap(
    _ loss: @escaping (ValueTensor, ValueTensor) -> ValueTensor
  ) -> Loss {
    { found, reduction in
      reduction(loss(found.unsqueezed(axis: 1) * mask, mask.broadcast(to: [241, 100])))
    }
  }
  try draw(
    "Overlap, measured in two ways", over: 0...1, as: "probability in the region, 0 outside",
    [
      ("Dice", overlap { diceLoss($0, $1, reduction: .none) }),
      ("IoU", overlap { iouLoss($0, $1, reduction: .none) }),
    ]
  ).write(to: "region-losses.svg")
  func focal(_ gamma: Double) -> Loss {
    { focalLoss(logits: $0, .ones(like: $0), alpha: nil, gamma: gamma, reduction: $1) }
  }
  try draw(
    "The larger γ, the less the easy ones count", over: -4...4, as: "logit, target 1",
    [("γ = 0", focal(0)), ("γ = 1", focal(1)), ("γ = 2", focal(2)), ("γ = 5", focal(5))]
  ).write(to: "focal-loss.svg")

  section("Sequences")
  let steps = ValueTensor([[[0.2, 0.7, 0.1]], [[0.5, 0.3, 0.2]], [[0.1, 0.2, 0.7]]])
  report("CTC of ab", at: steps.log()) { ctcLoss($0, [[1, 2]], reduction: .sum) }
  var total = 0.0
  for number in 0..<27 {
    let reading = [number / 9, number / 3 % 3, number % 3]
    let merged = reading.indices.filter { $0 == 0 || reading[$0] != reading[$0 - 1] }
    guard merged.map({ reading[$0] }).filter({ $0 != 0 }) == [1, 2] else { continue }
    let probability = zip(steps.rows, reading).map { $0[0, $1].item }.reduce(1, *)
    print(reading.map { ["−", "a", "b"][$0] }.joined(), probability.readableText(digits: 3))
    total += probability
  }
  let negativeLog = (-log(Value(total))).data.readableText(digits: 6)
  print("together: \(total.readableText(digits: 3)), −log of it \(negativeLog)")

  func reading(_ labels: [Int]) -> Loss {
    { p, reduction in
      let step = stack([1 - p, p], axis: 1).log()
      return ctcLoss(
        stack([step, step, step]), Array(repeating: labels, count: 241), reduction: reduction)
    }
  }
  try draw(
    "Two equal labels need a blank between", over: 0.05...0.95, as: "probability of a at each step",
    [("a", reading([1])), ("aa", reading([1, 1]))]
  ).write(to: "ctc-loss.svg")
}
