import Autograd
import NeuralNetworks
import Testing

/// The same training code on either engine.
@Suite struct TrainingTests {
  /// Points of two classes, on either side of a circle.
  private func data<T: DifferentiableTensor>() -> [(inputs: T, targets: [Int])] {
    var generator = SeededGenerator(seed: 1)
    return (0..<8).map { _ in
      let points = (0..<32).map { _ in generator.uniform(in: -1...1) }
      let labels = stride(from: 0, to: 32, by: 2).map { start -> Int in
        let (x, y) = (points[start], points[start + 1])
        return x * x + y * y < 0.5 ? 0 : 1
      }
      return (T.of(points, [16, 2]), labels)
    }
  }

  private func train<T: DifferentiableTensor>(
    _: T.Type, epochs: Int
  ) -> (losses: [Double], Evaluation) {
    let batches: [(inputs: T, targets: [Int])] = data()
    let model = Sequential<T>(seed: 1) {
      Linear(2, 8)
      Tanh()
      Linear(8, 2)
    }
    let optimizer = Adam(model.parameters, learningRate: 0.05)
    var losses: [Double] = []
    for _ in 0..<epochs {
      for (points, labels) in batches {
        let loss = crossEntropy(model(points), labels)
        optimizer.zeroGradients()
        loss.backward()
        optimizer.step()
        losses.append(loss.item)
      }
    }
    return (losses, evaluate(model, on: batches))
  }

  @Test(arguments: Engine.allCases)
  func trainingLearns(on engine: Engine) {
    let (losses, result) = train(engine.tensorType, epochs: 20)
    #expect(losses[0] > 0.5)
    #expect(result.meanLoss < 0.25)
    #expect(result.accuracy > 0.9)
  }

  @Test(arguments: Engine.allCases)
  func trainingRepeatsToTheBit(on engine: Engine) {
    let losses = train(engine.tensorType, epochs: 2).losses
    #expect(losses.count == 16 && losses == train(engine.tensorType, epochs: 2).losses)
  }
}
