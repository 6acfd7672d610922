import SwiftGrad

func fittingLines() throws {
  section("Two numbers to find")
  let points: [(x: Double, y: Double)] = [(1, 2), (2, 4), (3, 6), (4, 8)]
  var w = Value(-1, label: "w"), b = Value(0, label: "b")

  func loss(of points: some Sequence<(x: Double, y: Double)>) -> Value {
    points.map { (w * $0.x + b - $0.y).pow(2) }.mean()
  }

  let firstTwo = loss(of: points.prefix(2))
  firstTwo.label = "loss"
  firstTwo.backward()
  print("loss of two points:", firstTwo.data.readableText())
  print("slopes: by w \(w.grad.readableText()), by b \(b.grad.readableText())")
  try firstTwo.graph().write(to: "line-loss-graph.svg")

  section("A hundred steps by hand")
  var path = [(w.data, b.data)]
  var losses: [Double] = []
  for _ in 1...100 {
    let loss = loss(of: points)
    losses.append(loss.data)
    w.zeroGradient()
    b.zeroGradient()
    loss.backward()
    withoutGradient {
      w -= 0.01 * w.grad
      b -= 0.01 * b.grad
    }
    path.append((w.data, b.data))
  }
  for epoch in [0, 1, 3, 10, 50, 100] {
    let (w, b) = path[epoch]
    print("epoch \(epoch): y = \(w.readableText(digits: 4))·x + \(b.readableText(digits: 4))")
  }
  let last = loss(of: points).data
  print("loss: \(losses[0].readableText()) before, \(last.readableText(digits: 3)) after")
  print("for x = 5:", (w * 5 + b).data.readableText())

  let lines = Plot("The line turns into the points", x: "x", y: "y") {
    for (index, epoch) in [0, 1, 3, 100].enumerated() {
      let (w, b) = path[epoch]
      Curve(0...5, label: "after \(epoch) epochs", color: .series(index)) { x in w * x + b }
    }
    Scatter(points, label: "points", color: .text, size: 1.4)
  }
  try lines.write(to: "fitted-lines.svg")
  let fall = Plot("Fast, then slow", x: "epoch", y: "loss") { Line(losses) }
  try fall.yAxis(scale: .log).write(to: "line-loss-curve.svg")

  section("The valley")
  let valley = Plot("Down the wall, then along the floor", x: "w", y: "b") {
    Contour(x: -1.5...3.5, y: -1...2.5, levels: 9, scale: .log, label: "loss") { w, b in
      let errors = points.map { w * $0.x + b - $0.y }
      return errors.map { $0 * $0 }.reduce(0, +) / 4
    }
    Trajectory(path, label: "100 epochs, rate 0.01")
    Note("y = 2x", at: (2, 0))
  }
  try valley.write(to: "line-valley.svg")

  section("A layer and an optimizer")
  func train(
    _ layer: Linear<Tensor>, on inputs: Tensor, rate: Double, epochs: Int = 100
  ) -> [Double] {
    let targets = 2 * inputs
    let optimizer = SGD(layer.parameters, learningRate: rate)
    return (0..<epochs).map { _ in
      let loss = meanSquaredError(layer(inputs), targets)
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
      return loss.item
    }
  }

  let layer = withRandomSeed(1) { Linear<Tensor>(1, 1) }
  func show(_ when: String, _ model: some Module<Tensor>) {
    for (name, parameter) in model.namedParameters {
      let numbers = parameter.scalars.map { $0.readableText(digits: 3) }
      print(when, name, numbers.joined(separator: ", "))
    }
  }
  show("before:", layer)
  let steps = train(layer, on: Tensor([[0], [1], [2], [3]]), rate: 0.1)
  show("after:", layer)
  print(
    "loss: \(steps[0].readableText(digits: 3)) before, \(steps[99].readableText(digits: 3)) after")
  print("for x = 5:", layer(Tensor([[5]])).item.readableText(digits: 3))

  section("How large a step may be")
  let rates = [0.01, 0.05, 0.1, 0.125]
  let falls = rates.map { rate in
    train(
      withRandomSeed(1) { Linear<Tensor>(1, 1) }, on: Tensor([[1], [2], [3], [4]]), rate: rate)
  }
  for (rate, losses) in zip(rates, falls) {
    print("rate \(rate): loss after 100 epochs \(losses[99].readableText(digits: 3))")
  }
  let steepness = Plot("Too large a step climbs", x: "epoch", y: "loss") {
    for (rate, losses) in zip(rates, falls) { Line(losses, label: "rate \(rate)") }
  }
  try steepness.yAxis(scale: .log).write(to: "line-rates.svg")

  section("A plane through a thousand points")
  let inputs = Tensor.uniform([1000, 2], in: -2...2, seed: 1)
  let targets = inputs • Tensor([[2], [1]]) + 1
  let plane = Sequential<Tensor>(seed: 1) { Linear(2, 1) }
  print(plane.summary())
  show("before:", plane)
  let batches = DataLoader(TensorDataset(inputs, targets), batchSize: 50, shuffleSeed: 1)
  let history = plane.fit(
    batches, loss: { meanSquaredError($0, $1) },
    optimizer: Adam(plane.parameters, learningRate: 0.02), epochs: 15, verbose: .silent)
  show("after:", plane)
  print("2·3 + 4 + 1 is 11; the plane says", plane(Tensor([[3, 4]])).item.readableText(digits: 3))

  section("Points that lie on no plane")
  let noisy = targets + 0.5 * Tensor.normal([1000, 1], seed: 2)
  let fitted = Sequential<Tensor>(seed: 1) { Linear(2, 1) }
  let noisyHistory = fitted.fit(
    DataLoader(TensorDataset(inputs, noisy), batchSize: 50, shuffleSeed: 1),
    loss: { meanSquaredError($0, $1) },
    optimizer: Adam(fitted.parameters, learningRate: 0.02), epochs: 15, verbose: .silent)
  show("after:", fitted)
  let fittedLoss = meanSquaredError(fitted(inputs), noisy).item
  let trueLoss = meanSquaredError(targets, noisy).item
  print("loss of the fitted plane:", fittedLoss.readableText(digits: 4))
  print("loss of the true plane:", trueLoss.readableText(digits: 4))

  let curves = Plot("What the noise leaves over", x: "epoch", y: "loss") {
    Line(x: 1...15, y: history.loss, label: "points on the plane")
    Line(x: 1...15, y: noisyHistory.loss, label: "points with noise")
    HorizontalRule(0.25, label: "the noise itself")
  }
  try curves.yAxis(scale: .log).write(to: "plane-loss.svg")
}
