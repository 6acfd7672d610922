import Autograd
import Datasets
import ScalarEngine
import Testing

@Suite("DataLoader")
struct DataLoaderTests {
  /// Image i of ten is all i, and so is its label.
  let dataset = ImageDatasetTests.tenImages.as(ValueTensor.self)

  func labels(of loader: DataLoader<ImageTensors<ValueTensor>>) -> [[Int]] {
    loader.map(\.targets)
  }

  @Test func batchesKeepTheOrderOfTheExamplesWithoutASeed() {
    let loader = DataLoader(dataset, batchSize: 4)
    #expect(labels(of: loader) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]])
    #expect(labels(of: loader) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]])
    #expect((loader.batchCount, loader.exampleCount) == (3, 10))
  }

  @Test func aPartialBatchMayBeDropped() {
    let loader = DataLoader(dataset, batchSize: 4, dropsPartialBatch: true)
    #expect(labels(of: loader) == [[0, 1, 2, 3], [4, 5, 6, 7]])
    #expect((loader.batchCount, loader.exampleCount) == (2, 8))
  }

  @Test(arguments: [1, 2, 3, 5, 9, 10, 11, 100], [false, true])
  func batchCountIsTheNumberOfBatches(batchSize: Int, dropsPartialBatch: Bool) {
    func check<D: Dataset>(_ dataset: D, _ labels: (D.Batch) -> [Int]) {
      let loader = DataLoader(
        dataset, batchSize: batchSize, shuffleSeed: 1, dropsPartialBatch: dropsPartialBatch)
      let batches = loader.map(labels)
      #expect(batches.count == loader.batchCount)
      #expect(batches.joined().count == loader.exampleCount)
      #expect(Set(batches.joined()).count == loader.exampleCount)
      #expect(batches.dropLast().allSatisfy { $0.count == batchSize })
    }
    check(dataset, \.targets)
    check(Countdown()) { $0 }
  }

  @Test func imagesAreNormalizedRowsOfPixels() {
    let validation = ImageDatasetTests.tenImages.split(validationFraction: 0.5, seed: 1).validation
    let loader = DataLoader(validation.as(ValueTensor.self), batchSize: 2, shuffleSeed: 1)
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
    let loader = DataLoader(dataset, batchSize: 10, shuffleSeed: 1)
    let orders = (0..<5).map { _ in labels(of: loader)[0] }
    #expect(loader.epoch == 5)
    #expect(Set(orders).count == 5)
    #expect(orders.allSatisfy { $0.sorted() == Array(0..<10) })
  }

  @Test func anEpochIsReproducible() {
    let loader = DataLoader(dataset, batchSize: 3, shuffleSeed: 1)
    let epochs = (0..<3).map { _ in labels(of: loader) }
    let other = DataLoader(dataset, batchSize: 3, shuffleSeed: 1)
    other.epoch = 2
    #expect(labels(of: other) == epochs[2])
    other.epoch = 0
    #expect(labels(of: other) == epochs[0])
    let anotherSeed = DataLoader(dataset, batchSize: 3, shuffleSeed: 2)
    #expect(labels(of: anotherSeed) != epochs[0])
  }

  @Test(arguments: [nil, 7] as [UInt64?])
  func everyKindOfDatasetHasTheSameOrder(seed: UInt64?) {
    let numbers = ValueTensor((0..<10).map { Double($0) })
    let loader = DataLoader(dataset, batchSize: 4, shuffleSeed: seed)
    let table = DataLoader(TensorDataset(numbers, numbers), batchSize: 4, shuffleSeed: seed)
    let labeled = DataLoader(
      TensorDataset(numbers, Array(0..<10)), batchSize: 4, shuffleSeed: seed)
    let own = DataLoader(Countdown(), batchSize: 4, shuffleSeed: seed)
    let part = DataLoader(dataset.prefix(10), batchSize: 4, shuffleSeed: seed)
    for epoch in 0..<2 {
      var generator = SeededGenerator(seed: 7, stream: UInt64(epoch))
      let order = seed == nil ? Array(0..<10) : generator.permutation(of: 10)
      let batches = [order[..<4], order[4..<8], order[8...]].map(Array.init)
      #expect(loader.map(\.targets) == batches)
      #expect(table.map { $0.targets.scalars.map { Int($0) } } == batches)
      #expect(labeled.map(\.targets) == batches)
      #expect(own.map { $0.map { 9 - $0 } } == batches)
      #expect(part.map(\.targets) == batches)
    }
  }

  @Test func copiesOfAnIteratorGoOnApart() {
    func check<D: Dataset>(_ dataset: D, _ labels: (D.Batch) -> [Int]) {
      let loader = DataLoader(dataset, batchSize: 3, shuffleSeed: 1)
      var first = loader.makeIterator()
      _ = first.next()
      var second = first
      var (left, right): ([[Int]], [[Int]]) = ([], [])
      while let batch = first.next() { left.append(labels(batch)) }
      while let batch = second.next() { right.append(labels(batch)) }
      #expect(left.map(\.count) == [3, 3, 1] && left == right)
      #expect(first.next() == nil && second.next() == nil)
      #expect(loader.epoch == 1)
    }
    check(dataset, \.targets)
    check(Countdown()) { $0 }
  }

  @Test func theFirstBatchIsThatOfTheNextEpochAndDoesNotCount() {
    let loader = DataLoader(dataset, batchSize: 3, shuffleSeed: 1)
    for epoch in 0..<3 {
      let first = loader.first
      #expect(loader.epoch == epoch && first?.targets.count == 3)
      let batches = Array(loader)
      #expect(first?.targets == batches.first?.targets)
      #expect(first?.inputs.scalars == batches.first?.inputs.scalars)
    }
    #expect(DataLoader(Countdown(count: 0), batchSize: 4).first == nil)
    #expect(DataLoader(Countdown(count: 3), batchSize: 4).first?.count == 3)
    #expect(DataLoader(Countdown(count: 3), batchSize: 4, dropsPartialBatch: true).first == nil)
  }

  @Test func noExamplesMakeNoBatches() {
    let none = ValueTensor([], shape: [0, 2])
    #expect(Array(DataLoader(dataset.prefix(0), batchSize: 4, shuffleSeed: 1)).isEmpty)
    let loader = DataLoader(TensorDataset(none, none), batchSize: 4, shuffleSeed: 1)
    #expect((loader.batchCount, loader.exampleCount) == (0, 0))
    #expect(Array(loader).isEmpty)
    #expect(Array(DataLoader(Countdown(count: 0), batchSize: 4)).isEmpty)
  }

  @Test func sizesThatMakeNoSenseAreNamed() async {
    let batch = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DataLoader(Countdown(), batchSize: 0)
    }
    #expect(message(of: batch).contains("a batch size of 0"))
    let batches = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Countdown().batches(of: [1, 2], size: 0)
    }
    #expect(message(of: batches).contains("a batch size of 0"))
    let count = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DataLoader(Countdown(count: -1), batchSize: 1)
    }
    #expect(message(of: count).contains("a data set of -1 examples"))
  }
}

/// A data set of a user's own: n − 1, n − 2, … 0.
struct Countdown: Dataset {
  var count = 10
  func batch(of indices: [Int]) -> [Int] { indices.map { count - 1 - $0 } }
}

/// What a stopped process has said.
func message(of result: ExitTest.Result?) -> String {
  String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
}
