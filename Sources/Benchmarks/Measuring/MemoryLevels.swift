import Foundation

/// The caches of the machine, as far as the system tells, to name where data of some size stay.
struct MemoryLevels {
  /// The bytes of the caches, the core's own first level first; those of unknown size are left out.
  private let caches: [(name: String, bytes: Int)]

  init() {
    caches = zip(["L1", "L2", "L3"], Self.cacheSizes).filter { $0.1 > 0 }.map { ($0.0, $0.1) }
  }

  /// The smallest cache that holds what each of some threads reads of `bytes`, else "memory"; threads share the third level.
  func name(ofBytes bytes: Int, threads: Int) -> String {
    caches.first { cache in
      cache.name == "L3" ? bytes <= cache.bytes : bytes / threads <= cache.bytes
    }?.name ?? "memory"
  }

  #if canImport(Glibc)
    private static var cacheSizes: [Int] {
      [_SC_LEVEL1_DCACHE_SIZE, _SC_LEVEL2_CACHE_SIZE, _SC_LEVEL3_CACHE_SIZE].map {
        sysconf(Int32($0))
      }
    }
  #elseif canImport(Darwin)
    private static var cacheSizes: [Int] {
      ["hw.l1dcachesize", "hw.l2cachesize", "hw.l3cachesize"].map { name in
        var size = 0
        var length = MemoryLayout<Int>.size
        return unsafe sysctlbyname(name, &size, &length, nil, 0) == 0 ? size : 0
      }
    }
  #else
    private static let cacheSizes: [Int] = []
  #endif
}
