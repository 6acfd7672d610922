/// The speeds of several workloads, taken in turns.
///
/// The speed of a machine changes from moment to moment, that of a virtual one by half. So each round runs a short burst
/// of every workload, one right after the other: within a round their speeds can be compared, and over the rounds the
/// median of what the comparisons say.
struct AlternatingMeasurement {
  /// For each workload the amount a second in each round.
  private let speeds: [[Double]]

  /// Runs all workloads; `burst` is how long each runs at a stretch, if a single run does not take longer.
  init(_ workloads: [Workload], rounds: Int, burst: Duration = .milliseconds(3)) {
    let clock = ContinuousClock()
    let repetitions = workloads.map { Self.repetitions(of: $0, filling: burst) }
    var speeds = [[Double]](repeating: [], count: workloads.count)
    for _ in 0..<rounds {
      for (index, workload) in workloads.enumerated() {
        let count = repetitions[index]
        let time = clock.measure { for _ in 0..<count { workload.run() } }
        speeds[index].append(workload.amount * Double(count) / (time / .seconds(1)))
      }
    }
    self.speeds = speeds
  }

  /// How often a workload must run to take about as long as `burst`; warms it up, too.
  private static func repetitions(of workload: Workload, filling burst: Duration) -> Int {
    workload.run()
    let clock = ContinuousClock()
    var count = 1
    while true {
      let time = clock.measure { for _ in 0..<count { workload.run() } }
      if time >= burst / 2 { return max(1, Int((burst / time * Double(count)).rounded())) }
      count *= 2
    }
  }

  /// The amount a second of a workload in its fastest burst.
  func fastest(_ workload: Int) -> Double { speeds[workload].max() ?? 0 }

  /// The amount a second of a workload in the burst between the faster and the slower ones.
  func median(_ workload: Int) -> Double { speeds[workload].median }

  /// How many times as fast as `reference` a workload is.
  func ratio(of workload: Int, to reference: Int) -> Double {
    zip(speeds[workload], speeds[reference]).map { $0 / $1 }.median
  }
}

extension [Double] {
  /// The one in the middle, by size; the greater of two. NaN of none.
  var median: Double { isEmpty ? .nan : sorted()[count / 2] }
}
