import ArgumentParser
import SwiftGrad
import VectorEngine

/// Measures matrix products of the shapes of training against what the machine can do at most.
struct MatrixProductBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matmul",
    abstract: "Measure the matrix products of a linear layer against the multiply-add peak.",
    discussion: """
      A layer with a batch of n, o outputs and i inputs has three products: x·Wᵀ forward, and backward gᵀ·x for the \
      gradient by the weights and g·W for that by the inputs. Bursts of each alternate with bursts of multiply-adds in \
      registers, on as many threads. GFLOP/s are those of the fastest burst of either; the percentage is the median of \
      the ratios, burst by burst.
      """)

  @OptionGroup var measuring: MeasuringOptions

  @Option(
    help: ArgumentHelp(
      "The shapes, each batch × outputs × inputs, such as 64x512x784,64x10x512.",
      valueName: "nxoxi,…"),
    transform: layerShapes)
  var shapes = [
    LayerShape(64, 512, 784), LayerShape(64, 512, 512), LayerShape(64, 10, 512),
    LayerShape(32, 64, 784), LayerShape(32, 10, 64), LayerShape(63, 511, 783),
    LayerShape(256, 256, 256), LayerShape(1024, 1024, 1024),
  ]

  func run() throws {
    var rows: [Row] = []
    for shape in shapes {
      for product in LayerProduct.allCases {
        for threads in measuring.threadCounts {
          Tensor.threadCount = threads
          let measurement = AlternatingMeasurement(
            [.peak, product.workload(shape)], rounds: measuring.rounds ?? 25)
          rows.append(
            Row(
              product: product.rawValue, batch: shape.batch, outputs: shape.outputs,
              inputs: shape.inputs, threads: threads, gigaflops: measurement.fastest(1) / 1e9,
              peakGigaflops: measurement.fastest(0) / 1e9,
              fractionOfPeak: measurement.ratio(of: 1, to: 0)))
        }
      }
    }
    try rows.print(asJSON: measuring.json)
  }

  private struct Row: BenchmarkRow {
    let product: String
    let batch: Int
    let outputs: Int
    let inputs: Int
    let threads: Int
    let gigaflops: Double
    let peakGigaflops: Double
    let fractionOfPeak: Double

    static let columns: [Column] = [
      .text("batch × outputs × inputs"), .text("product"), .number("threads"), .number("GFLOP/s"),
      .number("peak"), .number("of peak"),
    ]

    var cells: [String] {
      [
        "\(batch) × \(outputs) × \(inputs)", product, "\(threads)",
        gigaflops.formatted(decimals: 1), peakGigaflops.formatted(decimals: 1),
        fractionOfPeak.percent,
      ]
    }
  }
}

/// The sizes of a linear layer at work.
struct LayerShape: Sendable {
  let batch: Int
  let outputs: Int
  let inputs: Int

  init(_ batch: Int, _ outputs: Int, _ inputs: Int) {
    self.batch = batch
    self.outputs = outputs
    self.inputs = inputs
  }
}

/// Shapes such as `64x512x784,64x10x512`; for an option's `transform`.
@Sendable private func layerShapes(_ text: String) throws -> [LayerShape] {
  try text.split(separator: ",", omittingEmptySubsequences: false).map { shape in
    let sizes = shape.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard sizes.count == 3, sizes.allSatisfy((1...16_384).contains) else {
      throw ValidationError(
        "expected shapes of three sizes from 1 to 16384 with commas between them, such as 64x512x784, "
          + "found '\(shape)'")
    }
    return LayerShape(sizes[0], sizes[1], sizes[2])
  }
}

/// The three matrix products of a linear layer.
private enum LayerProduct: String, CaseIterable {
  case forward = "x·Wᵀ"
  case weightGradient = "gᵀ·x"
  case inputGradient = "g·W"

  func workload(_ shape: LayerShape) -> Workload {
    var generator = SeededGenerator(seed: 1)
    func random(_ shape: Shape) -> Tensor {
      Tensor(
        (0..<shape.elementCount).map { _ in Float(generator.uniform()) - 0.5 }, shape: shape)
    }
    let x = random([shape.batch, shape.inputs])
    let weight = random([shape.outputs, shape.inputs])
    let gradient = random([shape.batch, shape.outputs])
    return Workload(amount: Double(2 * shape.batch * shape.outputs * shape.inputs)) {
      _ =
        switch self {
        case .forward: x.linear(weight)
        case .weightGradient: Tensor.product(gradient, x, transposingLeft: true)
        case .inputGradient: Tensor.product(gradient, weight)
        }
    }
  }
}
