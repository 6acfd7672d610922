import Autograd
import NeuralNetworks
import ScalarEngine
import Testing

@Suite struct FitTests {
  private typealias Batches<T> = [(inputs: T, targets: [Int])]

  /// Points, whose class is the side of a line that they are on.
  private func data<T: DifferentiableTensor>(count: Int = 4, seed: UInt64 = 1) -> Batches<T> {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { batch in
      let rows = batch == count - 1 ? 3 : 8
      let points = (0..<rows * 2).map { _ in generator.uniform(in: -1...1) }
      let labels = (0..<rows).map { points[2 * $0] < points[2 * $0 + 1] ? 0 : 1 }
      return (T.of(points, [rows, 2]), labels)
    }
  }

  private func model<T: DifferentiableTensor>() -> MLP<T> { MLP(2, 4, 2, seed: 1) }

  @Test(arguments: Engine.allCases)
  func itIsTheLoopOneWouldWrite(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let (batches, held): (Batches<T>, Batches<T>) = (data(), data(count: 2, seed: 2))
      let (first, second): (MLP<T>, MLP<T>) = (model(), model())
      let history = first.fit(
        batches, loss: { crossEntropy($0, $1) },
        optimizer: Adam(first.parameters, learningRate: 0.1), epochs: 3, validation: held,
        metrics: [.accuracy])

      let optimizer = Adam(second.parameters, learningRate: 0.1)
      for epoch in 0..<3 {
        var (loss, right) = (0.0, 0.0)
        for (points, labels) in batches {
          let logits = second(points)
          let batchLoss = crossEntropy(logits, labels)
          optimizer.zeroGradients()
          batchLoss.backward()
          optimizer.step()
          loss += Double(batchLoss.item) * Double(labels.count)
          right += accuracy(logits, labels) * Double(labels.count)
        }
        #expect(history.loss[epoch] == loss / 27 && history.accuracy[epoch] == right / 27)
        let evaluation = evaluate(second, on: held)
        #expect(history.validationLoss[epoch] == evaluation.meanLoss)
        #expect(agree([history.validationAccuracy[epoch]], [evaluation.accuracy], within: 1e-12))
      }
      #expect(first.parameters.map(\.doubles) == second.parameters.map(\.doubles))
      #expect(history.epochCount == 3 && history.learningRate == [0.1, 0.1, 0.1])
      #expect(history.seconds.allSatisfy { $0 > 0 })
      #expect(history.loss[2] < history.loss[0] && history["precision"].isEmpty)
    }
    check(engine.tensorType)
  }

  @Test(arguments: Engine.allCases)
  func targetsMayBeTensors(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let x = T.of([-1, 0, 1, 2], [4, 1])
      let y = T.of([-1, 1, 3, 5], [4, 1])
      let line = Linear<T>(1, 1)
      let batches = [(inputs: x, targets: y)]
      let largest = Metric<T, T>("largest") { ($0 - $1).abs().doubles.max() ?? .nan }
      let history = line.fit(
        batches, loss: { meanSquaredError($0, $1) },
        optimizer: SGD(line.parameters, learningRate: 0.2), epochs: 200, validation: batches,
        metrics: [largest])
      #expect(agree(line.weight.doubles, [2], within: 1e-3))
      #expect(history.validationLoss[199] < 1e-4 && history[validation: "largest"][199] < 0.01)
      #expect(history["largest"].count == 200 && history.accuracy.isEmpty)
    }
    check(engine.tensorType)
  }

  @Test func callbacksAreCalledInOrderAndCanStop() {
    var calls: [String] = []
    let model: MLP<ValueTensor> = model()
    let callback = TrainingCallback<ValueTensor>(
      onBegin: { _ in calls.append("begin") },
      onBatch: { trainer in
        calls.append("\(trainer.progress.epoch).\(trainer.progress.batch)")
        if trainer.progress.epoch == 2 && trainer.progress.batch == 2 { trainer.stop() }
      },
      onEpoch: { calls.append("epoch \($0.history.epochCount)") },
      onEnd: { calls.append($0.isStopped ? "stopped" : "end") })
    let history = model.fit(
      data(), loss: { crossEntropy($0, $1) }, optimizer: SGD(model.parameters), epochs: 3,
      validation: data(), callbacks: [callback])
    #expect(
      calls == [
        "begin", "1.1", "1.2", "1.3", "1.4", "epoch 1", "2.1", "2.2", "epoch 2", "stopped",
      ])
    #expect(history.loss.count == 2 && history.validationLoss.count == 1)
  }

  /// Trains with given validation losses in place of measured ones.
  private func epochs(
    of losses: [Double], _ callback: TrainingCallback<ValueTensor>
  ) -> (history: TrainingHistory, weight: Double) {
    let model = Linear<ValueTensor>(1, 1, bias: false, weightInitializer: .zeros)
    let ones = ValueTensor.ones([1, 1])
    var epoch = -1
    // The weight goes up by 1 in each epoch: it tells which one it comes from.
    let history = model.fit(
      [(inputs: ones, targets: ones)],
      loss: { outputs, _ in
        if Recording.isEnabled { return -outputs.sum() }
        epoch += 1
        return .constant(losses[epoch])
      }, optimizer: SGD(model.parameters, learningRate: 1), epochs: losses.count,
      validation: [(inputs: ones, targets: ones)], callbacks: [callback])
    return (history, model.weight.scalars[0])
  }

  @Test func earlyStoppingHasPatience() {
    let losses = [3, 2, 2.5, 1.95, 2, 2, 1, 1]
    func count(_ callback: TrainingCallback<ValueTensor>) -> Int {
      epochs(of: losses, callback).history.epochCount
    }
    #expect(count(.earlyStopping()) == 3 && count(.earlyStopping(patience: 1)) == 3)
    #expect(count(.earlyStopping(patience: 2)) == 6)
    #expect(count(.earlyStopping(patience: 3)) == 8)
    #expect(count(.earlyStopping(patience: 2, minimumImprovement: 0.1)) == 4)
    #expect(count(.earlyStopping(patience: 1, mode: .maximum)) == 2)
    #expect(epochs(of: [1, .nan, .nan], .earlyStopping(patience: 2)).history.epochCount == 3)
    // The training loss, −weight, falls for ever.
    #expect(count(.earlyStopping(monitoring: \.loss)) == 8)
  }

  @Test func earlyStoppingRestoresTheBestWeights() {
    let losses = [3, 2, 2.5, 2.25, 4]
    let restores = TrainingCallback<ValueTensor>.earlyStopping(
      patience: 2, restoresBestWeights: true)
    #expect(epochs(of: losses, restores).weight == 2)
    #expect(epochs(of: losses, .earlyStopping(patience: 2)).weight == 4)
    // Also where training ends by itself, and each time anew.
    #expect(epochs(of: [2, 1, 3], restores).weight == 2)
  }

  @Test func schedulesCountEpochsOrBatches() {
    func rates(
      _ callbacks: [TrainingCallback<ValueTensor>], schedule: LearningRateSchedule? = nil
    ) -> [Double] {
      let model: MLP<ValueTensor> = model()
      return model.fit(
        data(), loss: { crossEntropy($0, $1) },
        optimizer: SGD(model.parameters, learningRate: 1, momentum: 0.5), epochs: 3,
        schedule: schedule, callbacks: callbacks
      ).learningRate
    }
    let halving = LearningRateSchedule.exponential(factor: 0.5)
    #expect(rates([], schedule: halving) == [1, 0.5, 0.25])
    #expect(rates([.schedule(halving, each: .batch)]) == [0.0625, 0.00390625, 0.000244140625])
    let cycle = LearningRateSchedule.oneCycle(steps: 12)
    #expect(rates([.oneCycle(steps: 12)]) == [cycle(4), cycle(8), cycle(12)])
    let plateau = TrainingCallback<ValueTensor>.reduceOnPlateau(factor: 0.5, patience: 1)
    #expect(epochs(of: [1, 1, 1, 1, 1], plateau).history.learningRate == [1, 1, 1, 0.5, 0.5])
  }

  @Test func aModelInEvaluationModeIsSwitchedToTraining() {
    let dropout = Dropout<ValueTensor>(0.5, seed: 1)
    let model = Sequential([Linear<ValueTensor>(2, 2), dropout])
    model.setTraining(false)
    var modes: [Bool] = []
    model.fit(
      data(), loss: { crossEntropy($0, $1) }, optimizer: SGD(model.parameters),
      validation: data(),
      callbacks: [
        .onBatch { _ in modes.append(dropout.isTraining) },
        .onEpoch { _ in modes.append(dropout.isTraining) },
      ])
    #expect(modes == [true, true, true, true, true])
  }

  @Test func aTrainerMayThrow() throws {
    struct Full: Error {}
    let model: MLP<ValueTensor> = model()
    let trainer = Trainer(model, SGD(model.parameters))
    #expect(throws: Full.self) {
      try trainer.run(
        data(), loss: { crossEntropy($0, $1) }, epochs: 3, onEpoch: { _, _ in },
        onBatch: { trainer in
          if trainer.progress.batch == 3 { throw Full() }
        })
    }
    #expect(trainer.progress.batch == 3 && !trainer.progress.isComplete)
    trainer.run(
      data(), loss: { crossEntropy($0, $1) }, epochs: 1, onEpoch: { _, _ in }, onBatch: { _ in })
    #expect(trainer.progress.isComplete && trainer.history.epochCount == 1)
  }

  @Test func mistakesAreNamed() async {
    let epochs = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let model = Linear<ValueTensor>(1, 1)
      let batch = (inputs: ValueTensor.ones([1, 1]), targets: ValueTensor.ones([1, 1]))
      model.fit(
        [batch], loss: { meanSquaredError($0, $1) }, optimizer: SGD(model.parameters), epochs: 0)
    }
    expectMessage(of: epochs, contains: "epochs must be at least 1, not 0")
    let once = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let model = Linear<ValueTensor>(1, 1)
      let batch = (inputs: ValueTensor.ones([1, 1]), targets: ValueTensor.ones([1, 1]))
      var left = [batch]
      model.fit(
        AnySequence { AnyIterator { left.popLast() } }, loss: { meanSquaredError($0, $1) },
        optimizer: SGD(model.parameters), epochs: 2)
    }
    expectMessage(of: once, contains: "expected batches in epoch 2, found none", "an array")
    let watched = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let model = Linear<ValueTensor>(1, 1)
      let batch = (inputs: ValueTensor.ones([1, 1]), targets: ValueTensor.ones([1, 1]))
      model.fit(
        [batch], loss: { meanSquaredError($0, $1) }, optimizer: SGD(model.parameters), epochs: 2,
        callbacks: [.earlyStopping(mode: .maximum, monitoring: \.validationAccuracy)])
    }
    expectMessage(of: watched, contains: "earlyStopping: expected a number of each epoch")
  }
}
