import Autograd
import Datasets
import ScalarEngine
import Testing
import VectorEngine

@Suite("TensorDataset")
struct TensorDatasetTests {
  /// On both engines, as a test's arguments.
  static var engines: [any DifferentiableTensor.Type] { [ValueTensor.self, Tensor.self] }

  @Test(arguments: engines.indices) func aBatchHasTheRowsOfBoth(engine: Int) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let table = TensorDataset(
        T(rows: [[0, 1], [2, 3], [4, 5]]), T(rows: [[10], [20], [30]]))
      let (inputs, targets) = table.batch(of: [2, 0, 2])
      #expect(table.count == 3)
      #expect(inputs.shape == [3, 2] && inputs.scalars == [4, 5, 0, 1, 4, 5])
      #expect(targets.shape == [3, 1] && targets.scalars == [30, 10, 30])
      #expect(table.batch(of: []).inputs.shape == [0, 2])
    }
    check(Self.engines[engine])
  }

  @Test(arguments: engines.indices) func imagesMayHaveChannelsAndLabels(engine: Int) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let pixels = T((0..<4 * 3 * 2 * 2).map { T.Scalar($0) }, shape: [4, 3, 2, 2])
      let loader = DataLoader(TensorDataset(pixels, [7, 8, 9, 7]), batchSize: 3)
      var starts: [T.Scalar] = []
      for (images, labels) in loader {
        #expect(images.shape == [labels.count, 3, 2, 2])
        starts += stride(from: 0, to: images.shape.elementCount, by: 12).map { images.scalars[$0] }
      }
      #expect(starts == [0, 12, 24, 36])
      #expect(loader.map(\.targets) == [[7, 8, 9], [7]])
    }
    check(Self.engines[engine])
  }

  @Test(arguments: engines.indices) func aBatchIsAConstantApartFromTheTensors(engine: Int) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let inputs = T([1, 2, 3], requiresGradient: true)
      let table = TensorDataset(inputs, inputs * 2)
      inputs.data = T([9, 9, 9])
      let batch = table.batch(of: [0, 1])
      #expect(batch.inputs.shape == [2] && batch.inputs.scalars == [1, 2])
      #expect(batch.targets.scalars == [2, 4])
      #expect(!batch.inputs.requiresGradient && !batch.targets.requiresGradient)
      batch.inputs.data = T([7, 7])
      #expect(table.batch(of: [0, 1]).inputs.scalars == [1, 2])
    }
    check(Self.engines[engine])
  }

  @Test func countsThatDoNotFitAreNamed() async {
    let targets = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = TensorDataset(ValueTensor.zeros([4, 2]), ValueTensor.zeros([3, 1]))
    }
    #expect(
      message(of: targets).contains(
        "TensorDataset: inputs of shape [4, 2] need 4 targets, found 3"))
    let labels = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = TensorDataset(ValueTensor.zeros([2, 3]), [0, 1, 2])
    }
    #expect(
      message(of: labels).contains("TensorDataset: inputs of shape [2, 3] need 2 labels, found 3"))
    let rank = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = TensorDataset(ValueTensor.zeros([1]), ValueTensor(1))
    }
    #expect(
      message(of: rank).contains(
        "TensorDataset: targets need a first axis for the rows, found shape []"))
  }

  @Test func aRowThatIsNotThereIsNamed() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = TensorDataset(ValueTensor.zeros([4]), [0, 0, 0, 0]).batch(of: [1, 4])
    }
    #expect(message(of: result).contains("there is no example 4 among 4"))
  }
}
