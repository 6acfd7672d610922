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
      _ = crossEntropy(ValueTensor.zeros([2, 3, 4]), [0, 1])
    }
    expectMessage(of: rank, contains: "crossEntropy", "[2, 3, 4]")
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
