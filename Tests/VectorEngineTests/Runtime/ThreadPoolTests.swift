import CVectorKernels
import Foundation
import Synchronization
import Testing

@testable import VectorEngine

@Suite(.serialized) struct ThreadPoolTests {
  func withThreads<Result>(_ count: Int, _ body: () throws -> Result) rethrows -> Result {
    let before = ThreadPool.shared.threadCount
    ThreadPool.shared.threadCount = count
    defer { ThreadPool.shared.threadCount = before }
    return try body()
  }

  @Test(arguments: [1, 2, 3, 8], [(0, 1), (1, 1), (7, 3), (1000, 1), (1000, 999), (64, 64)])
  func everyItemRunsOnceInPartsOfTheGrain(_ threads: Int, _ work: (count: Int, grain: Int)) {
    let runs = (0..<work.count).map { _ in Counter() }
    let wrongParts = Counter()
    withThreads(threads) {
      for _ in 0..<5 {
        ThreadPool.shared.parallel(count: work.count, grain: work.grain) { range in
          let isWhole = range.count == min(work.grain, work.count - range.lowerBound)
          if range.lowerBound % work.grain != 0 || !isWhole { wrongParts.increment() }
          for index in range { runs[index].increment() }
        }
      }
    }
    #expect(runs.allSatisfy { $0.value == 5 })
    #expect(wrongParts.value == 0)
  }

  @Test func nestedWorkFinishes() {
    let total = Counter()
    withThreads(4) {
      ThreadPool.shared.parallel(count: 16, grain: 1) { _ in
        ThreadPool.shared.parallel(count: 8, grain: 1) { _ in total.increment() }
      }
    }
    #expect(total.value == 128)
  }

  @Test func concurrentCallersBothFinish() async {
    let total = Counter()
    await withTaskGroup { group in
      for _ in 0..<6 {
        group.addTask {
          for _ in 0..<100 {
            ThreadPool.shared.parallel(count: 10, grain: 1) { _ in total.increment() }
          }
        }
      }
    }
    #expect(total.value == 6000)
  }

  /// Callers bring their own threads; the pool adds its workers once, not once for each of them.
  @Test func concurrentCallersShareTheWorkers() {
    let callerCount = 4
    let poolSize = 3
    let active = Counter()
    let most = Counter()
    let finished = DispatchSemaphore(value: 0)
    withThreads(poolSize) {
      for _ in 0..<callerCount {
        Thread.detachNewThread {
          for _ in 0..<200 {
            ThreadPool.shared.parallel(count: 8, grain: 1) { _ in
              most.raise(to: active.increment())
              for _ in 0..<100 { spin_pause() }
              active.decrement()
            }
          }
          finished.signal()
        }
      }
      for _ in 0..<callerCount { finished.wait() }
    }
    #expect(active.value == 0)
    #expect((1...callerCount + poolSize - 1).contains(most.value))
  }

  @Test func theEnvironmentSetsTheNumberOfThreads() async {
    await #expect(processExitsWith: .success) {
      unsafe setenv("SWIFTGRAD_THREADS", "3", 1)
      precondition(Tensor.threadCount == 3)
    }
  }

  @Test(arguments: ["", "abc", "0", "-1", "1.5", "1025", "9223372036854775807"])
  func anEnvironmentThatMakesNoSenseIsNamedAndPassedOver(text: String) async throws {
    let error = try #require(throws: EnvironmentError.self) {
      try ThreadPool.threadCount(in: ["SWIFTGRAD_THREADS": text])
    }
    #expect(
      "\(error)"
        == "SWIFTGRAD_THREADS: expected a whole number from 1 to 1024, found '\(text)'")

    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      [text = text as String] in
      unsafe setenv("SWIFTGRAD_THREADS", text, 1)
      let cores = ProcessInfo.processInfo.activeProcessorCount
      precondition(Tensor.threadCount == min(cores, 1024))
      precondition(Tensor.threadCount == min(cores, 1024))
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.split(separator: "\n").count(where: { $0.contains("\(error)") }) == 1)
  }

  @Test func moreThreadsThanThereCanBeStopTheProgram() async {
    await #expect(processExitsWith: .failure) { Tensor.threadCount = 1025 }
  }

  /// Each thread is asked once, has a number of its own, and may take several parts at a time.
  @Test(arguments: [1, 2, 5], [1, 3, 100])
  func aThreadsPartsMakeUpTheWholeTogether(_ threads: Int, _ most: Int) {
    let runs = (0..<1000).map { _ in Counter() }
    let calls = (0..<threads).map { _ in Counter() }
    withThreads(8) {
      ThreadPool.shared.parallel(count: 1000, grain: 7, threads: threads) { parts in
        calls[parts.thread].increment()
        var parts = parts
        while let range = parts.next(most: most) {
          for index in range { runs[index].increment() }
        }
      }
    }
    #expect(runs.allSatisfy { $0.value == 1 })
    #expect(calls[0].value == 1)
    #expect(calls.allSatisfy { $0.value <= 1 })
  }

  private struct Product {
    let rows: Int, columns: Int, depth: Int
    var transposesLeft = false, transposesRight = false
  }

  /// One for each way to cut and to pack a product.
  private static let products = [
    Product(rows: 70, columns: 130, depth: 300, transposesRight: true),
    Product(rows: 32, columns: 64, depth: 784, transposesRight: true),
    Product(rows: 64, columns: 784, depth: 32, transposesLeft: true),
    Product(rows: 40, columns: 1040, depth: 32, transposesLeft: true),
    Product(rows: 64, columns: 144, depth: 128),
    Product(rows: 90, columns: 1000, depth: 68),
  ]

  @Test(arguments: products.indices)
  func aMatrixProductHasTheSameBitsOnAnyNumberOfThreads(_ index: Int) {
    let product = Self.products[index]
    let (rows, columns, depth) = (product.rows, product.columns, product.depth)
    var generator = SplitMix(seed: 9)
    let left = Storage(generator.floats(rows * depth))
    let right = Storage(generator.floats(depth * columns))
    let bias = Storage(generator.floats(columns))
    let a =
      product.transposesLeft
      ? MatrixView(storage: left, rowStride: 1, columnStride: rows)
      : MatrixView(storage: left, rowStride: depth)
    let b =
      product.transposesRight
      ? MatrixView(storage: right, rowStride: 1, columnStride: depth)
      : MatrixView(storage: right, rowStride: columns)
    let results = [1, 2, 3, 8].map { threads in
      withThreads(threads) {
        let c = Storage(uninitializedCount: rows * columns)
        MatrixProduct(rows: rows, columns: columns, depth: depth, bias: bias)
          .multiply(a, b, into: MatrixView(storage: c, rowStride: columns))
        return c.scalars
      }
    }
    #expect(results.allSatisfy { $0 == results[0] })
    for i in stride(from: 0, to: rows, by: 7) {
      for j in stride(from: 0, to: columns, by: 11) {
        var exact = Double(bias[j])
        for p in 0..<depth {
          exact +=
            Double(left[i * a.rowStride + p * a.columnStride])
            * Double(right[p * b.rowStride + j * b.columnStride])
        }
        #expect(abs(Double(results[0][i * columns + j]) - exact) < 1e-4)
      }
    }
  }
}

/// A number that several threads count up.
final class Counter: Sendable {
  private let count = Atomic(0)
  var value: Int { count.load(ordering: .relaxed) }
  @discardableResult func increment() -> Int { count.add(1, ordering: .relaxed).newValue }
  func decrement() { count.subtract(1, ordering: .relaxed) }
  func raise(to value: Int) { _ = count.max(value, ordering: .relaxed) }
}
