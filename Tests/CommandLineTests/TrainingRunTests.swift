import SwiftGrad
import Testing

@testable import CommandLine

@Suite struct TrainingRunTests {
  private func losses<T: DifferentiableTensor>(
    _: T.Type, _ plan: TrainingPlan
  ) throws -> [Double] {
    let recorder = Recorder()
    _ = try TrainingRun<T>(plan).run(reportingTo: recorder)
    return recorder.batches.map(\.batchLoss)
  }

  @Test func everyEpochIsTrainedBatchByBatchThenEvaluated() throws {
    let recorder = Recorder()
    let plan = try smallPlan(images: 12, batchSize: 5, epochs: 2)
    let result = try TrainingRun<Tensor>(plan).run(reportingTo: recorder)

    #expect(recorder.batches.map(\.epoch) == [1, 1, 1, 2, 2, 2])
    #expect(recorder.batches.map(\.batch) == [1, 2, 3, 1, 2, 3])
    #expect(recorder.batches.map(\.example) == [5, 10, 12, 5, 10, 12])
    #expect(recorder.epochs.map(\.training.isComplete) == [true, true])
    #expect(recorder.epochs.map { $0.evaluation?.labels } == [plan.test.labels, plan.test.labels])
    #expect(result.stopped == nil)
    #expect(try #require(result.lastEvaluation).epoch == 2)

    let first = recorder.batches.prefix(3).map(\.batchLoss)
    let mean = (5 * first[0] + 5 * first[1] + 2 * first[2]) / 12
    #expect(abs(recorder.epochs[0].training.meanLoss - mean) < 1e-12)
  }

  @Test(arguments: OptimizerChoice.allCases)
  func everyOptimizerTrainsTheSameOnEitherEngine(optimizer: OptimizerChoice) throws {
    let plan = try smallPlan(images: 5, optimizer: optimizer, batchSize: 3)
    let vector = try losses(Tensor.self, plan)
    let scalar = try losses(ValueTensor.self, plan)
    #expect(zip(vector, scalar).allSatisfy { abs($0 - $1) < 1e-4 })
  }

  @Test func trainingLowersTheLoss() throws {
    let losses = try losses(Tensor.self, smallPlan(images: 5, activation: .tanh, epochs: 100))
    #expect(try #require(losses.last) < 0.75 * losses[0])
  }

  @Test(arguments: ActivationChoice.allCases)
  func everyActivationTrainsTheSameOnEitherEngine(activation: ActivationChoice) throws {
    let plan = try smallPlan(images: 4, activation: activation, batchSize: 2, epochs: 1)
    let vector = try losses(Tensor.self, plan)
    let scalar = try losses(ValueTensor.self, plan)
    #expect(zip(vector, scalar).allSatisfy { abs($0 - $1) < 1e-4 })
  }

  @Test func theSameSeedGivesTheSameLossesAndAnotherGivesOthers() throws {
    let first = try losses(Tensor.self, smallPlan(seed: 1))
    #expect(try losses(Tensor.self, smallPlan(seed: 1)) == first)
    #expect(try losses(Tensor.self, smallPlan(seed: 2)) != first)
  }

  @Test func aStopEndsTrainingAfterTheBatchAndLeavesTheEpochUnevaluated() throws {
    let recorder = Recorder()
    let result = try TrainingRun<Tensor>(smallPlan()).run(reportingTo: recorder) {
      recorder.batches.count == 5
    }
    #expect(recorder.batches.count == 5)
    #expect(recorder.epochs.map { $0.evaluation == nil } == [false, true])
    #expect(result.stopped?.epoch == 2)
    #expect(result.stopped?.batch == 2)
    #expect(result.lastEvaluation?.epoch == 1)
  }

  @Test func aStopAfterTheLastBatchKeepsItFromBeingEvaluated() throws {
    let recorder = Recorder()
    let result = try TrainingRun<Tensor>(smallPlan(epochs: 1)).run(reportingTo: recorder) {
      recorder.batches.count == 3
    }
    #expect(recorder.epochs.map { $0.evaluation == nil } == [true])
    #expect(try #require(result.stopped).isComplete)
    #expect(result.lastEvaluation == nil)
  }

  @Test func aStopBeforeTheFirstBatchReportsNoEpoch() throws {
    let recorder = Recorder()
    let result = try TrainingRun<Tensor>(smallPlan()).run(reportingTo: recorder) { true }
    #expect(recorder.epochs.isEmpty)
    #expect(try #require(result.stopped).batch == 0)
  }

  @Test func detailsAreMeasuredIfAskedForAndChangeNothing() throws {
    let plan = try smallPlan()
    let (plain, detailed) = (Recorder(), Recorder())
    let plainResult = try TrainingRun<Tensor>(plan).run(reportingTo: plain)
    #expect(plain.epochs.allSatisfy { $0.training.accuracy == nil })
    #expect(plainResult.probabilities.isEmpty && plainResult.firstWeights.isEmpty)

    let training = TrainingRun<Tensor>(plan)
    let result = try training.run(reportingTo: detailed, inDetail: true)
    #expect(detailed.batches.map(\.batchLoss) == plain.batches.map(\.batchLoss))
    for epoch in detailed.epochs {
      let right = try #require(epoch.training.accuracy) * 12
      #expect(abs(right - right.rounded()) < 1e-9 && (0...12).contains(right))
    }
    let evaluation = try #require(result.lastEvaluation?.evaluation)
    #expect(result.probabilities.map(\.count) == [10, 10, 10, 10])
    for (row, prediction) in zip(result.probabilities, evaluation.predictions) {
      #expect(abs(row.reduce(0, +) - 1) < 1e-6)
      #expect(row[prediction] == row.max())
    }
    #expect(result.firstWeights.map(\.count) == [784, 784])
    #expect(Array(result.firstWeights.joined()) == training.model.parameters[0].doubles)
  }
}
