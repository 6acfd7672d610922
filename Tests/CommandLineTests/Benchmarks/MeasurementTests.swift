import Testing

@testable import Benchmarks

@Suite struct MeasurementTests {
  @Test(arguments: [([3, 1, 2], 2), ([4, 1, 3, 2], 3), ([5], 5)] as [([Double], Double)])
  func theMedianIsTheOneInTheMiddle(numbers: [Double], median: Double) {
    #expect(numbers.median == median)
  }

  @Test func workloadsTakeTurns() {
    var runs: [Int] = []
    // Longer than a burst, so that each burst is a single run.
    func workload(_ index: Int) -> Workload {
      Workload(amount: 1) {
        runs.append(index)
        let end = ContinuousClock.now + .milliseconds(2)
        while ContinuousClock.now < end {}
      }
    }
    let measurement = AlternatingMeasurement(
      [workload(0), workload(1)], rounds: 3, burst: .milliseconds(1))
    #expect(runs.suffix(6) == [0, 1, 0, 1, 0, 1])
    #expect(measurement.fastest(0) > 0 && measurement.fastest(0) <= 500)
    #expect(measurement.ratio(of: 0, to: 0) == 1)
  }

  @Test func partsThatComeTwiceInAStepAddUp() {
    var parts = PartTimes()
    func pause(_ milliseconds: Int) {
      let end = ContinuousClock.now + .milliseconds(milliseconds)
      while ContinuousClock.now < end {}
    }
    for _ in 0..<3 {
      parts.beginStep()
      parts.time("a") { pause(1) }
      parts.time({ pause(1) }, name: { "b" })
      parts.time("a") { pause(1) }
    }
    #expect(parts.names == ["a", "b"])
    #expect(parts.median("a") >= 2000)
    #expect(parts.median("b") >= 1000)
  }

  @Test func levelsGrowWithTheBytes() {
    let levels = MemoryLevels()
    let names = (0..<50).map { levels.name(ofBytes: 1 << $0, threads: 1) }
    #expect(names.last == "memory")
    let order = ["L1", "L2", "L3", "memory"]
    let places = names.compactMap(order.firstIndex)
    #expect(places.count == names.count && places == places.sorted())
  }
}
