import CVectorKernels
import Foundation
import Synchronization
import Testing

@testable import VectorEngine

@Suite(.serialized) struct ThreadPoolTests {
  private func withThreads<Result>(_ count: Int, _ body: () throws -> Result) rethrows -> Result {
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
    await #expect(processExitsWith: .failure) {
      unsafe setenv("SWIFTGRAD_THREADS", "none", 1)
      _ = Tensor.threadCount
    }
  }

  @Test func aMatrixProductHasTheSameBitsOnAnyNumberOfThreads() {
    var generator = SplitMix(seed: 9)
    let a = MatrixView(storage: Storage(generator.floats(70 * 300)), rowStride: 300)
    let b = MatrixView(
      storage: Storage(generator.floats(300 * 130)), rowStride: 1, columnStride: 300)
    let results = [1, 2, 3, 8].map { threads in
      withThreads(threads) {
        let c = Storage(uninitializedCount: 70 * 130)
        MatrixProduct(rows: 70, columns: 130, depth: 300)
          .multiply(a, b, into: MatrixView(storage: c, rowStride: 130))
        return c.values
      }
    }
    #expect(results.allSatisfy { $0 == results[0] })
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
