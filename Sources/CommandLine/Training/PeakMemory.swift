import Foundation

/// The most memory that this program has had at once, in bytes; nil if the system does not tell.
func peakMemory() -> Int? {
  var usage = rusage()
  #if canImport(Darwin)
    guard unsafe getrusage(RUSAGE_SELF, &usage) == 0 else { return nil }
    return usage.ru_maxrss
  #else
    // Linux counts kilobytes.
    guard unsafe getrusage(RUSAGE_SELF.rawValue, &usage) == 0 else { return nil }
    return usage.ru_maxrss * 1024
  #endif
}
