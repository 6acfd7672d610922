/// How long the parts of a step take, over many steps.
struct PartTimes {
  /// The parts in the order in which they came.
  private(set) var names: [String] = []
  private var microseconds: [String: [Double]] = [:]
  private var stepCount = 0
  private let clock = ContinuousClock()

  mutating func beginStep() { stepCount += 1 }

  mutating func time<Result>(_ name: String, _ body: () -> Result) -> Result {
    let start = clock.now
    let result = body()
    add(name, clock.now - start)
    return result
  }

  /// Times a part that tells its name by what it gives.
  mutating func time<Result>(_ body: () -> Result, name: (Result) -> String) -> Result {
    let start = clock.now
    let result = body()
    let duration = clock.now - start
    add(name(result), duration)
    return result
  }

  /// What comes twice in a step adds up.
  private mutating func add(_ name: String, _ duration: Duration) {
    let time = duration / .microseconds(1)
    if microseconds[name] == nil { names.append(name) }
    var times = microseconds[name] ?? []
    if times.count == stepCount, let last = times.popLast() {
      times.append(last + time)
    } else {
      times.append(time)
    }
    microseconds[name] = times
  }

  /// The median over the steps.
  func median(_ name: String) -> Double { microseconds[name]?.median ?? 0 }
}
