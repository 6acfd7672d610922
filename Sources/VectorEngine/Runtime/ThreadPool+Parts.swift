import Autograd
import Synchronization

/// The parts of an operation that one thread does, each taken when it is asked for.
package struct Parts: Sequence, IteratorProtocol {
  private let count: Int
  private let grain: Int
  /// Which of the threads this is: the caller is 0.
  package let thread: Int
  private let threadCount: Int
  /// `nil` if the caller does all parts.
  private let pool: ThreadPool?
  private var nextPart = 0

  init(count: Int, grain: Int, thread: Int, threadCount: Int, pool: ThreadPool?) {
    self.count = count
    self.grain = grain
    self.thread = thread
    self.threadCount = threadCount
    self.pool = pool
  }

  package mutating func next() -> Range<Int>? { next(most: 1) }

  /// The items of up to `most` parts, at least one, that follow each other.
  package mutating func next(most: Int) -> Range<Int>? {
    require(most > 0, "most must be positive, not \(most)")
    let parts: Range<Int>
    if let pool {
      guard let taken = pool.takeParts(most: most, for: thread, of: threadCount) else { return nil }
      parts = taken
    } else {
      parts = nextPart..<(nextPart + most)
      nextPart += most
    }
    let start = parts.lowerBound * grain
    return start < count ? start..<Swift.min(parts.upperBound * grain, count) : nil
  }
}

extension ThreadPool {
  /// The parts of a thread's share that nobody has taken yet.
  final class Share: Sendable {
    // Bits 0 to 31: the first. Bits 32 to 63: the one after the last.
    fileprivate let free = Atomic<UInt64>(0)
  }

  /// Gives each of the threads as many parts as the others, up to one.
  func share(_ partCount: Int, among threadCount: Int) {
    while unsafe shares.count < threadCount { unsafe shares.append(Share()) }
    for thread in 0..<threadCount {
      let first = thread * partCount / threadCount
      let end = (thread + 1) * partCount / threadCount
      unsafe shares[thread].free.store(UInt64(first) | UInt64(end) << 32, ordering: .relaxed)
    }
  }

  /// Takes parts of the thread's own share, at most half of what is left of it, or one of another thread's share.
  ///
  /// Every other thread goes from the back to the front, so that neighbors do not reach their common end at once.
  func takeParts(most: Int, for thread: Int, of threadCount: Int) -> Range<Int>? {
    if let parts = takeParts(of: thread, { min(most, ($0 + 1) / 2) }, fromFront: thread % 2 == 0) {
      return parts
    }
    for other in 1..<threadCount {
      let victim = (thread + other) % threadCount
      if let parts = takeParts(of: victim, { min(1, $0) }, fromFront: victim % 2 == 1) {
        return parts
      }
    }
    return nil
  }

  /// Takes as many of the parts left in a share as `count` says.
  private func takeParts(
    of thread: Int, _ count: (_ left: Int) -> Int, fromFront: Bool
  ) -> Range<Int>? {
    let share = unsafe shares[thread]
    var free = share.free.load(ordering: .relaxed)
    while true {
      let first = Int(free & 0xffff_ffff)
      let end = Int(free >> 32)
      let taken = count(end - first)
      if taken == 0 { return nil }
      let rest = fromFront ? (first + taken, end) : (first, end - taken)
      let (exchanged, original) = share.free.compareExchange(
        expected: free, desired: UInt64(rest.0) | UInt64(rest.1) << 32, ordering: .relaxed)
      if exchanged { return fromFront ? first..<rest.0 : rest.1..<end }
      free = original
    }
  }
}
