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
    let trainings = networks.examples.map { example in
      (
        example, example.makeTraining(),
        DataLoader<Tensor>(images, batchSize: example.batchSize, shuffleSeed: 0)
      )
    }
    var (seconds, losses) = ([String: [Double]](), [String: Double]())
    let clock = ContinuousClock()
    for _ in 0..<rounds {
      for (example, training, batches) in trainings {
        var lossSum = 0.0
        let time = clock.measure {
          for (images, labels) in batches {
            lossSum += Double(training.step(images, labels).item) * Double(labels.count)
          }
        }
        seconds[example.rawValue, default: []].append(time / .seconds(1))
        losses[example.rawValue] = lossSum / Double(images.count)
      }
    }
    let rows = trainings.map { example, _, _ in
      let median = seconds[example.rawValue]?.median ?? .nan
      return Row(
        network: example.rawValue, dataset: images.name, images: images.count,
        threads: Tensor.threadCount, seconds: median,
        imagesPerSecond: Double(images.count) / median, loss: losses[example.rawValue] ?? .nan,
        peakResidentMegabytes: peakResidentMegabytes)
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
