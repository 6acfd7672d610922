import Autograd
import NeuralNetworks
import ScalarEngine
import Testing

@Suite struct LossTests {
  struct Case: Decodable {
    let loss: String
    let reduction: String
    let shape: [Int]
    let inputs: [FixtureNumber]
    let targets: [FixtureNumber]
    let delta: Double?
    let labelSmoothing: Double?
    let classWeights: [Double]?
    let value: [FixtureNumber]
    let gradient: [FixtureNumber]
  }

  @Test(arguments: Engine.allCases)
  func lossesGiveWhatPyTorchGives(on engine: Engine) throws {
    func check<T: DifferentiableTensor>(_: T.Type) throws {
      let cases: [Case] = try Fixture.load("losses")
      #expect(cases.count > 50)
      for test in cases {
        let inputs = T.of(test.inputs.values, Shape(test.shape))
        let losses = try #require(loss(of: inputs, test), "\(test.loss)")
        let weights = (0..<losses.shape.elementCount).map { Double($0 + 1) }
        (losses * T.of(weights, losses.shape)).sum().backward()
        let place =
          "\(test.loss), \(test.reduction), \(test.labelSmoothing ?? 0), \(test.classWeights ?? [])"
        #expect(
          agree(losses.doubles, test.value.values, within: T.tolerance),
          "\(place): \(losses.doubles), not \(test.value.values)")
        #expect(
          agree(inputs.gradientDoubles, test.gradient.values, within: T.tolerance),
          "gradient of \(place): \(inputs.gradientDoubles), not \(test.gradient.values)")
      }
    }
    try check(engine.tensorType)
  }

  private func loss<T: DifferentiableTensor>(of inputs: T, _ test: Case) -> T? {
    let reductions = ["none": Reduction.none, "mean": .mean, "sum": .sum]
    guard let reduction = reductions[test.reduction] else { return nil }
    let labels = test.targets.values.map { Int($0) }
    let smoothing = test.labelSmoothing ?? 0
    func targets() -> T { .of(test.targets.values, inputs.shape) }
    switch test.loss {
    case "meanSquaredError": return meanSquaredError(inputs, targets(), reduction: reduction)
    case "meanAbsoluteError": return meanAbsoluteError(inputs, targets(), reduction: reduction)
    case "huberLoss":
      return huberLoss(inputs, targets(), delta: test.delta ?? 1, reduction: reduction)
    case "binaryCrossEntropy": return binaryCrossEntropy(inputs, targets(), reduction: reduction)
    case "binaryCrossEntropyOfLogits":
      return binaryCrossEntropy(logits: inputs, targets(), reduction: reduction)
    case "crossEntropy":
      return crossEntropy(
        inputs, labels, labelSmoothing: smoothing, classWeights: test.classWeights,
        reduction: reduction)
    case "crossEntropyOfProbabilities":
      return crossEntropy(
        inputs, targets(), labelSmoothing: smoothing, classWeights: test.classWeights,
        reduction: reduction)
    case "negativeLogLikelihood":
      return negativeLogLikelihood(
        inputs, labels, classWeights: test.classWeights, reduction: reduction)
    default: return nil
    }
  }

  @Test func theSecondDerivativeOfBinaryCrossEntropyIsRight() {
    let p = ValueTensor.parameter([0.3])
    let loss = binaryCrossEntropy(p, ValueTensor([1.0]))
    let slope = gradient(of: loss, withRespectTo: p, createGraph: true)
    // −log p has the derivatives −1/p and 1/p².
    let curvature = gradient(of: slope.sum(), withRespectTo: p)
    #expect(agree(slope.scalars, [-1 / 0.3], within: 1e-12))
    #expect(agree(curvature.scalars, [1 / 0.09], within: 1e-12))
  }

  @Test(arguments: Engine.allCases)
  func aVectorOfLogitsIsASingleRow(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let logits = T.of([1, 2, 3], [3])
      let loss = crossEntropy(logits, [2])
      loss.backward()
      #expect(loss.shape == [])
      #expect(agree(loss.doubles, [0.4076059644443803], within: T.tolerance))
      #expect(logits.grad.shape == [3])
    }
    check(engine.tensorType)
  }

  @Test(arguments: Engine.allCases)
  func examplesWorkedByHandHold(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let (predictions, targets) = (T([3, -0.5, 2, 7.5]), T([2.5, 0, 2.1, 7.8]))
      func expect(_ loss: T, _ value: Double) {
        #expect(agree([loss.item], [value], within: 1e-6))
      }
      expect(meanSquaredError(predictions, targets), 0.15)
      expect(meanAbsoluteError(predictions, targets), 0.35)
      expect(huberLoss(predictions, targets, delta: 1), 0.075)
      expect(binaryCrossEntropy(T([0.9, 0.2, 0.8]), T([1, 0, 1])), 0.183883)
      // The numbers are probabilities, but the loss takes them for logits.
      expect(crossEntropy(T([[0.3, 0.7], [0.6, 0.4], [0.2, 0.8]]), [1, 0, 1]), 0.516214)
    }
    check(engine.tensorType)
  }

  @Test(arguments: Engine.allCases)
  func extremesStayFinite(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let numbers = [-1000.0, -1, 0, 1000, -1000, 1000, 1, 1000]
      func expectFinite(_ name: String, _ loss: (T, T) -> T) {
        let (x, y) = (T.of(numbers, [4, 2]), T.of(numbers.reversed(), [4, 2]))
        let losses = loss(x, y)
        losses.sum().backward()
        let found = losses.doubles + x.gradientDoubles + y.gradientDoubles
        #expect(found.allSatisfy { $0.isFinite }, "\(name): \(found)")
      }
      let (signs, rows) = (T([[1, -1], [1, -1], [-1, 1], [-1, 1]]), T([1, -1, 1, -1]))
      let (bits, labels) = ((signs + 1) / 2, [0, 1, 1, 0])
      expectFinite("smoothL1Loss") { smoothL1Loss($0, $1, reduction: .none) }
      expectFinite("logCoshLoss") { logCoshLoss($0, $1, reduction: .none) }
      expectFinite("hingeLoss") { x, _ in hingeLoss(x, signs, reduction: .none) }
      expectFinite("squaredHingeLoss") { x, _ in squaredHingeLoss(x, signs, reduction: .none) }
      expectFinite("hingeEmbeddingLoss") { x, _ in hingeEmbeddingLoss(x, signs, reduction: .none) }
      expectFinite("multiMarginLoss") { x, _ in
        multiMarginLoss(x, labels, power: 2, reduction: .none)
      }
      expectFinite("klDivergence") { x, y in
        klDivergence(x.logSoftmax(axis: 1), y.softmax(axis: 1), reduction: .none)
      }
      expectFinite("klDivergence of logarithms") { x, y in
        klDivergence(
          x.logSoftmax(axis: 1), y.logSoftmax(axis: 1), logTargets: true, reduction: .none)
      }
      expectFinite("poissonNegativeLogLikelihood") { x, y in
        poissonNegativeLogLikelihood(
          x.abs(), y.abs(), logInput: false, full: true, reduction: .none)
          + poissonNegativeLogLikelihood(-x.abs(), y.abs(), reduction: .none)
      }
      expectFinite("gaussianNegativeLogLikelihood") { x, y in
        gaussianNegativeLogLikelihood(x, y, variances: x.abs(), reduction: .none)
          + gaussianNegativeLogLikelihood(x, y, variances: T.zeros(like: x), reduction: .none)
      }
      expectFinite("cosineEmbeddingLoss") { cosineEmbeddingLoss($0, $1, rows, reduction: .none) }
      expectFinite("contrastiveLoss") { contrastiveLoss($0, $1, (rows + 1) / 2, reduction: .none) }
      expectFinite("contrastiveLoss of equals") { x, _ in
        contrastiveLoss(x, x, T.ones([4]), reduction: .none)
      }
      expectFinite("marginRankingLoss") { marginRankingLoss($0, $1, signs, reduction: .none) }
      expectFinite("tripletMarginLoss") { tripletMarginLoss($0, $1, -$0, reduction: .none) }
      expectFinite("diceLoss") { diceLoss($0.sigmoid(), $1.sigmoid(), reduction: .none) }
      expectFinite("iouLoss") { iouLoss($0.sigmoid(), $1.sigmoid(), reduction: .none) }
      for gamma in [0, 0.5, 2] {
        expectFinite("focalLoss") { x, _ in
          focalLoss(logits: x, bits, gamma: gamma, reduction: .none)
        }
      }
      expectFinite("ctcLoss") { x, y in
        ctcLoss(stack([x, y, x]).logSoftmax(axis: 2), [[1], [], [1, 1], [1]], reduction: .none)
      }
      expectFinite("ctcLoss of what cannot be") { x, y in
        ctcLoss(
          stack([x, y, x]).logSoftmax(axis: 2), [[1, 1, 1], [], [1, 1], [1]], zeroInfinity: true,
          reduction: .none)
      }
      expectFinite("crossEntropy") { x, _ in
        crossEntropy(x.reshaped([2, 2, 2]), [0, 9, 1, 0], ignoreIndex: 9, reduction: .none)
      }
    }
    check(engine.tensorType)
  }

  @Test(arguments: Engine.allCases)
  func anIgnoredInfiniteLossIsNone(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let logits = T.of([-.infinity, 1, 2, 0, 1, 2], [2, 3])
      let loss = crossEntropy(logits, [-100, 2], ignoreIndex: -100)
      loss.backward()
      #expect(agree(loss.doubles, [0.4076059644443803], within: T.tolerance))
      #expect(Array(logits.gradientDoubles[..<3]) == [0, 0, 0])
    }
    check(engine.tensorType)
  }

  @Test func aTargetOfNoProbabilityIsNoDivergence() {
    let x = ValueTensor.parameter([-.infinity, 0])
    let loss = klDivergence(x, ValueTensor([0.0, 1]), reduction: .sum)
    loss.backward()
    #expect(loss.item == 0 && x.grad.scalars == [0, -1])
    let logs = klDivergence(
      x, ValueTensor([-.infinity, 0]), logTargets: true, reduction: .sum)
    #expect(logs.item == 0)
  }

  @Test func gradientsAreTheMeasuredSlopes() {
    var generator = SeededGenerator(seed: 5)
    func numbers(_ shape: Shape) -> ValueTensor {
      .of((0..<shape.elementCount).map { _ in generator.uniform(in: -2...2) }, shape)
    }
    func check(_ point: [ValueTensor], _ loss: ([ValueTensor]) -> ValueTensor) {
      let check = GradientCheck(at: point) { loss($0).tanh().sum() }
      #expect(check.passes, "\(check)")
    }
    let (x, y, signs) = (numbers([3, 4]), numbers([3, 4]), ValueTensor([1.0, -1, -1]))
    check([x, y]) { logCoshLoss($0[0], $0[1], reduction: .none) }
    check([x, y]) {
      klDivergence($0[0].logSoftmax(axis: 1), $0[1].softmax(axis: 1), reduction: .none)
    }
    check([x, y]) {
      gaussianNegativeLogLikelihood($0[0], $0[1], variances: $0[0].exp(), reduction: .none)
    }
    check([x, y]) { poissonNegativeLogLikelihood($0[0], $0[1].exp(), full: true, reduction: .none) }
    check([x, y]) { cosineEmbeddingLoss($0[0], $0[1], signs, margin: -1, reduction: .none) }
    check([x, y]) { contrastiveLoss($0[0], $0[1], (signs + 1) / 2, margin: 9, reduction: .none) }
    check([x, y]) { diceLoss($0[0].sigmoid(), $0[1].sigmoid(), reduction: .none) }
    check([x, y]) { iouLoss($0[0].sigmoid(), $0[1].sigmoid(), reduction: .none) }
    check([x, y]) { x in
      focalLoss(logits: x[0], ValueTensor.ones([3, 4]), gamma: 1.5, reduction: .none)
    }
    check([x, y]) { tripletMarginLoss($0[0], $0[1], $0[0].sin(), margin: 9, reduction: .none) }
    // The logarithms themselves, whether or not they add up to a distribution.
    check([-numbers([5, 2, 3]).exp()]) {
      ctcLoss($0[0], [[1, 1], [2]], inputLengths: [5, 4], reduction: .none) / 10
    }
  }

  @Test func argumentsThatDoNotFitAreNamed() async {
    let signs = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = hingeLoss(ValueTensor([0.5, 2]), ValueTensor([1.0, 0]))
    }
    expectMessage(of: signs, contains: "hingeLoss: expected targets of 1 or -1", "found 0")
    let pairs = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = cosineEmbeddingLoss(
        ValueTensor.zeros([2, 3]), ValueTensor.zeros([2, 3]), ValueTensor([1.0, 1, 1]))
    }
    expectMessage(
      of: pairs, contains: "cosineEmbeddingLoss: expected a target for each pair", "[3]", "[2, 3]")
    let triplets = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = tripletMarginLoss(
        ValueTensor.zeros([2, 3]), ValueTensor.zeros([2, 3]), ValueTensor.zeros([2, 4]))
    }
    expectMessage(
      of: triplets,
      contains: "tripletMarginLoss: expected inputs of one shape, found [2, 3], [2, 3], [2, 4]")
    let likely = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = klDivergence(ValueTensor([0.25, 0.75]), ValueTensor([0.5, 0.5]))
    }
    expectMessage(
      of: likely, contains: "klDivergence: expected log probabilities, 0 or less, found 0.25")
    let region = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = diceLoss(ValueTensor([1000.0]), ValueTensor([1.0]))
    }
    expectMessage(of: region, contains: "diceLoss: expected probabilities from 0 to 1, found 1000")
    let variance = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = gaussianNegativeLogLikelihood(
        ValueTensor.zeros([2, 3]), ValueTensor.zeros([2, 3]), variances: ValueTensor.ones([3]))
    }
    expectMessage(of: variance, contains: "variances of shape [3] do not fit means of shape [2, 3]")
    let blank = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ctcLoss(ValueTensor.full([4, 2, 3], -1), [[1], [0, 2]])
    }
    expectMessage(of: blank, contains: "ctcLoss: label 0 of example 1", "the blank 0")
    let images = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = crossEntropy(ValueTensor.zeros([2, 3, 4, 4]), [0, 1])
    }
    expectMessage(
      of: images, contains: "crossEntropy: 2 labels do not fit logits of shape [2, 3, 4, 4]",
      "expected 32, one for each row and place")
  }

  @Test func refusalsNameTheLossAndBothShapes() async {
    let regression = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = meanSquaredError(ValueTensor.zeros([2, 3]), ValueTensor.zeros([3]))
    }
    expectMessage(of: regression, contains: "meanSquaredError", "[2, 3]", "[3]")
    let labels = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = crossEntropy(ValueTensor.zeros([2, 3]), [0, 1, 2], labelSmoothing: 0.1)
    }
    expectMessage(of: labels, contains: "crossEntropy", "3 labels", "[2, 3]")
    let range = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = crossEntropy(ValueTensor.zeros([2, 3]), [0, 3])
    }
    expectMessage(of: range, contains: "crossEntropy", "label 3 in row 1")
    let weights = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = negativeLogLikelihood(ValueTensor.zeros([2, 3]), [0, 1], classWeights: [1, 2])
    }
    expectMessage(of: weights, contains: "negativeLogLikelihood", "2 class weights", "3 classes")
    let rank = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = crossEntropy(ValueTensor.zeros([]), [0, 1])
    }
    expectMessage(of: rank, contains: "crossEntropy: expected logits", "found shape []")
    let logits = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = binaryCrossEntropy(ValueTensor([3.2]), ValueTensor([1.0]))
    }
    expectMessage(of: logits, contains: "3.2 is not a probability")
    let delta = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = huberLoss(ValueTensor([3.2]), ValueTensor([1.0]), delta: 0)
    }
    expectMessage(of: delta, contains: "delta must be above 0")
  }

  @Test func mistakenTargetsAreNamed() async {
    let classes = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = crossEntropy(ValueTensor.zeros([2, 3]), ValueTensor.zeros([2]))
    }
    expectMessage(
      of: classes, contains: "crossEntropy: expected a probability of each class, of shape [2, 3]",
      "found targets of shape [2]", "labels: [Int]")
    let ignored = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = crossEntropy(ValueTensor.zeros([2, 3]), [0, -1], labelSmoothing: 0.1)
    }
    expectMessage(of: ignored, contains: "crossEntropy: label -1 in row 1 is not one of 3 classes")
    let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = negativeLogLikelihood(ValueTensor.zeros([2, 3]), [-1, 0])
    }
    expectMessage(of: negative, contains: "negativeLogLikelihood: label -1 in row 0")
    let likely = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = negativeLogLikelihood(ValueTensor(rows: [[0.25, 0.75]]), [0])
    }
    expectMessage(
      of: likely, contains: "expected log probabilities", "found 0.25", "logSoftmax")
  }
}
