import ArgumentParser
import SwiftGrad

/// A network to draw.
struct ModelOptions: ParsableArguments {
  @Option(
    name: .customLong("model"), parsing: .unconditional,
    help: ArgumentHelp(
      "Draw the training of a network instead: the sizes of its layers, inputs to outputs.",
      valueName: "n,n,…"),
    transform: layerSizes)
  var sizes: [Int]?

  @Option(
    name: .customLong("batch"), parsing: .unconditional,
    help: ArgumentHelp("How many examples the network is given. (default: 1)", valueName: "n"),
    transform: wholeNumber(in: 1...1_000_000))
  var batchSize: Int?

  @Option(help: "The function between each two layers. (default: relu)")
  var activation: ActivationChoice?

  @Option(
    help: """
      vector: a node for each operation on whole tensors. scalar: a node for each number; for small networks. (default: \
      vector)
      """)
  var engine: EngineChoice?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What the weights, the inputs and the labels depend on. (default: 0)", valueName: "n"),
    transform: wholeNumber(in: 0...UInt64.max))
  var seed: UInt64?

  /// The training that the options ask for; nil without `--model`.
  var training: ModelTraining? {
    sizes.map { sizes in
      ModelTraining(
        sizes: sizes, activation: activation ?? .relu, batchSize: batchSize ?? 1, seed: seed ?? 0)
    }
  }

  func validate() throws {
    guard let sizes, let training else {
      let given = [
        ("batch", batchSize != nil), ("activation", activation != nil), ("engine", engine != nil),
        ("seed", seed != nil),
      ]
      if let option = given.first(where: \.1)?.0 {
        throw ValidationError("--\(option): expected --model with it, found none")
      }
      return
    }
    guard sizes.count >= 2 else {
      throw ValidationError(
        "--model: expected the sizes of at least two layers, such as 784,10, found \(sizes[0])")
    }
    // What a machine of ordinary size computes in a few seconds.
    let (count, limit, unit) =
      engine == .scalar
      ? (training.scalarNodeCount, 1_000_000, "nodes")
      : (training.numberCount, 50_000_000, "numbers")
    guard count <= limit else {
      throw ValidationError(
        "--model: expected a network and a batch of no more than \(limit.grouped) \(unit), "
          + "found \(count.grouped)")
    }
  }
}
