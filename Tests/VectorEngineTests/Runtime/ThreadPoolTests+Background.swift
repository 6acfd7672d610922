import Autograd
import Foundation
import Synchronization
import Testing

@testable import VectorEngine

extension ThreadPoolTests {
  @Test(arguments: [1, 2, 8]) func backgroundWorkIsDoneOnceAndWaitedFor(_ threads: Int) {
    let runs = Counter()
    withThreads(threads) {
      for round in 0..<200 {
        let result = Storage(repeating: -1, count: 4)
        let work = ThreadPool.shared.background { threads in
          ThreadPool.shared.parallel(count: 4, grain: 1, threads: threads) { parts in
            for part in parts {
              result[part.lowerBound] = Float(round)
              runs.increment()
            }
          }
        }
        ThreadPool.shared.parallel(count: 8, grain: 1) { _ in }
        work.wait()
        work.wait()
        #expect(result.scalars == [Float](repeating: Float(round), count: 4))
        #expect(runs.value == 4 * (round + 1))
      }
    }
  }

  @Test(.timeLimit(.minutes(1))) func aWorkerDoesBackgroundWorkAlone() {
    let done = Counter()
    let threadsOfItsOwn = Counter()
    withThreads(2) {
      let caller = ObjectIdentifier(Thread.current)
      let work = ThreadPool.shared.background { threads in
        let isAnother = ObjectIdentifier(Thread.current) != caller
        if threads == 1 && isAnother { threadsOfItsOwn.increment() }
        done.increment()
      }
      // Other tests' callers may have the pool: in some round a worker takes part.
      while done.value == 0 {
        ThreadPool.shared.parallel(count: 2, grain: 1) { _ in
          Thread.sleep(forTimeInterval: 0.001)
        }
      }
      work.wait()
    }
    #expect((done.value, threadsOfItsOwn.value) == (1, 1))
  }

  @Test func whoWaitsDoesWorkThatOtherWorkHasReplaced() {
    let order = Mutex<[Int]>([])
    let works = (0..<3).map { index in
      ThreadPool.shared.background { _ in order.withLock { $0.append(index) } }
    }
    for work in works { work.wait() }
    #expect(order.withLock { $0.sorted() } == [0, 1, 2])
  }

  @Test func workThatNobodyWaitsForKeepsNothing() {
    weak var kept: Counter?
    withThreads(2) {
      let counter = Counter()
      kept = counter
      _ = ThreadPool.shared.background { _ in counter.increment() }
    }
    #expect(kept == nil)
  }

  @Test(arguments: [1, 2, 8]) func prefetchedRowsAreThoseAskedFor(_ threads: Int) {
    let length = 500
    let bytes = (0..<100 * length).map { UInt8(truncatingIfNeeded: $0 &* 7 / 3) }
    let numbers = bytes.map { Float($0) * 0.25 - 3 }
    withThreads(threads) {
      for start in 0..<20 {
        let rows = (0..<70).map { ($0 * 31 + start) % 100 }
        let expected = rows.flatMap { numbers[$0 * length..<($0 + 1) * length] }
        let source = ByteRows(bytes, rows: rows, rowShape: [length], scale: 0.25, offset: -3)
        let next = Tensor.prefetch(source)
        // Something that a worker takes part in while the rows of two batches are asked for.
        let sum = (Tensor.prefetch(source)() + Tensor.prefetch(source)()).sum().item
        #expect(next().shape == [70, length] && !next().requiresGradient)
        #expect(next().scalars == expected)
        #expect((next() + next()).sum().item == sum)
        #expect(next() === next())
      }
    }
  }
}
