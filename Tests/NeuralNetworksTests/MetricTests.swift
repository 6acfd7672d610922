import Autograd
import NeuralNetworks
import ScalarEngine
import Testing

@Suite struct MetricTests {
  static let logits: [Double] = [1, 2, 0, 5, 4, 3, 0, 0, 1, 3, 3, 1]

  @Test(arguments: Engine.allCases)
  func accuracyCountsTheLargestLogits(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let logits = T.of(Self.logits, [4, 3])
      #expect(accuracy(logits, [1, 0, 2, 0]) == 1)
      #expect(accuracy(logits, [1, 0, 1, 1]) == 0.5)
      #expect(accuracy(T.zeros([0, 3]), []).isNaN)
      #expect(correctCount(logits, [1, 0, 1, 1]) == 2)
      #expect(correctCount(T.zeros([0, 3]), []) == 0)
    }
    check(engine.tensorType)
  }

  @Test func accuracyRefusesOtherCounts() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = accuracy(ValueTensor.zeros([4, 3]), [1])
    }
    expectMessage(of: result, contains: "accuracy: 1 labels", "[4, 3]")
  }

  @Test func aConfusionMatrixCountsAndPrints() {
    var matrix = ConfusionMatrix(
      predictions: [0, 1, 1], labels: [0, 1, 0], classNames: ["cat", "dog"])
    #expect(matrix.counts == [[1, 1], [0, 1]] && matrix.total == 3)
    #expect(matrix.accuracy == 2.0 / 3)
    matrix.add(
      predictions: [Int](repeating: 1, count: 1234), labels: [Int](repeating: 1, count: 1234))
    #expect(
      "\(matrix)" == """
             cat    dog
        cat    1      1
        dog    0  1,235
        """)
    #expect(ConfusionMatrix(classNames: ["a"]).accuracy.isNaN)
  }

  @Test func aConfusionMatrixRefusesOtherClasses() async {
    await #expect(processExitsWith: .failure) {
      _ = ConfusionMatrix(predictions: [2], labels: [0], classNames: ["a", "b"])
    }
    await #expect(processExitsWith: .failure) {
      _ = ConfusionMatrix(predictions: [0, 1], labels: [0], classNames: ["a", "b"])
    }
  }

  @Test(arguments: Engine.allCases)
  func anEvaluationIsWeighedByRows(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let model = Sequential<T> { Dropout(0.99) }
      let all = T.of(Self.logits, [4, 3])
      let labels = [1, 0, 1, 1]
      let batches = [
        (inputs: all[0..<3], targets: Array(labels[0..<3])), (inputs: all[3...], targets: [1]),
      ]
      let result = evaluate(model, on: batches)
      let loss = crossEntropy(all, labels)
      #expect(agree([result.meanLoss], loss.doubles, within: T.tolerance))
      #expect(result.predictions == [1, 0, 2, 0] && result.labels == labels)
      #expect(result.accuracy == 0.5 && model.isTraining)
      #expect(
        result.confusionMatrix(classNames: ["a", "b", "c"]).counts == [
          [1, 0, 0], [1, 1, 1], [0, 0, 0],
        ])
      let other = evaluate(model, on: batches) { logits, _ in logits.sum() * 0 + 2 }
      #expect(other.meanLoss == 2)
    }
    check(engine.tensorType)
  }
}
