import Foundation
import SwiftGrad

func overfitting() throws {
  section("A curve from a few neurons")
  let xs = Array(stride(from: -2, through: 2, by: 0.05))
  let inputs = Tensor(xs.map { [$0] })
  let targets = (3 * inputs).sin() + 0.5 * inputs

  func fitted(width: Int) -> Sequential<Tensor> {
    let model = MLP<Tensor>(1, width, 1, activation: .tanh, seed: 2)
    let optimizer = Adam(model.parameters, learningRate: 0.02)
    for _ in 1...1500 {
      let loss = meanSquaredError(model(inputs), targets)
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
    }
    return model
  }

  let widths = [1, 2, 4, 16]
  let models = widths.map(fitted)
  for (width, model) in zip(widths, models) {
    let loss = meanSquaredError(model(inputs), targets).item
    print(
      "\(width) hidden, \(model.parameterCount) parameters: loss about",
      loss.readableText(digits: 2))
  }
  let growing = Panels("Each hidden neuron adds a bend", columns: 2) {
    for (width, model) in zip(widths, models) {
      Plot(width == 1 ? "1 hidden neuron" : "\(width) hidden neurons", x: "x", y: "y") {
        Line(x: xs, y: targets.scalars, label: "the curve", style: .dashed)
        Line(x: xs, y: model(inputs).scalars, label: "the network")
      }.yAxis(in: -2.5...2.5)
    }
  }
  try growing.write(to: "curve-by-width.svg")

  section("What the hidden neurons are")
  let four = models[2]
  let activations = Sequential([four[0], four[1]])(inputs)
  let contributions = activations * four.parameters[2]
  let features = Plot("Four bends, and their sum", x: "x", y: "weight · activation") {
    for index in 0..<4 {
      Line(
        x: xs, y: contributions[.all, index].scalars, label: "neuron \(index + 1)",
        color: .series(index + 1), style: .dashed)
    }
    Line(x: xs, y: four(inputs).scalars, label: "sum and bias", color: .blue, width: 3)
  }
  try features.write(to: "curve-features.svg")

  section("Two spirals")
  typealias Points = (places: [(Double, Double)], labels: [Int])
  func spirals(_ count: Int, seed: UInt64) -> Points {
    var generator = SeededGenerator(seed: seed)
    var points: Points = ([], [])
    for index in 0..<count {
      let label = index % 2
      let turn = 0.5 + 2.75 * Double(index) / Double(count)
      let angle = turn * .pi + Double(label) * .pi
      let noise = (generator.normal() * 0.04, generator.normal() * 0.04)
      points.places.append(
        (turn / 3 * cos(angle) + noise.0, turn / 3 * sin(angle) + noise.1))
      points.labels.append(label)
    }
    return points
  }
  func tensor(_ places: [(Double, Double)]) -> Tensor { Tensor(places.map { [$0.0, $0.1] }) }

  let points = spirals(200, seed: 1)
  let places = tensor(points.places)
  func train(_ model: Sequential<Tensor>, steps: Int) {
    let optimizer = Adam(model.parameters, learningRate: 0.01)
    for _ in 1...steps {
      let loss = crossEntropy(model(places), points.labels)
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
    }
  }

  let line = Sequential<Tensor>(seed: 1) { Linear(2, 2) }
  train(line, steps: 1000)
  print("one layer:", accuracy(line(places), points.labels).readableText(digits: 2))
  let net = MLP<Tensor>(2, 32, 32, 2, 2, activation: .tanh, seed: 1)
  train(net, steps: 1000)
  print("four layers:", accuracy(net(places), points.labels).readableText(digits: 2))

  section("The space in which a line is enough")
  let folding = Sequential(Array(net.layers.dropLast()))
  let unfolded = folding(places)
  let spaces = Panels("The hidden layers unroll the spirals", columns: 2) {
    Plot("what goes in", x: "x", y: "y") {
      Region(x: -1.3...1.3, y: -1.3...1.3, resolution: 120) { batch in
        net(tensor(batch.map { ($0.x, $0.y) })).argmax(axis: 1)
      }
      Scatter(points.places, classes: points.labels, size: 0.7)
    }
    Plot("what the last layer sees", x: "hidden 1", y: "hidden 2") {
      Region(x: -1.1...1.1, y: -1.1...1.1, resolution: 120) { batch in
        net[net.layers.count - 1](tensor(batch.map { ($0.x, $0.y) })).argmax(axis: 1)
      }
      Scatter(
        zip(unfolded[.all, 0].scalars, unfolded[.all, 1].scalars), classes: points.labels,
        size: 0.7)
    }
  }
  try spaces.write(to: "hidden-space.png")

  section("Learned by heart")
  typealias Samples = (x: Tensor, y: Tensor)
  func noisyPoints(_ count: Int, seed: UInt64) -> Samples {
    let x = Tensor(stride(from: -2, through: 2, by: 4 / Double(count - 1))).reshaped([count, 1])
    let noise = 0.4 * Tensor.normal([count, 1], seed: seed)
    return (x, (3 * x).sin() + 0.5 * x + noise)
  }
  func batches(_ points: Samples) -> DataLoader<TensorDataset<Tensor, Tensor>> {
    DataLoader(TensorDataset(points.x, points.y), batchSize: 20, shuffleSeed: 1)
  }
  let training = noisyPoints(20, seed: 1)
  let validation = noisyPoints(50, seed: 31), test = noisyPoints(1000, seed: 3)

  func network(dropout: Double = 0) -> Sequential<Tensor> {
    Sequential<Tensor>(seed: 1) {
      Linear(1, 64)
      Tanh()
      Dropout(dropout)
      Linear(64, 64)
      Tanh()
      Dropout(dropout)
      Linear(64, 1)
    }
  }
  func fit(
    _ model: Sequential<Tensor>, on points: Samples, weightDecay: Double = 0,
    epochs: Int = 1500, callbacks: [TrainingCallback<Tensor>] = []
  ) -> TrainingHistory {
    model.fit(
      batches(points), loss: { meanSquaredError($0, $1) },
      optimizer: AdamW(model.parameters, learningRate: 0.01, weightDecay: weightDecay),
      epochs: epochs, validation: batches(validation), callbacks: callbacks, verbose: .silent)
  }
  func report(_ name: String, _ model: Sequential<Tensor>, on points: Samples) {
    let losses = [points, test].map { points in
      evaluate(model, on: batches(points), loss: { meanSquaredError($0, $1) }).meanLoss
    }
    print(
      "\(name): loss about \(losses[0].readableText(digits: 2)) on the points it has seen,",
      "about \(losses[1].readableText(digits: 2)) on new ones")
  }

  let free = network()
  print("\(free.parameterCount) parameters for \(training.x.shape[0]) points")
  let freeHistory = fit(free, on: training)
  report("free", free, on: training)
  let best = freeHistory.validationLoss.enumerated().min { $0.element < $1.element }?.offset ?? 0
  print("the validation loss was least after about \(best + 1) epochs")
  let parting = Plot("From here on it learns by heart", x: "epoch", y: "loss") {
    Line(x: 1...1500, y: freeHistory.loss, label: "training")
    Line(x: 1...1500, y: freeHistory.validationLoss, label: "validation")
    VerticalRule(Double(best + 1))
  }
  try parting.xAxis(in: 0...600).yAxis(in: 0...0.6).write(to: "curves-part.svg")

  section("Weight decay, dropout, early stopping")
  let decayed = network(), dropped = network(dropout: 0.2), stopped = network()
  let decayedHistory = fit(decayed, on: training, weightDecay: 3)
  report("weight decay", decayed, on: training)
  let droppedHistory = fit(dropped, on: training)
  report("dropout", dropped, on: training)
  let stoppedHistory = fit(
    stopped, on: training,
    callbacks: [.earlyStopping(patience: 200, restoresBestWeights: true)])
  report("early stopping", stopped, on: training)
  print("it stopped after about \(stoppedHistory.epochCount) epochs")

  func smooth(_ losses: [Double]) -> [(Int, Double)] {
    stride(from: 0, to: losses.count, by: 25).map { first in
      let some = losses[first...].prefix(25)
      return (first + 1, some.reduce(0, +) / Double(some.count))
    }
  }
  let remedies = Plot("Three ways to keep the loss down", x: "epoch", y: "validation loss") {
    Line(smooth(freeHistory.validationLoss), label: "free")
    Line(smooth(decayedHistory.validationLoss), label: "weight decay")
    Line(smooth(droppedHistory.validationLoss), label: "dropout")
    Line(smooth(stoppedHistory.validationLoss), label: "early stopping", width: 4)
  }
  try remedies.yAxis(in: 0...0.5).write(to: "remedies.svg")

  func drawn(_ title: String, _ model: Sequential<Tensor>, _ points: Samples) -> Plot {
    Plot(title, x: "x", y: "y") {
      Scatter(x: points.x.scalars, y: points.y.scalars, color: .caption, size: 0.8)
      Line(x: xs, y: targets.scalars, label: "without noise", color: .blue, style: .dashed)
      model.inEvaluationMode {
        Curve(-2...2, label: "network", color: .vermillion) { x in model(Tensor([[x]])).item }
      }
    }.yAxis(in: -2.5...2.5).legend(.topLeft)
  }
  let results = Panels("What each makes of twenty points", columns: 2) {
    drawn("free", free, training)
    drawn("weight decay", decayed, training)
    drawn("dropout", dropped, training)
    drawn("early stopping", stopped, training)
  }
  try results.write(to: "what-each-makes.svg")

  section("More examples")
  let many = network()
  let plenty = noisyPoints(500, seed: 4)
  _ = fit(many, on: plenty, epochs: 100)
  report("500 points", many, on: plenty)
  try drawn("The same network, and 500 points", many, plenty).write(to: "many-points.svg")
}
