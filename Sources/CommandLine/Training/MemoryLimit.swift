import Foundation

/// The most memory that the program can have, in bytes: what the machine has, or less where it was told so.
func memoryLimit() -> Double {
  var limits = [Double(ProcessInfo.processInfo.physicalMemory)]
  var limit = rlimit()
  #if os(Linux)
    let addressSpace = __rlimit_resource_t(RLIMIT_AS.rawValue)
    // The containers of either kind.
    for file in ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"] {
      let text = try? String(contentsOfFile: file, encoding: .utf8)
      // Or "max".
      if let bytes = text.flatMap({ Double($0.filter { !$0.isWhitespace }) }) {
        limits.append(bytes)
      }
    }
  #else
    let addressSpace = RLIMIT_AS
  #endif
  if unsafe getrlimit(addressSpace, &limit) == 0 { limits.append(Double(limit.rlim_cur)) }
  return limits.min() ?? .infinity
}
