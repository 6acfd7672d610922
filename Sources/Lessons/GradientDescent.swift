import SwiftGrad

func gradientDescent() throws {
  section("Down a parabola")
  let x = Value(20, label: "x")
  var path: [(x: Double, loss: Double)] = []
  for _ in 0..<150 {
    let loss = x.pow(2)
    path.append((x.data, loss.data))
    x.zeroGradient()
    loss.backward()
    x.data -= 0.1 * x.grad
  }
  path.append((x.data, x.data * x.data))
  for step in [0, 1, 2, 3, 10, 50, 150] {
    let place = path[step]
    print("step \(step): x = \(place.x.readableText()), x² = \(place.loss.readableText())")
  }

  let descent = Panels("150 steps down x², learning rate 0.1", columns: 2) {
    Plot("Each step is a fifth of what is left", x: "x", y: "x²") {
      Curve(-5...22, label: "x²", color: .blue) { $0 * $0 }
      Trajectory(path, label: "the path")
    }
    Plot("Each step leaves 64 % of the loss", x: "step", y: "x²") { Line(path.map(\.loss)) }
      .yAxis(scale: .log)
  }
  try descent.write(to: "gradient-descent-parabola.svg")

  section("Too small, too large")
  func descend(rate: Double, steps: Int) -> [Double] {
    let x = Value(20)
    var path = [x.data]
    for _ in 0..<steps {
      x.zeroGradient()
      x.pow(2).backward()
      x.data -= rate * x.grad
      path.append(x.data)
    }
    return path
  }

  let rates = [0.01, 0.1, 0.5, 0.9, 1, 1.05]
  for rate in rates {
    let x = descend(rate: rate, steps: 50)
    let shown = [1, 2, 3, 50].map { x[$0].readableText(digits: 4) }
    print(
      "rate \(rate): x = 20, \(shown[0]), \(shown[1]), \(shown[2]), …, after 50 steps \(shown[3])")
  }

  let ways = Panels("Five steps with four learning rates", columns: 2) {
    for (rate, title) in [
      (0.01, "0.01: too small"), (0.1, "0.1: on its way"), (0.9, "0.9: from side to side"),
      (1.05, "1.05: away"),
    ] {
      Plot(title, x: "x", y: "x²") {
        Curve(-35...35, color: .blue) { $0 * $0 }
        Trajectory(descend(rate: rate, steps: 5).map { ($0, $0 * $0) })
      }
    }
  }
  try ways.write(to: "gradient-descent-rates.svg")

  let speeds = Plot(
    "The rate decides whether and how fast", x: "step", y: "distance from the minimum, |x|"
  ) {
    for rate in rates where rate != 0.5 {
      Line(
        descend(rate: rate, steps: 50).map { abs($0) }, label: "rate \(rate)",
        style: rate == 0.9 ? .dashed : .solid)
    }
  }
  try speeds.yAxis(scale: .log).legend(.outside).write(to: "gradient-descent-speeds.svg")

  section("Two numbers at once")
  func valley(_ x: Value, _ y: Value) -> Value { 0.5 * x.pow(2) + 5 * y.pow(2) }

  func descendValley(rate: Double, steps: Int) -> [(Double, Double)] {
    let x = Value(-9), y = Value(2.5)
    var path = [(x.data, y.data)]
    for _ in 0..<steps {
      x.zeroGradient()
      y.zeroGradient()
      valley(x, y).backward()
      x.data -= rate * x.grad
      y.data -= rate * y.grad
      path.append((x.data, y.data))
    }
    return path
  }

  for rate in [0.02, 0.1, 0.18, 0.21] {
    let (x, y) = descendValley(rate: rate, steps: 40)[40]
    print(
      "rate \(rate): after 40 steps x = \(x.readableText(digits: 3)), y = \(y.readableText(digits: 3))"
    )
  }

  let valleys = Panels("A valley ten times as steep across as along", columns: 1) {
    for rate in [0.02, 0.18] {
      Plot("Learning rate \(rate), 40 steps", x: "x", y: "y") {
        Contour(x: -10...2, y: -3...3, levels: 12, scale: .log, colorBar: false, resolution: 100) {
          x, y in
          0.5 * x * x + 5 * y * y
        }
        Trajectory(descendValley(rate: rate, steps: 40))
        Note("minimum", at: (0, 0))
      }
      .equalAxes()
    }
  }
  try valleys.size(width: 720, height: 640).write(to: "gradient-descent-valley.svg")

  section("A line through noisy points")
  var generator = SeededGenerator(seed: 3)
  let points = (0..<100).map { _ in
    let x = generator.uniform(in: 0...2)
    return (x: x, y: 1.5 * x - 1 + 0.4 * generator.normal())
  }

  func meanLoss(_ w: Double, _ b: Double) -> Double {
    points.map { (w * $0.x + b - $0.y) * (w * $0.x + b - $0.y) }.reduce(0, +) / 100
  }

  struct Training {
    var path: [(w: Double, b: Double)] = []
    var losses: [Double] = []
  }

  func train(batchSize: Int, epochs: Int, rate: Double = 0.1) -> Training {
    var generator = SeededGenerator(seed: 7)
    let w = Value(-1, label: "w"), b = Value(2, label: "b")
    var training = Training()
    func record() {
      training.path.append((w.data, b.data))
      training.losses.append(meanLoss(w.data, b.data))
    }
    record()
    for _ in 0..<epochs {
      let order = generator.permutation(of: points.count)
      for start in stride(from: 0, to: points.count, by: batchSize) {
        let batch = order[start..<start + batchSize].map { points[$0] }
        let loss = batch.map { (w * $0.x + b - $0.y).pow(2) }.mean()
        w.zeroGradient()
        b.zeroGradient()
        loss.backward()
        w.data -= rate * w.grad
        b.data -= rate * b.grad
        record()
      }
    }
    return training
  }

  let meanX = points.map(\.x).reduce(0, +) / 100, meanY = points.map(\.y).reduce(0, +) / 100
  let spread = points.map { ($0.x - meanX) * ($0.x - meanX) }.reduce(0, +)
  let common = points.map { ($0.x - meanX) * ($0.y - meanY) }.reduce(0, +)
  let bestW = common / spread, bestB = meanY - common / spread * meanX
  let leastLoss = meanLoss(bestW, bestB)
  print(
    "the best line: w = \(bestW.readableText(digits: 3)), b = \(bestB.readableText(digits: 3))")
  print("its loss: \(leastLoss.readableText(digits: 4))")

  section("All, some, or one at a time")
  let epochs = 30
  let kinds = [
    (name: "all 100 at once", size: 100), (name: "10 at a time", size: 10),
    (name: "1 at a time", size: 1),
  ]
  let trainings = kinds.map { train(batchSize: $0.size, epochs: epochs) }
  for (kind, training) in zip(kinds, trainings) {
    let stepCount = 100 / kind.size
    print("\(kind.name): steps in an epoch: \(stepCount)")
    for epoch in [1, 3, 10, 30] {
      let loss = training.losses[epoch * stepCount].readableText(digits: 4)
      print("  loss after epoch \(epoch): \(loss)")
    }
  }

  let comparison = Panels("The same 3000 examples, in batches of three sizes", columns: 2) {
    Plot("After each epoch", x: "epoch", y: "loss on all points") {
      for (kind, training) in zip(kinds, trainings) {
        let stepCount = 100 / kind.size
        Line((0...epochs).map { training.losses[$0 * stepCount] }, label: kind.name)
      }
      HorizontalRule(leastLoss, label: "the best line")
    }
    .yAxis(scale: .log)
    Plot("After each step", x: "examples seen", y: "loss on all points") {
      for index in kinds.indices.reversed() {
        let losses = trainings[index].losses.dropFirst()
        Line(x: losses.indices.map { $0 * kinds[index].size }, y: losses, color: .series(index))
      }
      HorizontalRule(leastLoss)
    }
    .xAxis(scale: .log).yAxis(scale: .log).legend(.hidden)
  }
  try comparison.write(to: "gradient-descent-batches.svg")

  let paths = Panels("The first ten epochs, over the lines of equal loss", columns: 3) {
    for (kind, training) in zip(kinds, trainings) {
      Plot(kind.name, x: "w", y: "b") {
        Contour(
          x: -1.5...2.5, y: -2...2.5, levels: 8, scale: .log, colorBar: false, resolution: 50,
          meanLoss)
        let path = Array(training.path.prefix(1000 / kind.size + 1))
        Line(path, color: .vermillion, width: 1, markers: kind.size > 1)
        Scatter([(bestW, bestB)], color: .text)
      }
    }
  }
  try paths.size(width: 840, height: 380).write(to: "gradient-descent-paths.svg")

  let fits = Plot("What 10 at a time has learned", x: "x", y: "y") {
    Scatter(points, label: "points", color: .caption, size: 0.7)
    for epoch in [0, 1, 30] {
      let (w, b) = trainings[1].path[epoch * 10]
      Curve(0...2, label: "epoch \(epoch)") { w * $0 + b }
    }
  }
  try fits.write(to: "gradient-descent-line.svg")

  section("Coming to rest")
  let bold = train(batchSize: 100, epochs: epochs, rate: 0.4).losses[epochs]
  print(
    "rate 0.4, all 100 at once: \((bold - leastLoss).readableText(digits: 3)) above the best line")
  for rate in [0.2, 0.1, 0.02] {
    let losses = train(batchSize: 1, epochs: epochs, rate: rate).losses.suffix(1000)
    let mean = losses.reduce(0, +) / Double(losses.count)
    print(
      "rate \(rate), 1 at a time: \((mean - leastLoss).readableText(digits: 3)) above the best line"
    )
  }
}
