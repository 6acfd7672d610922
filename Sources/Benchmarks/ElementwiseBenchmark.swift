import ArgumentParser
import SwiftGrad

/// Measures what is done to each number of a tensor against copying memory.
struct ElementwiseBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "elementwise",
    abstract: "Measure operations on each element, reductions and updates against memcpy.",
    discussion: """
      Bytes are those that an operation has to read and to write, and a size is that of all of them. Bursts of each \
      operation alternate with bursts of memcpy of as many bytes on as many threads. GB/s are those of the fastest burst; \
      the percentage is the median of the ratios, burst by burst.
      """)

  @OptionGroup var measuring: MeasuringOptions

  @Option(
    name: .customLong("kilobytes"),
    help: ArgumentHelp("The sizes. (default: 16,512,8192,131072)", valueName: "n,n,…"),
    transform: wholeNumbers(in: 8...1 << 22))
  var kilobytes = [16, 512, 8192, 131_072]

  func run() throws {
    Tensor.threadCount = measuring.threadCount
    let levels = MemoryLevels()
    var rows: [Row] = []
    for bytes in kilobytes.map({ $0 << 10 }) {
      let level = levels.name(ofBytes: bytes, threads: Tensor.threadCount)
      func add(_ operation: String, _ speed: Double, _ fraction: Double) {
        rows.append(
          Row(
            operation: operation, bytes: bytes, level: level, threads: Tensor.threadCount,
            gigabytesPerSecond: speed / 1e9, fractionOfMemcpy: fraction))
      }
      let copying = Workload.copying(bytes: bytes)
      for operation in ElementwiseOperation.allCases {
        let measurement = withoutGradient {
          AlternatingMeasurement(
            [copying, operation.workload(bytes: bytes)], rounds: measuring.rounds ?? 9)
        }
        if operation == ElementwiseOperation.allCases.first {
          add("memcpy", measurement.fastest(0), 1)
        }
        add(operation.rawValue, measurement.fastest(1), measurement.ratio(of: 1, to: 0))
      }
    }
    try rows.print(asJSON: measuring.json)
  }

  private struct Row: BenchmarkRow {
    let operation: String
    let bytes: Int
    let level: String
    let threads: Int
    let gigabytesPerSecond: Double
    let fractionOfMemcpy: Double

    static let columns: [Column] = [
      .number("size"), .text("level"), .text("operation"), .number("threads"), .number("GB/s"),
      .number("of memcpy"),
    ]

    var cells: [String] {
      [
        bytes.byteText, level, operation, "\(threads)", gigabytesPerSecond.formatted(decimals: 1),
        fractionOfMemcpy.percent,
      ]
    }
  }
}
