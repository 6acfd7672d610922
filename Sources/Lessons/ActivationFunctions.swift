import SwiftGrad

func activationFunctions() throws {
  section("Value and slope")
  func slope(of function: (Value) -> Value, at number: Double) -> Double {
    let x = Value(number)
    function(x).backward()
    return x.grad
  }

  for x in [-5, -2, 0, 2, 5.0] {
    print(
      "x = \(x.readableText()): sigmoid \(Value(x).sigmoid().data.readableText(digits: 3)),",
      "slope \(slope(of: { $0.sigmoid() }, at: x).readableText(digits: 3))")
  }

  section("Sigmoid and tanh")
  func plot(_ name: String, _ function: (Value) -> Value) -> Plot {
    Plot(name, x: "x", y: "value and slope") {
      Curve(-5...5, label: "value") { function(Value($0)).data }
      Curve(-5...5, label: "slope", style: .dashed) { slope(of: function, at: $0) }
    }
  }

  let squeezing = Panels {
    plot("sigmoid") { $0.sigmoid() }
    plot("tanh") { $0.tanh() }
  }
  try squeezing.write(to: "activation-sigmoid-tanh.svg")

  section("ReLU and its relatives")
  let rectifying = Panels(columns: 3) {
    plot("ReLU") { $0.relu() }
    plot("leaky ReLU, a = 0.1") { $0.leakyReLU(slope: 0.1) }
    plot("PReLU, a = 0.25") { $0.relu() - 0.25 * (-$0).relu() }
  }
  try rectifying.size(width: 960, height: 320).write(to: "activation-relu.svg")

  for x in [-2, 0, 2.0] {
    print(
      "x = \(x.readableText()): slope of ReLU \(slope(of: { $0.relu() }, at: x).readableText()),",
      "of leaky ReLU \(slope(of: { $0.leakyReLU(slope: 0.1) }, at: x).readableText())")
  }

  let prelu = PReLU<ValueTensor>(initialSlope: 0.25)
  let sums = ValueTensor([-2, 3])
  let rectified = prelu(sums)
  rectified.sum().backward()
  print("PReLU of −2 and 3:", rectified.doubles.map { $0.readableText() })
  print("how much their sum changes with a:", prelu.weight.grad.item.readableText())

  section("Softmax")
  let scores = ValueTensor([2, 1, 0.1])
  let probabilities = scores.softmax(axis: 0)
  print("probabilities:", probabilities.formatted(precision: 3))
  print("together:", probabilities.sum().item.readableText())
  print("scores plus 100:", (scores + 100).softmax(axis: 0).formatted(precision: 3))

  print("slopes:", jacobian(of: { $0.softmax(axis: 0) }, at: scores).formatted(precision: 3))

  func shares(_ score: Double) -> (scores: ValueTensor, probabilities: ValueTensor) {
    let scores = ValueTensor.parameter([score, 1, 0])
    return (scores, scores.softmax(axis: 0))
  }

  let sharing = Plot("Softmax shares out a probability of 1", x: "score of cat", y: "probability") {
    for (index, name) in ["cat", "dog, score 1", "bird, score 0"].enumerated() {
      Curve(-5...5, label: name, color: .series(index)) { shares($0).probabilities[index].item }
    }
    Curve(-5...5, label: "slope of cat", color: .series(0), style: .dashed) { score in
      let (scores, probabilities) = shares(score)
      probabilities[0].backward()
      return scores.grad[0].item
    }
  }
  try sharing.write(to: "activation-softmax.svg")

  section("Gradients that vanish")
  func slopeThrough(_ layers: Int, _ function: (Value) -> Value) -> Double {
    slope(of: { x in (0..<layers).reduce(x) { output, _ in function(output) } }, at: 0.5)
  }

  let depths = Array(1...10)
  let throughSigmoids = depths.map { slopeThrough($0) { $0.sigmoid() } }
  let throughTanhs = depths.map { slopeThrough($0) { $0.tanh() } }
  let throughReLUs = depths.map { slopeThrough($0) { $0.relu() } }
  for (index, depth) in depths.enumerated() {
    print(
      "layers: \(depth), slope with sigmoid \(throughSigmoids[index].readableText(digits: 3)),",
      "tanh \(throughTanhs[index].readableText(digits: 3)),",
      "ReLU \(throughReLUs[index].readableText(digits: 3))")
  }

  let vanishing = Plot(
    "Through sigmoids the gradient vanishes", x: "layers", y: "change of the output with the input"
  ) {
    Line(x: depths, y: throughReLUs, label: "ReLU", markers: true)
    Line(x: depths, y: throughTanhs, label: "tanh", markers: true)
    Line(x: depths, y: throughSigmoids, label: "sigmoid", markers: true)
  }
  .yAxis(scale: .log)
  try vanishing.write(to: "activation-vanishing.svg")

  section("Neurons that die")
  let inputs = Array(stride(from: -2.0, through: 2, by: 0.5))
  func error(_ bias: Value, _ activation: (Value) -> Value) -> Value {
    inputs.map { x in (activation(x + bias) - max(x, 0)).pow(2) }.mean()
  }

  print("outputs with b = −3:", inputs.map { ($0 + Value(-3)).relu().data.readableText() })
  print("slope with ReLU:", slope(of: { error($0) { $0.relu() } }, at: -3).readableText())
  print(
    "slope with leaky ReLU:",
    slope(of: { error($0) { $0.leakyReLU(slope: 0.1) } }, at: -3).readableText())

  let dead = Plot("Left of −2, a ReLU neuron feels nothing", x: "bias b", y: "error") {
    Curve(-6...1, label: "ReLU") { error(Value($0)) { $0.relu() }.data }
    Curve(-6...1, label: "leaky ReLU, a = 0.1") {
      error(Value($0)) { $0.leakyReLU(slope: 0.1) }.data
    }
  }
  try dead.write(to: "activation-dead.svg")

  section("Layers without an activation")
  let twoLayers = Sequential<ValueTensor>(seed: 1) {
    Linear(2, 3); Linear(3, 1)
  }
  let parameters = twoLayers.parameters.map { $0.detached() }
  let (w1, b1, w2, b2) = (parameters[0], parameters[1], parameters[2], parameters[3])
  let w = w2 • w1
  let b = w2 • b1 + b2
  print("one layer instead of two: weights \(w.formatted(precision: 3)),")
  print("bias \(b.formatted(precision: 3))")

  let points = ValueTensor([[3, 4], [-1, 0.5], [100, -7]])
  print("two layers:", twoLayers(points).doubles.map { $0.readableText() })
  print("one layer: ", points.linear(w, bias: b).doubles.map { $0.readableText() })

  func network(_ activation: UnaryOperation?) -> Sequential<ValueTensor> {
    Sequential(seed: 13) {
      Linear(
        1, 8, weightInitializer: .normal(standardDeviation: 2),
        biasInitializer: .normal(standardDeviation: 3))
      if let activation { Activation(activation) }
      Linear(8, 1)
    }
  }

  let (straight, curved, bent) = (network(nil), network(.tanh), network(.relu))
  let collapse = Plot("Without an activation, two layers are a line", x: "x", y: "output") {
    Curve(-3...3, label: "no activation") { straight(ValueTensor([$0])).item }
    Curve(-3...3, label: "tanh") { curved(ValueTensor([$0])).item }
    Curve(-3...3, label: "ReLU") { bent(ValueTensor([$0])).item }
  }
  try collapse.write(to: "activation-collapse.svg")
}
