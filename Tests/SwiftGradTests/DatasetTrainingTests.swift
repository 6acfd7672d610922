import SwiftGrad
import Testing

/// What one trains on besides images of digits, from the data to the trained model.
@Suite struct DatasetTrainingTests {
  /// The weights and the bias that are learned from a table of y = 2a − 3b + 1.
  private func regress<T: DifferentiableTensor>(_: T.Type) -> [Double] {
    var generator = SeededGenerator(seed: 1)
    let rows = (0..<60).map { _ in
      (0..<2).map { _ in T.Scalar(Float(generator.uniform(in: -1...1))) }
    }
    let table = TensorDataset(
      T(rows: rows), T(rows: rows.map { row in [2 * row[0] - 3 * row[1] + 1] }))
    let (training, validation) = table.split(validationFraction: 0.2, seed: 1)
    let model = Linear<T>(2, 1)
    let optimizer = SGD(model.parameters, learningRate: 0.2)
    let batches = DataLoader(training, batchSize: 10, shuffleSeed: 1)
    for _ in 0..<40 {
      for (inputs, targets) in batches {
        let loss = meanSquaredError(model(inputs), targets)
        optimizer.zeroGradients()
        loss.backward()
        optimizer.step()
      }
    }
    for (inputs, targets) in DataLoader(validation, batchSize: 12) {
      #expect(targets.shape == [12, 1])
      #expect(meanSquaredError(model(inputs), targets).item < 1e-6)
    }
    return model.parameters.flatMap { $0.scalars.map { Double($0) } }
  }

  @Test func aTableIsLearnedOnBothEngines() {
    for parameters in [regress(Tensor.self), regress(ValueTensor.self)] {
      #expect(zip(parameters, [2, -3, 1]).allSatisfy { abs($0 - $1) < 1e-3 }, "\(parameters)")
    }
  }

  @Test func aClassifierOfATableIsEvaluated() {
    let points = TensorDataset(Tensor(rows: [[3, 0], [0, 3], [1, 2]]), [0, 1, 0])
    let result = evaluate(Sequential<Tensor> {}, on: DataLoader(points, batchSize: 2))
    #expect(result.predictions == [0, 1, 1] && result.labels == [0, 1, 0])
  }
}
