import CVectorKernels
import Foundation
import Synchronization

/// Work whose result is needed later: done by a worker that has just left an operation, as its caller mostly has something to
/// do alone then, or else by whoever waits for it.
///
/// Work that nobody has begun when the last reference goes is not done at all.
package final class BackgroundWork: Sendable {
  private let task: Task

  fileprivate init(_ task: Task) { self.task = task }

  deinit { _ = task.take() }

  /// Returns when the work is done.
  package func wait() {
    task.run(threads: ThreadPool.shared.threadCount)
    ThreadPool.wait { task.isDone }
  }

  /// What the pool keeps of it.
  final class Task: Sendable {
    private enum State: Int, AtomicRepresentable { case waiting, taken, done }

    private let state = Atomic(State.waiting)
    // Only who has taken the task touches it.
    private nonisolated(unsafe) var work: ((_ threads: Int) -> Void)?

    init(_ work: @escaping (_ threads: Int) -> Void) { unsafe self.work = work }

    var isDone: Bool { state.load(ordering: .acquiring) == .done }

    /// The work, for the one who is first to ask.
    func take() -> ((_ threads: Int) -> Void)? {
      guard
        state.compareExchange(expected: .waiting, desired: .taken, ordering: .acquiring).exchanged
      else { return nil }
      defer { unsafe work = nil }
      return unsafe work
    }

    /// Does the work unless someone has taken it.
    func run(threads: Int) {
      guard let work = take() else { return }
      work(threads)
      state.store(.done, ordering: .releasing)
    }
  }
}

extension ThreadPool {
  /// The task that a worker is to do next, if any.
  @safe final class Background: Sendable {
    private let task = unsafe Atomic<Unmanaged<BackgroundWork.Task>?>(nil)

    /// Whoever waits for the task that was here does it.
    func put(_ next: BackgroundWork.Task) {
      let previous = unsafe task.exchange(.passRetained(next), ordering: .acquiringAndReleasing)
      unsafe previous?.release()
    }

    func run() {
      if unsafe task.load(ordering: .relaxed) == nil { return }
      let next = unsafe task.exchange(nil, ordering: .acquiring)?.takeRetainedValue()
      next?.run(threads: 1)
    }
  }

  /// Has a worker do `work` after the next operation that it takes part in. Only the last work asked for is kept for the
  /// workers.
  ///
  /// - Parameter work: called once at most, with the number of threads that it may bring in.
  package func background(_ work: @escaping (_ threads: Int) -> Void) -> BackgroundWork {
    let task = BackgroundWork.Task(work)
    if threadCount > 1 { background.put(task) }
    return BackgroundWork(task)
  }
}
