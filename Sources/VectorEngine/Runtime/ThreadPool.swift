import Autograd
import CVectorKernels
import Foundation
import Synchronization

/// Runs the parts of one operation on several threads.
///
/// Work is cut into parts by its size alone, never by the number of threads: what a part computes, and so every bit
/// of a result, is the same on one thread as on eight. The caller works too. A caller that finds the pool busy, be it
/// another thread or a part that wants to go parallel itself, does its work alone: nothing waits for a thread that
/// could wait for it, and the pool never adds more threads to its callers than were asked for.
///
/// Every thread has a share of the parts, the same ones operation after operation: its core may still have that part of a
/// tensor in its cache, and would get another one from another core's cache much slower than it computes. Only who is done
/// takes parts from others.
///
/// Workers start when a second thread first has something to do. They spin for half a millisecond after an operation, as
/// the next one comes sooner than that in training and waking a thread costs more than most operations, and then sleep.
package final class ThreadPool: Sendable {
  package static let shared = ThreadPool()

  private struct Job {
    let count: Int
    let grain: Int
    let threadCount: Int
    let body: (Parts) -> Void
  }

  // The job is written before `state` opens it and cleared after the last worker has left it.
  private nonisolated(unsafe) var job: Job?
  // Grows before `state` opens a job with more threads.
  nonisolated(unsafe) var shares: [Share] = []

  // Bit 0: the job takes workers. Bits 1 to 31: the workers in it. From bit 32: the job's number.
  private let state = Atomic<UInt64>(0)
  private static let open: UInt64 = 1
  private static let oneWorker: UInt64 = 2
  private static let workers: UInt64 = 0xffff_fffe

  private let isBusy = Atomic(false)
  private let limit: Atomic<Int>
  private let workerCount = Atomic(0)
  private let sleeperCount = Atomic(0)
  private let wakeUp = DispatchSemaphore(value: 0)
  let background = Background()

  /// How many threads the pool can be asked for.
  package static let threadCounts = 1...1024

  private init() {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    var count: Int?
    do throws(EnvironmentError) {
      count = try Self.threadCount(in: ProcessInfo.processInfo.environment)
    } catch {
      // No result depends on it, and the user of a program may not be the one who set the variable.
      let message = "SwiftGrad: \(error); going on with all \(cores) cores\n"
      try? FileHandle.standardError.write(contentsOf: Data(message.utf8))
    }
    limit = Atomic(count ?? min(cores, Self.threadCounts.upperBound))
  }

  /// The number of threads that the environment variable `SWIFTGRAD_THREADS` asks for; nil if it is not set.
  package static func threadCount(
    in environment: [String: String]
  ) throws(EnvironmentError) -> Int? {
    let variable = "SWIFTGRAD_THREADS"
    guard let text = environment[variable] else { return nil }
    guard let count = Int(text), threadCounts.contains(count) else {
      throw EnvironmentError(
        variable: variable,
        expected: "a whole number from \(threadCounts.lowerBound) to \(threadCounts.upperBound)",
        found: text)
    }
    return count
  }

  /// The most threads that work at once, the caller's among them: all cores unless it is set here or by the
  /// environment variable `SWIFTGRAD_THREADS`.
  package var threadCount: Int {
    get { limit.load(ordering: .relaxed) }
    set {
      require(
        Self.threadCounts.contains(newValue),
        "threadCount must be from 1 to \(Self.threadCounts.upperBound), not \(newValue)")
      limit.store(newValue, ordering: .relaxed)
    }
  }

  /// Calls `body` with ranges that make up `0 ..< count`, each of `grain` items but the last, in any order and on
  /// any thread; returns when all are done.
  package func parallel(count: Int, grain: Int, _ body: (Range<Int>) -> Void) {
    parallel(count: count, grain: grain, threads: threadCount) { parts in
      for range in parts { body(range) }
    }
  }

  /// Calls `body` once on each of at most `threads` threads, the caller's among them, with the parts that this thread is to
  /// do: for work that needs something of its thread's own.
  package func parallel(count: Int, grain: Int, threads: Int, _ body: (Parts) -> Void) {
    require(grain > 0, "grain must be positive, not \(grain)")
    let partCount = (count + grain - 1) / grain
    let threadCount = min(threads, partCount)
    guard threadCount > 1,
      isBusy.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged
    else { return body(Parts(count: count, grain: grain, thread: 0, threadCount: 1, pool: nil)) }
    defer { isBusy.store(false, ordering: .releasing) }
    startWorkers(upTo: threadCount - 1)
    withoutActuallyEscaping(body) { body in
      let job = Job(count: count, grain: grain, threadCount: threadCount, body: body)
      unsafe self.job = job
      share(partCount, among: threadCount)
      let number = (state.load(ordering: .relaxed) >> 32) &+ 1
      state.store(number << 32 | Self.open, ordering: .sequentiallyConsistent)
      wakeSleepers()
      work(at: job, thread: 0)
      state.bitwiseAnd(~Self.open, ordering: .relaxed)
      Self.wait { state.load(ordering: .acquiring) & Self.workers == 0 }
      unsafe self.job = nil
    }
  }

  private func work(at job: Job, thread: Int) {
    job.body(
      Parts(
        count: job.count, grain: job.grain, thread: thread, threadCount: job.threadCount, pool: self
      ))
  }

  /// Waits for what a worker is doing.
  static func wait(until isDone: () -> Bool) {
    // A worker that has lost its core must get one back: after a while this thread offers its own.
    var spins = 0
    while !isDone() {
      spins += 1
      if spins < Tuning.pausesBeforeYield { spin_pause() } else { sched_yield() }
    }
  }

  private func wakeSleepers() {
    let sleepers = sleeperCount.exchange(0, ordering: .sequentiallyConsistent)
    for _ in 0..<sleepers { wakeUp.signal() }
  }
}

// MARK: Workers

extension ThreadPool {
  private func startWorkers(upTo count: Int) {
    // Only the caller that holds the pool comes here.
    while workerCount.load(ordering: .relaxed) < count {
      let index = workerCount.add(1, ordering: .relaxed).oldValue
      let thread = Thread { [self] in runWorker(index) }
      thread.name = "SwiftGrad worker \(index + 1)"
      thread.start()
    }
  }

  private func runWorker(_ index: Int) -> Never {
    var lastJob: UInt64 = 0
    var idleSince = ContinuousClock.now
    while true {
      if spin(after: &lastJob, index) {
        if let job = unsafe job, index + 1 < job.threadCount { work(at: job, thread: index + 1) }
        state.subtract(Self.oneWorker, ordering: .releasing)
        background.run()
        idleSince = .now
      } else if index + 1 >= threadCount || .now - idleSince > Tuning.spinTime {
        sleep(after: lastJob)
        idleSince = .now
      }
    }
  }

  /// Waits for a job for some hundreds of nanoseconds and enters it.
  private func spin(after lastJob: inout UInt64, _ index: Int) -> Bool {
    for _ in 0..<Tuning.pausesPerLook {
      if join(after: &lastJob, index) { return true }
      spin_pause()
    }
    return false
  }

  /// Enters the job that is open, unless it is `lastJob` or has threads enough.
  private func join(after lastJob: inout UInt64, _ index: Int) -> Bool {
    let current = state.load(ordering: .relaxed)
    guard current & Self.open != 0, current >> 32 != lastJob, index + 1 < threadCount else {
      return false
    }
    let (joined, _) = state.compareExchange(
      expected: current, desired: current + Self.oneWorker, ordering: .acquiring)
    if joined { lastJob = current >> 32 }
    return joined
  }

  private func sleep(after lastJob: UInt64) {
    sleeperCount.add(1, ordering: .sequentiallyConsistent)
    let current = state.load(ordering: .sequentiallyConsistent)
    if current & Self.open != 0, current >> 32 != lastJob, cancelSleep() { return }
    wakeUp.wait()
  }

  /// Takes back the announcement to sleep; `false` if a wake-up for it is on its way already.
  private func cancelSleep() -> Bool {
    var count = sleeperCount.load(ordering: .relaxed)
    while count > 0 {
      let (exchanged, original) = sleeperCount.compareExchange(
        expected: count, desired: count - 1, ordering: .sequentiallyConsistent)
      if exchanged { return true }
      count = original
    }
    return false
  }
}
