import SwiftGrad
import Testing

@testable import CommandLine

@Suite struct ModelTrainingTests {
  @Test(arguments: [[3, 4, 2], [2, 3, 1], [1, 2]])
  func bothEnginesComputeTheSameTraining(sizes: [Int]) throws {
    let training = ModelTraining(sizes: sizes, activation: .tanh, batchSize: 3, seed: 5)
    let (scalar, vector) = (training.run(on: ValueTensor.self), training.run(on: Tensor.self))
    #expect(abs(scalar.item - vector.item) < 1e-6)
    #expect(scalar.item > 0)

    let labels = Tensor.topologicalOrder(from: [vector]).compactMap(\.label)
    #expect(labels.contains("input") && labels.contains("0.weight") && labels.contains("0.bias"))
  }

  @Test func everyParameterHasAGradientInTheGraph() throws {
    let training = ModelTraining(sizes: [3, 4, 2], activation: .tanh, batchSize: 2, seed: 1)
    let graph = training.run(on: ValueTensor.self).graph()
    let parameters = graph.nodes.filter { $0.kind == .parameter }
    #expect(parameters.count == training.parameterCount)
    #expect(parameters.allSatisfy { $0.gradient != nil && $0.gradient != .scalar(0) })
    #expect(Set(parameters.map(\.module)) == [["0"], ["2"]])
  }

  @Test func theSeedDecidesTheNumbers() {
    func loss(seed: UInt64) -> Double {
      ModelTraining(sizes: [3, 2], activation: .relu, batchSize: 1, seed: seed)
        .run(on: ValueTensor.self).item
    }
    #expect(loss(seed: 1) == loss(seed: 1))
    #expect(loss(seed: 1) != loss(seed: 2))
  }

  @Test func theCountOfNodesIsWellEstimated() {
    let training = ModelTraining(sizes: [20, 30, 10], activation: .relu, batchSize: 4, seed: 1)
    let count = training.run(on: ValueTensor.self).graph().nodes.count
    #expect(abs(training.scalarNodeCount - count) < count / 20)
  }
}
