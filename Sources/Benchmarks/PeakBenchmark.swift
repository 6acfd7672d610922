import ArgumentParser
import SwiftGrad
import VectorEngine

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
        let reading = ReadingBuffer(bytes: bytes)
        let speed = AlternatingMeasurement([reading.workload], rounds: rounds).fastest(0)
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

/// Memory to be read over and over.
@safe private final class ReadingBuffer {
  private let floats: UnsafeMutableBufferPointer<Float>
  private let kernels = Kernels.current

  init(bytes: Int) {
    let count = bytes / MemoryLayout<Float>.stride
    unsafe floats = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes, alignment: 64)
      .bindMemory(to: Float.self)
    unsafe floats.initialize(repeating: 1)
    precondition(unsafe floats.count == count)
  }

  deinit { unsafe floats.deallocate() }

  /// Reads all of it, each thread its part, as often as makes starting the threads not count.
  var workload: Workload {
    let threadCount = Tensor.threadCount
    let count = unsafe floats.count
    let passes = max(1, (1 << 22) / (count / threadCount + 1))
    return Workload(amount: Double(count * passes * MemoryLayout<Float>.stride)) { [self] in
      ThreadPool.shared.parallel(count: threadCount, grain: 1) { parts in
        for part in parts {
          let (start, end) = (part * count / threadCount, (part + 1) * count / threadCount)
          for _ in 0..<passes { unsafe read(UnsafeBufferPointer(rebasing: floats[start..<end])) }
        }
      }
    }
  }

  private func read(_ part: UnsafeBufferPointer<Float>) {
    if let base = part.baseAddress { _ = unsafe kernels.table.pointee.read(part.count, base) }
  }
}
