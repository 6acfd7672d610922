import Autograd
import Datasets
import ScalarEngine
import Testing

@Suite("DataLoader")
struct DataLoaderTests {
  /// Image i of ten is all i, and so is its label.
  let dataset = ImageDatasetTests.tenImages

  func labels(of loader: DataLoader<ValueTensor>) -> [[Int]] {
    loader.map(\.labels)
  }

  @Test func batchesKeepTheOrderOfTheImagesWithoutASeed() {
    let loader = DataLoader<ValueTensor>(dataset, batchSize: 4)
    #expect(labels(of: loader) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]])
    #expect(labels(of: loader) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]])
    #expect((loader.batchCount, loader.imageCount) == (3, 10))
  }

  @Test func aPartialBatchMayBeDropped() {
    let loader = DataLoader<ValueTensor>(dataset, batchSize: 4, dropsPartialBatch: true)
    #expect(labels(of: loader) == [[0, 1, 2, 3], [4, 5, 6, 7]])
    #expect((loader.batchCount, loader.imageCount) == (2, 8))
  }

  @Test(arguments: [1, 2, 3, 5, 9, 10, 11, 100], [false, true])
  func batchCountIsTheNumberOfBatches(batchSize: Int, dropsPartialBatch: Bool) {
    let loader = DataLoader<ValueTensor>(
      dataset, batchSize: batchSize, shuffleSeed: 1, dropsPartialBatch: dropsPartialBatch)
    let batches = labels(of: loader)
    #expect(batches.count == loader.batchCount)
    #expect(batches.joined().count == loader.imageCount)
    #expect(Set(batches.joined()).count == loader.imageCount)
  }

  @Test func imagesAreNormalizedRowsOfPixels() {
    let loader = DataLoader<ValueTensor>(
      dataset.split(validationFraction: 0.5, seed: 1).validation, batchSize: 2, shuffleSeed: 1)
    for (images, labels) in loader {
      #expect(images.shape == [labels.count, 6])
      #expect(!images.requiresGradient)
      for (index, number) in images.scalars.enumerated() {
        let expected = (Double(labels[index / 6]) / 255 - 0.5) / 0.25
        #expect(abs(number - expected) < 1e-12)
      }
    }
  }

  @Test func everyEpochHasAnOrderOfItsOwn() {
    let loader = DataLoader<ValueTensor>(dataset, batchSize: 10, shuffleSeed: 1)
    let orders = (0..<5).map { _ in labels(of: loader)[0] }
    #expect(loader.epoch == 5)
    #expect(Set(orders).count == 5)
    #expect(orders.allSatisfy { $0.sorted() == Array(0..<10) })
  }

  @Test func anEpochIsReproducible() {
    let loader = DataLoader<ValueTensor>(dataset, batchSize: 3, shuffleSeed: 1)
    let epochs = (0..<3).map { _ in labels(of: loader) }
    let other = DataLoader<ValueTensor>(dataset, batchSize: 3, shuffleSeed: 1)
    other.epoch = 2
    #expect(labels(of: other) == epochs[2])
    other.epoch = 0
    #expect(labels(of: other) == epochs[0])
    let anotherSeed = DataLoader<ValueTensor>(dataset, batchSize: 3, shuffleSeed: 2)
    #expect(labels(of: anotherSeed) != epochs[0])
  }

  @Test func noImagesMakeNoBatches() {
    let loader = DataLoader<ValueTensor>(dataset.prefix(0), batchSize: 4, shuffleSeed: 1)
    #expect(loader.batchCount == 0)
    #expect(labels(of: loader).isEmpty)
  }

  @Test func aBatchSizeOfZeroTraps() async {
    await #expect(processExitsWith: .failure) {
      _ = DataLoader<ValueTensor>(ImageDatasetTests.tenImages, batchSize: 0)
    }
  }
}
