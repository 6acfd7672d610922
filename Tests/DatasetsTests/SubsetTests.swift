import Datasets
import ScalarEngine
import Testing

@Suite("Subset")
struct SubsetTests {
  let dataset = Countdown()

  @Test func aSelectionHasItsExamplesInItsOrder() {
    let part = dataset.selecting([4, 4, 0])
    #expect(part.count == 3)
    #expect(part.batch(of: [2, 0]) == [9, 5])
    #expect(Array(DataLoader(part, batchSize: 2)) == [[5, 5], [9]])
    #expect(part.selecting([2, 1]).batch(of: [0, 1]) == [9, 5])
    #expect(dataset.prefix(3).indices == [0, 1, 2] && dataset.prefix(99).count == 10)
  }

  @Test func everyKindOfDatasetIsSplitAlike() {
    let numbers = ValueTensor((0..<10).map { Double($0) })
    let images = ImageDatasetTests.tenImages
    let (training, validation) = images.split(validationFraction: 0.3, seed: 1)
    let own = dataset.split(validationFraction: 0.3, seed: 1)
    #expect(own.training.indices == training.labels)
    #expect(own.validation.indices == validation.labels)
    let tensors = images.as(ValueTensor.self).split(validationFraction: 0.3, seed: 1)
    #expect(tensors.validation.batch(of: [0, 1, 2]).targets == validation.labels)
    let table = TensorDataset(numbers, numbers).split(validationFraction: 0.3, seed: 1)
    #expect(
      table.training.batch(of: Array(0..<7)).targets.scalars == training.labels.map(Double.init))
  }

  @Test func anExampleThatIsNotThereIsNamed() async {
    let subset = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Countdown().selecting([3, 10])
    }
    #expect(message(of: subset).contains("there is no example 10 among 10"))
    let nested = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Countdown().prefix(4).selecting([-1])
    }
    #expect(message(of: nested).contains("there is no example -1 among 4"))
    let image = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ImageDatasetTests.tenImages.as(ValueTensor.self).batch(of: [12])
    }
    #expect(message(of: image).contains("there is no example 12 among 10"))
  }
}
