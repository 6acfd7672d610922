import Foundation

/// The most memory that this process has had in use at a time, in megabytes of 2²⁰ bytes.
var peakResidentMegabytes: Double {
  var usage = rusage()
  #if canImport(Darwin)
    let (process, bytesInUnit) = (RUSAGE_SELF, 1.0)
  #else
    let (process, bytesInUnit) = (RUSAGE_SELF.rawValue, 1024.0)
  #endif
  guard unsafe getrusage(process, &usage) == 0 else { return .nan }
  return Double(usage.ru_maxrss) * bytesInUnit / 1_048_576
}
