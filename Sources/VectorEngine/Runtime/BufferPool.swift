import CVectorKernels
import Foundation
import Synchronization

/// Memory for tensors, kept for reuse: a training step asks for the same sizes again and again.
///
/// Buffers are 64-byte aligned, so that no vector straddles two cache lines, and come in sizes with at most a
/// quarter to spare. Beyond ``Tuning/keptBytes`` what comes back goes on to the system.
final class BufferPool: Sendable {
  static let shared = BufferPool()

  /// Memory that nobody uses: whoever takes it out of the cache owns it.
  @safe private struct Buffer: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<Float>
  }

  private struct Cache {
    /// By the class of their size.
    var buffers = [[Buffer]](repeating: [], count: 4 * Int.bitWidth)
    var byteCount = 0
  }

  private let cache = Mutex(Cache())
  private let allocations = Atomic(0)

  private init() {}

  /// How often memory has been asked of the system.
  var systemAllocationCount: Int { allocations.load(ordering: .relaxed) }

  /// The floats in the buffer that holds `count` of them: four sizes for each doubling, at least a cache line.
  static func capacity(for count: Int) -> Int {
    guard count > 16 else { return 16 }
    let step = max(16, 1 << max(0, doubling(before: count) - 2))
    // Beyond half of all numbers there is no memory for it, whatever the step.
    return count > Int.max / 2 ? count : (count + step - 1) / step * step
  }

  /// The exponent of the largest power of two below `count`.
  private static func doubling(before count: Int) -> Int {
    Int.bitWidth - 1 - (count - 1).leadingZeroBitCount
  }

  /// Counts the capacities: four for each doubling.
  private static func sizeClass(of capacity: Int) -> Int {
    let doubling = doubling(before: capacity)
    return 4 * doubling + ((capacity - 1) >> max(0, doubling - 2)) & 3
  }

  func take(capacity: Int) -> UnsafeMutablePointer<Float> {
    let sizeClass = Self.sizeClass(of: capacity)
    let reused = cache.withLock { cache -> Buffer? in
      guard let buffer = cache.buffers[sizeClass].popLast() else { return nil }
      cache.byteCount -= capacity * MemoryLayout<Float>.stride
      return buffer
    }
    if let reused { return unsafe reused.pointer }
    allocations.add(1, ordering: .relaxed)
    return unsafe Self.allocate(capacity: capacity)
  }

  /// Memory from the system; stops with a message where Swift's own allocation would stop without one.
  private static func allocate(capacity: Int) -> UnsafeMutablePointer<Float> {
    let (byteCount, overflow) = capacity.multipliedReportingOverflow(
      by: MemoryLayout<Float>.stride)
    guard !overflow, let memory = unsafe aligned_alloc(64, byteCount) else {
      fatalError("Tensor: there is no memory for \(capacity) floats")
    }
    return unsafe memory.bindMemory(to: Float.self, capacity: capacity)
  }

  /// Gives all buffers that nobody uses back to the system.
  func releaseUnused() {
    let buffers = cache.withLock { cache in
      defer { cache = Cache() }
      return cache.buffers.joined().map { $0 }
    }
    for buffer in buffers { unsafe free(buffer.pointer) }
    return_freed_memory()
  }

  func giveBack(_ pointer: UnsafeMutablePointer<Float>, capacity: Int) {
    let byteCount = capacity * MemoryLayout<Float>.stride
    let buffer = unsafe Buffer(pointer: pointer)
    let sizeClass = Self.sizeClass(of: capacity)
    let isKept = cache.withLock { cache in
      guard cache.byteCount + byteCount <= Tuning.keptBytes else { return false }
      cache.byteCount += byteCount
      cache.buffers[sizeClass].append(buffer)
      return true
    }
    if !isKept { unsafe free(pointer) }
  }
}
