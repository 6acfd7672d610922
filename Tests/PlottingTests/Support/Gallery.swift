import Foundation
import Plotting

/// Every kind of picture, as people draw them.
enum Gallery {
  static let figures: [(name: String, figure: any Figure)] = [
    ("lines", lines), ("logarithmic", logarithmic), ("descent", descent), ("scatter", scatter),
    ("contour", contour), ("filled", filled), ("region", region), ("heatmap", heatmap),
    ("weights", weights), ("histogram", histogram), ("bars", bars), ("band", band),
    ("panels", panels), ("images", images), ("rules", rules), ("crowded", crowded),
    ("names", names), ("gaps", gaps), ("empty", Plot("Nothing yet", x: "x", y: "y") {}),
  ]

  /// Numbers from 0 to 1 that look random, the same every time.
  static func noise(_ count: Int, seed: Double = 1) -> [Double] {
    (0..<count).map { index in
      let number = sin(Double(index) * 12.9898 + seed * 78.233) * 43758.5453
      return number - number.rounded(.down)
    }
  }

  /// Numbers of the normal distribution.
  static func normal(_ count: Int, seed: Double = 1) -> [Double] {
    zip(noise(count, seed: seed), noise(count, seed: seed + 1)).map {
      (-2 * log(max($0, 1e-12))).squareRoot() * cos(2 * Double.pi * $1)
    }
  }

  static let losses: [Float] = zip(0..<40, noise(40)).map { epoch, noise in
    let decay = exp(-Double(epoch) / 9)
    return Float(2.3 * decay + 0.08 + 0.05 * noise)
  }
  static let validation: [Double] = zip(0..<40, noise(40, seed: 3)).map { epoch, noise in
    let decay = exp(-Double(epoch) / 8)
    return 2.3 * decay + 0.25 + 0.006 * Double(epoch) + 0.06 * noise
  }

  static var lines: Plot {
    Plot("Loss", x: "epoch", y: "cross entropy") {
      Line(losses, label: "training")
      Line(validation, label: "validation", style: .dashed)
      VerticalRule(16, label: "early stopping")
    }
  }

  static var logarithmic: Plot {
    let steps = (0...50).map(Double.init)
    let falling = steps.map { 2 / (1 + exp(($0 - 24) / 3)) }
    let rising = steps.map { 0.03 + exp(($0 - 44) / 2) }
    return Plot("Learning-rate finder", x: "learning rate", y: "loss") {
      Line(x: steps.map { pow(10, $0 / 10 - 5) }, y: zip(falling, rising).map(+))
    }.xAxis(scale: .log).yAxis(scale: .log)
  }

  static var descent: Plot {
    let places = (0..<12).map { 2.6 * pow(0.62, Double($0)) }
    return Plot("Gradient descent on x²", x: "x", y: "f(x)") {
      Curve(-3...3, label: "x²") { $0 * $0 }
      Trajectory(places.map { ($0, $0 * $0) }, label: "learning rate 0.19")
      Note("start", at: (2.6, 6.76), point: false)
      Note("minimum", at: (0, 0))
      Arrow(from: (-1.2, 4.5), to: (-0.1, 0.3))
    }
  }

  static var moons: (points: [(Double, Double)], classes: [Int]) {
    let (a, b) = (normal(200, seed: 5), normal(200, seed: 9))
    let points = (0..<200).map { index -> (Double, Double) in
      let angle = Double(index / 2) / 100 * Double.pi
      let (x, y) =
        index % 2 == 0 ? (cos(angle), sin(angle)) : (1 - cos(angle), 0.5 - sin(angle))
      return (x + a[index] * 0.1, y + b[index] * 0.1)
    }
    return (points, (0..<200).map { $0 % 2 })
  }

  static var scatter: Plot {
    Plot("Two moons", x: "x₁", y: "x₂") {
      Scatter(moons.points, classes: moons.classes, names: ["outer", "inner"])
    }.equalAxes()
  }

  static func rosenbrock(_ x: Double, _ y: Double) -> Double {
    (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x)
  }

  static var path: [(Double, Double)] {
    var (x, y) = (-1.6, 2.2)
    return (0..<3000).map { _ in
      defer {
        let slope = (-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x))
        (x, y) = (x - 0.0006 * slope.0, y - 0.0006 * slope.1)
      }
      return (x, y)
    }
  }

  static var contour: Plot {
    Plot("Rosenbrock's valley", x: "x", y: "y") {
      Contour(x: -2...2, y: -1...3, scale: .log, rosenbrock)
      Trajectory(path, label: "gradient descent")
      Note("minimum", at: (1, 1))
    }
  }

  static var filled: Plot {
    Plot("A bowl", x: "w₁", y: "w₂") {
      Contour(x: -3...3, y: -2...2, filled: true, label: "loss") { $0 * $0 + 3 * $1 * $1 + $0 * $1 }
      Trajectory([(2.5, 1.5), (1.6, -0.3), (0.9, 0.2), (0.4, -0.1), (0.1, 0)], color: .orange)
    }
  }

  static var region: Plot {
    Plot("Decision boundary", x: "x₁", y: "x₂") {
      Region(x: -1.6...2.6, y: -1.2...1.7) { x, y in y < 0.25 - 0.55 * sin(2.2 * (x - 0.5)) }
      Scatter(moons.points, classes: moons.classes, names: ["outer", "inner"])
    }
  }

  static var heatmap: Plot {
    let names = ["zero", "one", "two", "three", "four"]
    let counts = [
      [95, 0, 2, 1, 2], [0, 98, 1, 1, 0], [3, 1, 88, 6, 2], [1, 0, 9, 87, 3], [0, 2, 1, 4, 93],
    ]
    return Plot("Confusion", x: "predicted", y: "actual") {
      Heatmap(counts, rows: names, columns: names, values: true)
    }
  }

  static var weights: Plot {
    let numbers = normal(16 * 24, seed: 4)
    return Plot("Weights of layer 1", x: "input", y: "unit") {
      Heatmap(
        (0..<16).map { Array(numbers[$0 * 24..<($0 + 1) * 24]) }, colors: .diverging,
        label: "weight")
    }
  }

  static var histogram: Plot {
    Plot("Activations", x: "value", y: "density") {
      Histogram(normal(3000), bins: 40, density: true, label: "normal")
      Histogram(noise(3000).map { $0 * 2 + 1 }, bins: 20, density: true, label: "uniform")
      Curve(-4...4, label: "1/√2π · e^(−x²/2)") { exp(-$0 * $0 / 2) / 2.5066 }
    }
  }

  static var bars: Plot {
    Plot("Test accuracy", y: "%") {
      Bars(["SGD", "momentum", "RMSProp", "Adam"], [91.2, 94.8, 95.1, 96.3], label: "MNIST")
      Bars(
        ["SGD", "momentum", "RMSProp", "Adam"], [80.1, 84.2, 86.0, 87.9], label: "Fashion-MNIST")
    }
  }

  static var band: Plot {
    let x = (0...60).map { Double($0) / 10 }
    return Plot("Gaussian process", x: "x", y: "f(x)") {
      Band(
        x: x, lower: x.map { sin($0) - 0.2 - 0.1 * $0 }, upper: x.map { sin($0) + 0.2 + 0.1 * $0 },
        label: "± σ", color: .blue)
      Line(x: x, y: x.map { sin($0) }, label: "mean", color: .blue)
      Scatter(
        x: x.filter { $0 < 3 }, y: x.filter { $0 < 3 }.map { sin($0) + 0.1 * cos(9 * $0) },
        label: "observed", color: .text)
    }
  }

  static var panels: Panels {
    Panels("Activation functions and their derivatives", columns: 2) {
      Plot("tanh", x: "x") {
        Curve(-5...5, label: "tanh x") { tanh($0) };
        Curve(-5...5, label: "derivative", style: .dashed) { 1 - tanh($0) * tanh($0) }
      }
      Plot("ReLU", x: "x") {
        Curve(-5...5, label: "max(0, x)") { max($0, 0) };
        Curve(-5...5, label: "derivative", style: .dashed) { $0 > 0 ? 1 : 0 }
      }
      Plot("sigmoid", x: "x") {
        Curve(-5...5) { 1 / (1 + exp(-$0)) }; HorizontalRule(0.5)
      }
      Plot("Field") { Heatmap((0..<10).map { row in (0..<10).map { Double(row * $0) } }) }
    }
  }

  static var images: ImageGrid {
    let images = (0..<12).map { number in
      (0..<28 * 28).map { pixel -> Double in
        let (x, y) = (Double(pixel % 28) - 13.5, Double(pixel / 28) - 13.5)
        let radius = (x * x + y * y * (1 + 0.1 * Double(number))).squareRoot()
        return max(0, 1 - abs(radius - 9) / 3) * (pixel / 28 < 14 || number % 3 > 0 ? 1 : 0.3)
      }
    }
    return ImageGrid(
      images, width: 28, columns: 6, title: "What the network reads",
      captions: (0..<12).map { $0 % 5 == 3 ? "\($0) read as \($0 - 1)" : "\($0)" }, marked: [3, 8])
  }

  static var rules: Plot {
    Plot("Large and small", x: "parameters", y: "loss") {
      Line(x: [1_000_000, 2_000_000, 4_500_000], y: [0.00012, 0.00009, 0.00004], markers: true)
      HorizontalRule(0.00005, label: "target", color: .green, style: .dotted)
      Note("ours", at: (4_500_000, 0.00004))
    }
  }

  static var crowded: Plot {
    Plot(
      "A very long title that would never fit on a single line of a picture, 日本語, ∂L/∂w, ê",
      x: "step"
    ) {
      for number in 0..<7 {
        Line(
          (0..<100).map { sin(Double($0) / 6 + Double(number)) }, label: "series number \(number)")
      }
    }
  }

  static var names: Plot {
    Plot("T-shirts and others", y: "images") {
      Bars(
        [
          "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker",
          "Bag", "Ankle boot",
        ], (0..<10).map { $0 * 3 + 20 })
    }
  }

  static var gaps: Plot {
    Plot("Gaps", x: "x") {
      Line([1, 2, .nan, 3, .nan, 2, .infinity, 4, 5.0], label: "with NaN")
      Line([Double](), label: "empty")
      Scatter([(1, 1), (2, Double.nan), (Double.infinity, 3), (4, 2)])
      Curve(-1...8, label: "1 / (x − 3)") { 1 / ($0 - 3) }
    }.yAxis(in: -5...6)
  }
}
