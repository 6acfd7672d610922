import ArgumentParser
import SwiftGrad

/// Shows where the time of a training step goes.
struct StepBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step",
    abstract: "Show where the time of a training step goes, operation by operation.",
    discussion: """
      Steps that are timed as a whole and steps that are timed part by part take turns. All times are medians; what the \
      parts do not account for is left over: it is below 0 where the timing costs more than it misses.
      """)

  @OptionGroup var measuring: MeasuringOptions
  @OptionGroup var networks: NetworkOptions

  func run() throws {
    Tensor.threadCount = measuring.threadCount
    let rounds = measuring.rounds ?? 1000
    var rows: [Row] = []
    for example in networks.examples {
      rows += measure(example, rounds: rounds)
    }
    try rows.print(asJSON: measuring.json)
  }

  private func measure(_ example: TrainingExample, rounds: Int) -> [Row] {
    let training = example.makeTraining()
    let digits = ImageDataset.syntheticDigits(split: .training, count: 16 * example.batchSize)
    var batches = RepeatingBatches(digits, batchSize: example.batchSize)
    var (whole, parts) = (PartTimes(), PartTimes())
    // The first steps ask for memory, and wake threads.
    for _ in 0..<3 {
      let (images, labels) = batches.next()
      _ = training.step(images, labels)
    }
    for _ in 0..<rounds {
      whole.beginStep()
      whole.time("step") {
        let (images, labels) = batches.next()
        _ = training.step(images, labels)
      }
      parts.beginStep()
      Self.step(training, &batches, timing: &parts)
    }
    let total = whole.median("step")
    let leftOver = total - parts.names.reduce(0) { $0 + parts.median($1) }
    let times =
      parts.names.map { ($0, parts.median($0)) } + [("left over", leftOver), ("whole step", total)]
    return times.map { name, time in
      Row(
        network: example.rawValue, threads: Tensor.threadCount, part: name, microseconds: time,
        fraction: time / total)
    }
  }

  /// A training step with each part timed.
  private static func step(
    _ training: Training, _ batches: inout RepeatingBatches, timing parts: inout PartTimes
  ) {
    let (images, labels) = parts.time("data: a batch") { batches.next() }
    var output = images
    for layer in training.model.layers {
      output = parts.time({ layer(output) }, name: { "forward: \($0.partName)" })
    }
    let loss = parts.time("forward: loss") { crossEntropy(output, labels) }
    parts.time("optimizer: clear gradients") { training.optimizer.zeroGradients() }
    let pass = parts.time("backward: order of nodes") { loss.backwardPass() }
    while parts.time(
      { pass.next() }, name: { "backward: \($0?.node.partName ?? "order of nodes")" }) != nil
    {}
    parts.time("optimizer: step") { training.optimizer.step() }
  }

  private struct Row: BenchmarkRow {
    let network: String
    let threads: Int
    let part: String
    let microseconds: Double
    let fraction: Double

    static let columns: [Column] = [
      .text("network"), .text("part"), .number("threads"), .number("µs"), .number("of the step"),
    ]

    var cells: [String] {
      [network, part, "\(threads)", microseconds.formatted(decimals: 1), fraction.percent]
    }
  }
}

extension Tensor {
  /// How a table of parts names a node: the leaves together, the operations one by one, with the weight they use if there is
  /// one.
  fileprivate var partName: String {
    guard let operation else { return "leaves" }
    let weight = inputs.dropFirst().first?.label.map { ", \($0)" } ?? ""
    return "\(operation.symbol) \(shape)\(weight)"
  }
}

/// The batches of a data set, from the start again after the last.
private struct RepeatingBatches {
  private let loader: DataLoader<ImageTensors<Tensor>>
  private var batches: ImageTensors<Tensor>.Batches

  init(_ dataset: ImageDataset, batchSize: Int) {
    loader = DataLoader(dataset.as(Tensor.self), batchSize: batchSize, shuffleSeed: 0)
    batches = loader.makeIterator()
  }

  mutating func next() -> (inputs: Tensor, targets: [Int]) {
    while true {
      if let batch = batches.next() { return batch }
      batches = loader.makeIterator()
    }
  }
}
