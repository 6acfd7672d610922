import Autograd
import NeuralNetworks
import ScalarEngine
import Testing

/// Losses of one input or more, and those of `LossTests` with images of labels and ignored labels.
@Suite struct LossFixtureTests {
  struct Case: Decodable {
    let loss: String
    let reduction: String
    let shapes: [[Int]]
    let inputs: [[FixtureNumber]]
    let targetShape: [Int]?
    let targets: [FixtureNumber]?
    let labels: [Int]?
    let options: Options
    let value: [FixtureNumber]
    let gradients: [[FixtureNumber]]
  }

  struct Options: Decodable {
    let beta, margin, smoothing, alpha, gamma, epsilon, order, labelSmoothing: Double?
    let power, logInput, logTargets, full, swap, taxicab, ignoreIndex: Int?
    let classWeights: [Double]?
  }

  /// Losses that PyTorch has not: their gradients are measured slopes.
  private static let measured: Set = [
    "logCoshLoss", "hingeLoss", "squaredHingeLoss", "contrastiveLoss", "diceLoss", "iouLoss",
    "focalLoss",
  ]

  @Test(arguments: Engine.allCases)
  func lossesAndGradientsAreThoseOfThePeers(on engine: Engine) throws {
    func check<T: DifferentiableTensor>(_: T.Type) throws {
      let cases: [Case] = try Fixture.load("loss_gradients")
      #expect(Set(cases.map(\.loss)).count == 20)
      for test in cases {
        let inputs = zip(test.inputs, test.shapes).map { T.of($0.values, Shape($1)) }
        let losses = try #require(loss(of: inputs, test), "\(test.loss)")
        let place = "\(test.loss), \(test.reduction), \(test.options)"
        #expect(
          agree(losses.doubles, test.value.values, within: T.tolerance),
          "\(place): \(losses.doubles), not \(test.value.values)")
        let weights = (0..<losses.elementCount).map { Double($0 + 1) }
        (losses * T.of(weights, losses.shape)).sum().backward()
        let tolerance = Self.measured.contains(test.loss) ? max(1e-6, T.tolerance) : T.tolerance
        for (input, gradient) in zip(inputs, test.gradients) {
          #expect(
            agree(input.gradientDoubles, gradient.values, within: tolerance),
            "gradient of \(place): \(input.gradientDoubles), not \(gradient.values)")
        }
      }
    }
    try check(engine.tensorType)
  }

  private func loss<T: DifferentiableTensor>(of x: [T], _ test: Case) -> T? {
    let reductions = ["none": Reduction.none, "mean": .mean, "sum": .sum]
    guard let reduction = reductions[test.reduction] else { return nil }
    let options = test.options
    let margin = options.margin ?? 1
    let labels = test.labels ?? []
    let targets: T =
      test.targets.map { .of($0.values, Shape(test.targetShape ?? []), requiresGradient: false) }
      ?? x[x.count - 1]
    switch test.loss {
    case "smoothL1Loss":
      return smoothL1Loss(x[0], targets, beta: options.beta ?? 1, reduction: reduction)
    case "logCoshLoss": return logCoshLoss(x[0], targets, reduction: reduction)
    case "hingeLoss": return hingeLoss(x[0], targets, margin: margin, reduction: reduction)
    case "squaredHingeLoss":
      return squaredHingeLoss(x[0], targets, margin: margin, reduction: reduction)
    case "hingeEmbeddingLoss":
      return hingeEmbeddingLoss(x[0], targets, margin: margin, reduction: reduction)
    case "multiMarginLoss":
      return multiMarginLoss(
        x[0], labels, power: options.power ?? 1, margin: margin,
        classWeights: options.classWeights, reduction: reduction)
    case "klDivergence":
      return klDivergence(
        x[0], targets, logTargets: options.logTargets == 1, reduction: reduction)
    case "poissonNegativeLogLikelihood":
      return poissonNegativeLogLikelihood(
        x[0], targets, logInput: options.logInput == 1, full: options.full == 1,
        reduction: reduction)
    case "gaussianNegativeLogLikelihood":
      return gaussianNegativeLogLikelihood(
        x[0], x[1], variances: x[2], full: options.full == 1, epsilon: options.epsilon ?? 1e-6,
        reduction: reduction)
    case "pairwiseDistance": return pairwiseDistance(x[0], x[1], order: options.order ?? 2)
    case "cosineEmbeddingLoss":
      return cosineEmbeddingLoss(x[0], x[1], targets, margin: margin, reduction: reduction)
    case "contrastiveLoss":
      return contrastiveLoss(x[0], x[1], targets, margin: margin, reduction: reduction)
    case "marginRankingLoss":
      return marginRankingLoss(x[0], x[1], targets, margin: margin, reduction: reduction)
    case "tripletMarginLoss":
      if options.taxicab == 1 {
        return tripletMarginLoss(x[0], x[1], x[2], reduction: reduction) {
          ($0 - $1).abs().sum(axis: -1)
        }
      }
      return tripletMarginLoss(
        x[0], x[1], x[2], margin: margin, swap: options.swap == 1, reduction: reduction)
    case "diceLoss":
      return diceLoss(x[0], targets, smoothing: options.smoothing ?? 1, reduction: reduction)
    case "iouLoss":
      return iouLoss(x[0], targets, smoothing: options.smoothing ?? 1, reduction: reduction)
    case "focalLoss":
      return focalLoss(
        logits: x[0], targets, alpha: options.alpha, gamma: options.gamma ?? 2,
        reduction: reduction)
    case "crossEntropy":
      return crossEntropy(
        x[0], labels, labelSmoothing: options.labelSmoothing ?? 0,
        classWeights: options.classWeights, ignoreIndex: options.ignoreIndex, reduction: reduction)
    case "crossEntropyOfProbabilities":
      return crossEntropy(
        x[0], targets, labelSmoothing: options.labelSmoothing ?? 0,
        classWeights: options.classWeights, reduction: reduction)
    case "negativeLogLikelihood":
      return negativeLogLikelihood(
        x[0], labels, classWeights: options.classWeights, ignoreIndex: options.ignoreIndex,
        reduction: reduction)
    default: return nil
    }
  }

  struct Alignment: Decodable {
    let reduction: String
    let shape: [Int]
    let logits: [FixtureNumber]
    let labels: [[Int]]
    let inputLengths: [Int]?
    let blank: Int
    let zeroInfinity: Bool
    let value: [FixtureNumber]
    let gradient: [FixtureNumber]?
  }

  @Test(arguments: Engine.allCases)
  func alignmentsAreSummedAsInPyTorch(on engine: Engine) throws {
    func check<T: DifferentiableTensor>(_: T.Type) throws {
      let cases: [Alignment] = try Fixture.load("alignments")
      let infinite = cases.filter { $0.value.values.contains(.infinity) }
      #expect(cases.count > 50 && !infinite.isEmpty)
      for test in cases {
        let logits = T.of(test.logits.values, Shape(test.shape))
        let reduction = try #require(
          ["none": Reduction.none, "mean": .mean, "sum": .sum][test.reduction])
        let losses = ctcLoss(
          logits.logSoftmax(axis: 2), test.labels, inputLengths: test.inputLengths,
          blank: test.blank, zeroInfinity: test.zeroInfinity, reduction: reduction)
        let place =
          "\(test.labels), \(test.inputLengths ?? []), \(test.reduction), \(test.zeroInfinity)"
        #expect(
          agree(losses.doubles, test.value.values, within: T.tolerance),
          "\(place): \(losses.doubles), not \(test.value.values)")
        let weights = (0..<losses.elementCount).map { Double($0 + 1) }
        (losses * T.of(weights, losses.shape)).sum().backward()
        let gradient = logits.gradientDoubles
        #expect(gradient.allSatisfy { $0.isFinite }, "\(place): \(gradient)")
        if let expected = test.gradient?.values {
          #expect(
            agree(gradient, expected, within: 10 * T.tolerance),
            "gradient of \(place): \(gradient), not \(expected)")
        }
      }
    }
    try check(engine.tensorType)
  }

  @Test(arguments: Engine.allCases)
  func certaintiesAlign(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      // Each step of the first example is 1 or 2, with even chances; the second reads 1, 2 without a doubt.
      let (half, none) = (-0.6931471805599453, -Double.infinity)
      let x = T.of(
        [none, half, half, none, 0, none, none, half, half, none, none, 0], [2, 2, 3])
      let losses = ctcLoss(x, [[1], [1, 2]], reduction: .none)
      losses.sum().backward()
      #expect(agree(losses.doubles, [-2 * half, 0], within: T.tolerance))
      #expect(
        agree(x.gradientDoubles, [0, -1, 0, 0, -1, 0, 0, -1, 0, 0, 0, -1], within: T.tolerance))
      // No step reads 2 first.
      #expect(ctcLoss(x, [[1], [2, 1]]).item == .infinity)
      #expect(ctcLoss(x, [[1], [2, 1]], zeroInfinity: true, reduction: .sum).item < 1.4)
    }
    check(engine.tensorType)
  }
}
