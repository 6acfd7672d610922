import ArgumentParser
import SwiftGrad

/// Measures what the machine can do at most: multiply-adds, and reading from each level of memory.
struct PeakBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "peak",
    abstract: "Measure what the machine can do at most: multiply-adds, reading by level of memory.",
    discussion: """
      Speeds are those of the fastest of some short bursts. Each of several threads reads a part of its own of the bytes.
      """)

  @OptionGroup var measuring: MeasuringOptions

  @Option(
    name: .customLong("kilobytes"),
    help: ArgumentHelp(
      "How much is read over and over. (default: 16 to 131072, doubling)", valueName: "n,n,…"),
    transform: wholeNumbers(in: 1...1 << 22))
  var kilobytes = (4...17).map { 1 << $0 }

  func run() throws {
    let levels = MemoryLevels()
    let rounds = measuring.rounds ?? 15
    var rows: [Row] = []
    for threads in measuring.threadCounts {
      Tensor.threadCount = threads
      let speed = AlternatingMeasurement([.peak], rounds: rounds).fastest(0)
      rows.append(
        Row(
          what: "multiply-adds", threads: threads, instructionSet: Tensor.instructionSet,
          gigaflops: speed / 1e9))
    }
    for bytes in kilobytes.map({ $0 << 10 }) {
      for threads in measuring.threadCounts {
        Tensor.threadCount = threads
        let speed = AlternatingMeasurement([.reading(bytes: bytes)], rounds: rounds).fastest(0)
        rows.append(
          Row(
            what: "read", threads: threads, instructionSet: Tensor.instructionSet, bytes: bytes,
            level: levels.name(ofBytes: bytes, threads: threads), gigabytesPerSecond: speed / 1e9))
      }
    }
    try rows.print(asJSON: measuring.json)
  }

  private struct Row: BenchmarkRow {
    let what: String
    let threads: Int
    let instructionSet: String
    var bytes: Int?
    var level: String?
    var gigaflops: Double?
    var gigabytesPerSecond: Double?

    static let columns: [Column] = [
      .text("what"), .number("bytes"), .text("level"), .number("threads"), .number("GFLOP/s"),
      .number("GB/s"),
    ]

    var cells: [String] {
      [
        gigaflops == nil ? what : "\(what), \(instructionSet)", bytes?.byteText ?? "", level ?? "",
        "\(threads)", gigaflops?.formatted(decimals: 1) ?? "",
        gigabytesPerSecond?.formatted(decimals: 1) ?? "",
      ]
    }
  }
}
