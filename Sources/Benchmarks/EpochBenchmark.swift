import ArgumentParser
import SwiftGrad

/// Measures whole epochs of training.
struct EpochBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "epoch", abstract: "Measure how long an epoch of training takes.",
    discussion: """
      The networks take turns, epoch by epoch, on the same images. Seconds are the median, loss is the mean of the last \
      epoch. Memory is the most that the process has had in use, images included.
      """)

  @OptionGroup var measuring: MeasuringOptions
  @OptionGroup var networks: NetworkOptions

  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      "The folder of MNIST's files. If not given: 20,000 digits that the program draws.",
      valueName: "folder"))
  var folder: String?

  @Option(help: ArgumentHelp("Use no more than the first n images.", valueName: "n"))
  var limit: Int?

  func validate() throws {
    if let limit, limit < 1 {
      throw ValidationError("--limit must be 1 or more, not \(limit).")
    }
  }

  func run() throws {
    Tensor.threadCount = measuring.threadCount
    let images = try loadImages()
    let rounds = measuring.rounds ?? 5
    let runs = networks.examples.map { EpochRun($0, on: images) }
    for _ in 0..<rounds {
      for run in runs { run.runEpoch() }
    }
    let rows = runs.map { run in
      let seconds = run.seconds.median
      return Row(
        network: run.example.rawValue, dataset: images.name, images: images.count,
        threads: Tensor.threadCount, seconds: seconds,
        imagesPerSecond: Double(images.count) / seconds, loss: run.loss,
        peakResidentMegabytes: Double(peakMemory() ?? 0) / 1_048_576)
    }
    try rows.print(asJSON: measuring.json)
  }

  private func loadImages() throws -> ImageDataset {
    if let folder { return try .mnist(at: folder, split: .training).prefix(limit ?? .max) }
    return .syntheticDigits(split: .training, count: min(20_000, limit ?? .max))
  }

  private struct Row: BenchmarkRow {
    let network: String
    let dataset: String
    let images: Int
    let threads: Int
    let seconds: Double
    let imagesPerSecond: Double
    let loss: Double
    let peakResidentMegabytes: Double

    static let columns: [Column] = [
      .text("network"), .text("images"), .number("threads"), .number("s/epoch"),
      .number("images/s"), .number("loss"), .number("peak memory"),
    ]

    var cells: [String] {
      [
        network, "\(images.grouped), \(dataset)", "\(threads)", seconds.formatted(decimals: 4),
        Int(imagesPerSecond).grouped, loss.formatted(decimals: 4),
        "\(peakResidentMegabytes.formatted(decimals: 0)) MB",
      ]
    }
  }
}

/// A training that goes on epoch by epoch.
private final class EpochRun {
  let example: TrainingExample
  private let training: Training
  private let batches: DataLoader<ImageTensors<Tensor>>
  /// How long each epoch has taken.
  private(set) var seconds: [Double] = []
  /// The mean loss of the last epoch, each image's as it was when it was trained on.
  private(set) var loss = Double.nan

  init(_ example: TrainingExample, on images: ImageDataset) {
    self.example = example
    training = example.makeTraining()
    batches = DataLoader(
      images.as(Tensor.self), batchSize: example.batchSize, shuffleSeed: 0)
  }

  func runEpoch() {
    var lossSum = 0.0
    let time = ContinuousClock().measure {
      for (images, labels) in batches {
        lossSum += training.step(images, labels).item * Double(labels.count)
      }
    }
    seconds.append(time / .seconds(1))
    loss = lossSum / Double(batches.exampleCount)
  }
}
