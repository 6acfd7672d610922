import Foundation
import SwiftGrad
import Testing

/// A network with its optimizer, on drawn digits.
private final class Training {
  let model: MLP<Tensor>
  let optimizer: Optimizer<Tensor>
  let batches: DataLoader<ImageTensors<Tensor>>

  init(hidden: [Int], batchSize: Int, optimizer: ([Tensor]) -> Optimizer<Tensor>) {
    model = MLP(sizes: [784] + hidden + [10], seed: 7)
    self.optimizer = optimizer(model.parameters)
    batches = DataLoader(
      ImageDataset.syntheticDigits(split: .training, count: 8 * batchSize).as(Tensor.self),
      batchSize: batchSize, shuffleSeed: 7)
  }

  /// Several layers trained by stochastic gradient descent with momentum.
  static func deep() -> Training {
    Training(hidden: [48, 40], batchSize: 16) { SGD($0, learningRate: 0.05, momentum: 0.9) }
  }

  /// One hidden layer trained by Adam.
  static func shallow() -> Training {
    Training(hidden: [24], batchSize: 8) { Adam($0, learningRate: 0.001) }
  }

  func runEpoch() -> [Double] {
    batches.map { images, labels in
      let loss = crossEntropy(model(images), labels)
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
      return loss.item
    }
  }
}

@Suite struct SteadyTrainingTests {
  /// The count is of the whole process: the exit test has one of its own.
  @Test func theSecondEpochAsksTheSystemForNoMemory() async {
    await #expect(processExitsWith: .success) {
      for training in [Training.deep(), Training.shallow()] {
        _ = training.runEpoch()
        let before = Tensor.systemAllocationCount
        _ = training.runEpoch()
        precondition(Tensor.systemAllocationCount == before)
      }
    }
  }

  @Test func modelsInTrainingAtOnceLearnWhatEachLearnsAlone() async {
    let alone = [Training.deep().runEpoch(), Training.shallow().runEpoch()]
    async let deep = onAThread { Training.deep().runEpoch() }
    async let shallow = onAThread { Training.shallow().runEpoch() }
    #expect(await [deep, shallow] == alone)
  }

  private func onAThread<Result: Sendable>(
    _ body: @escaping @Sendable () -> Result
  ) async -> Result {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: body()) }
    }
  }
}
