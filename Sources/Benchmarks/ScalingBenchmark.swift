import ArgumentParser
import SwiftGrad

/// Measures how the cost of a training step grows with threads, with the batch and with the hidden layers.
struct ScalingBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scaling",
    abstract: "Measure how the cost of a training step grows: by threads, batch and hidden layers.",
    discussion: """
      The network is 784-h-h-10 with ReLU, trained by SGD with momentum. While one of threads, batch and h varies, the \
      others stay: threads at the most, batch and h in the middle of their list. Times are those of the fastest burst, and \
      how many times as long is against the row above. The percentage is the median of the ratios to bursts of multiply-adds \
      in registers, which alternate with the steps. Memory is the most that the process has had in use up to then.
      """)

  @OptionGroup var measuring: MeasuringOptions

  @Option(
    name: .customLong("batches"),
    help: ArgumentHelp(
      "The batch sizes. (default: 1,4,16,64,256,1024,4096)", valueName: "n,n,…"),
    transform: wholeNumbers(in: 1...65_536))
  var batchSizes = [1, 4, 16, 64, 256, 1024, 4096]

  @Option(
    name: .customLong("hidden"),
    help: ArgumentHelp(
      "The sizes of the hidden layers. (default: 32,64,128,256,512,1024,2048,4096)",
      valueName: "n,n,…"),
    transform: wholeNumbers(in: 1...16_384))
  var hiddenSizes = (5...12).map { 1 << $0 }

  func run() throws {
    let middle = StepSize(
      threads: measuring.threadCount, batch: batchSizes[batchSizes.count / 2],
      hidden: hiddenSizes[hiddenSizes.count / 2])
    let images = ImageDataset.syntheticDigits(
      split: .training, count: batchSizes.max() ?? middle.batch)
    var rows: [Row] = []
    func add(_ series: String, _ change: (inout StepSize) -> Void) {
      var size = middle
      change(&size)
      var row = measure(size, images, series: series)
      if let previous = rows.last, previous.series == series {
        row.growth = row.microseconds / previous.microseconds
      }
      rows.append(row)
    }
    for threads in 1...middle.threads { add("threads") { $0.threads = threads } }
    for batch in batchSizes { add("batch") { $0.batch = batch } }
    for hidden in hiddenSizes { add("hidden") { $0.hidden = hidden } }
    try rows.print(asJSON: measuring.json)
  }

  private func measure(_ size: StepSize, _ images: ImageDataset, series: String) -> Row {
    Tensor.threadCount = size.threads
    let measurement = AlternatingMeasurement(
      [.peak, size.workload(images)], rounds: measuring.rounds ?? 9)
    let operationsPerSecond = measurement.fastest(1)
    let seconds = size.operations / operationsPerSecond
    return Row(
      series: series, threads: size.threads, batch: size.batch, hidden: size.hidden,
      microseconds: seconds * 1e6, imagesPerSecond: Double(size.batch) / seconds,
      gigaflops: operationsPerSecond / 1e9, fractionOfPeak: measurement.ratio(of: 1, to: 0),
      peakResidentMegabytes: Double(peakMemory() ?? 0) / 1_048_576)
  }

  private struct Row: BenchmarkRow {
    let series: String
    let threads: Int
    let batch: Int
    let hidden: Int
    let microseconds: Double
    var growth: Double?
    let imagesPerSecond: Double
    let gigaflops: Double
    let fractionOfPeak: Double
    let peakResidentMegabytes: Double

    static let columns: [Column] = [
      .text("series"), .number("threads"), .number("batch"), .number("hidden"),
      .number("µs/step"), .number("times as long"), .number("images/s"), .number("GFLOP/s"),
      .number("of peak"), .number("peak memory"),
    ]

    var cells: [String] {
      [
        series, "\(threads)", "\(batch)", "\(hidden)", microseconds.formatted(decimals: 1),
        growth?.formatted(decimals: 2) ?? "", Int(imagesPerSecond).grouped,
        gigaflops.formatted(decimals: 1), fractionOfPeak.percent,
        "\(peakResidentMegabytes.formatted(decimals: 0)) MB",
      ]
    }
  }
}

/// What decides how much a training step of the network 784-h-h-10 has to do, and how many do it.
private struct StepSize {
  var threads: Int
  var batch: Int
  var hidden: Int

  private var layerSizes: [Int] { [784, hidden, hidden, 10] }

  /// The multiplications and additions of the matrix products. Each layer has one forward and two backward, but that no
  /// gradient flows to the images.
  var operations: Double {
    let products = zip(layerSizes, layerSizes.dropFirst()).map { $0 * $1 }
    return Double(2 * batch * (3 * products.reduce(0, +) - products[0]))
  }

  /// Steps on the same images; in operations.
  func workload(_ images: ImageDataset) -> Workload {
    let model = MLP<Tensor>(sizes: layerSizes, seed: 0)
    let training = Training(
      model: model, optimizer: SGD(model.parameters, learningRate: 0.01, momentum: 0.5))
    let (images, labels) = images.as(Tensor.self).batch(of: Array(0..<batch))
    return Workload(amount: operations) { _ = training.step(images, labels) }
  }
}
