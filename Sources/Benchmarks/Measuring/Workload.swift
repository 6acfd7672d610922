import SwiftGrad
import VectorEngine

/// Work to be timed, over and over.
struct Workload {
  /// What one run comes to: floating-point operations, bytes or images.
  let amount: Double
  let run: () -> Void
}

extension Workload {
  /// Multiply-adds in registers on every thread that the engine may use: nothing that computes can be faster.
  static var peak: Workload {
    let kernels = Kernels.current
    let threadCount = Tensor.threadCount
    // Many short parts, so that no thread waits long for the last; many of them, so that starting does not count.
    let (rounds, partCount) = (1 << 12, 64 * threadCount)
    let operations = 2 * kernels.sumCount * rounds * partCount
    return Workload(amount: Double(operations)) {
      ThreadPool.shared.parallel(count: partCount, grain: 1) { parts in
        for _ in parts { kernels.multiplyAdds(rounds: rounds) }
      }
    }
  }
}

extension Kernels {
  /// The sums that a round of multiply-adds adds to.
  fileprivate var sumCount: Int {
    unsafe table.pointee.tile_rows * table.pointee.tile_columns
  }

  fileprivate func multiplyAdds(rounds: Int) {
    // With half of each sum kept, sums go to 2: neither too large nor too small for full speed.
    _ = unsafe table.pointee.multiply_adds(rounds, 0.5)
  }
}
