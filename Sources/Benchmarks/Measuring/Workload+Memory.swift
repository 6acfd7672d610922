import Foundation
import SwiftGrad
import VectorEngine

extension Workload {
  /// Reads the same memory over and over, each thread a part of its own; in bytes.
  static func reading(bytes: Int) -> Workload {
    let memory = Memory(floatCount: bytes / MemoryLayout<Float>.stride)
    let kernels = Kernels.current
    let threadCount = Tensor.threadCount
    let count = unsafe memory.floats.count
    // As often as makes starting the threads not count.
    let passes = max(1, (1 << 22) / (count / threadCount + 1))
    return Workload(amount: Double(count * passes * MemoryLayout<Float>.stride)) {
      ThreadPool.shared.parallel(count: threadCount, grain: 1) { parts in
        for part in parts {
          let (start, end) = (part * count / threadCount, (part + 1) * count / threadCount)
          for _ in 0..<passes { unsafe kernels.read(memory.floats[start..<end]) }
        }
      }
    }
  }

  /// `memcpy` between two halves of some memory, on as many threads as an operation of the engine on as many floats uses;
  /// in bytes read and written.
  static func copying(bytes: Int) -> Workload {
    let count = max(1, bytes / MemoryLayout<Float>.stride / 2)
    let (source, destination) = (Memory(floatCount: count), Memory(floatCount: count))
    return Workload(amount: Double(2 * count * MemoryLayout<Float>.stride)) {
      ThreadPool.shared.parallel(count: count, grain: 1 << 15) { range in
        let part = unsafe UnsafeMutableRawBufferPointer(
          UnsafeMutableBufferPointer(rebasing: destination.floats[range]))
        unsafe part.copyMemory(
          from: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: source.floats[range])))
      }
    }
  }
}

extension Kernels {
  fileprivate func read(_ floats: Slice<UnsafeMutableBufferPointer<Float>>) {
    let floats = unsafe UnsafeBufferPointer(rebasing: floats)
    if let base = floats.baseAddress { _ = unsafe table.pointee.read(floats.count, base) }
  }
}

/// Floats of 1, aligned to cache lines.
@safe private final class Memory {
  let floats: UnsafeMutableBufferPointer<Float>

  init(floatCount: Int) {
    unsafe floats = UnsafeMutableRawBufferPointer.allocate(
      byteCount: floatCount * MemoryLayout<Float>.stride, alignment: 64
    ).bindMemory(to: Float.self)
    unsafe floats.initialize(repeating: 1)
  }

  deinit { unsafe floats.deallocate() }
}
