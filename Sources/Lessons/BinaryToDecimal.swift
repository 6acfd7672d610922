import SwiftGrad

func binaryToDecimal() throws {
  section("Three bits")
  let bits = (0..<8).map { [$0 / 4, $0 / 2 % 2, $0 % 2] }
  let inputs = Tensor(bits)
  for number in 0..<8 { print(bits[number], "is", number) }

  section("Eight classes")
  func reader(with activation: Activation<Tensor>) -> Sequential<Tensor> {
    Sequential(seed: 1) {
      Linear(3, 20, bias: false)
      activation
      Linear(20, 8, bias: false)
    }
  }
  let model = reader(with: Sigmoid())
  print(model.summary())

  func train(_ model: Sequential<Tensor>, on numbers: [Int] = Array(0..<8)) -> [Double] {
    let optimizer = Adam(model.parameters, learningRate: 0.05)
    return (0..<300).map { _ in
      let loss = crossEntropy(model(inputs[numbers]), numbers)
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
      return loss.item
    }
  }
  func probabilities(of model: Sequential<Tensor>) -> Tensor {
    withoutGradient { (model(inputs).softmax(axis: 1) * 1000).round() / 1000 }
  }

  let before = probabilities(of: model)
  print("before: it reads", model(inputs).argmax(axis: 1))
  let losses = train(model)
  let after = probabilities(of: model)
  print("after: it reads", model(inputs).argmax(axis: 1))
  let (first, last) = (losses[0].readableText(digits: 3), losses[299].readableText(digits: 3))
  print("loss: \(first) before, \(last) after")

  let names = bits.map { $0.map { "\($0)" }.joined() }
  let pictures = Panels("What the network thinks it reads", columns: 2) {
    for (title, table) in [("before", before), ("after 300 epochs", after)] {
      Plot(title, x: "number", y: "bits") {
        Heatmap(
          table.rows.map(\.scalars), rows: names, columns: (0..<8).map { "\($0)" },
          limits: 0...1, label: "probability")
      }
    }
  }
  try pictures.write(to: "binary-probabilities.svg")

  section("What three zeros do")
  let centered = reader(with: Tanh())
  let centeredLosses = train(centered)
  let unsure = probabilities(of: centered)
  for number in 0..<2 { print("\(names[number]):", unsure[number].formatted(precision: 3)) }
  print("loss:", centeredLosses[299].readableText(digits: 4))
  let floor = log(Value(8)).data / 8
  print("an eighth of log 8:", floor.readableText(digits: 4))
  let curves = Plot("One number in eight cannot be learned", x: "epoch", y: "cross-entropy") {
    Line(losses, label: "sigmoid")
    Line(centeredLosses, label: "tanh")
    HorizontalRule(floor, label: "log 8 / 8")
  }
  try curves.yAxis(scale: .log).write(to: "binary-loss.svg")

  section("Two numbers, thirty weights")
  let targets = Tensor(bits.enumerated().map { [$0, $1.reduce(0, +) % 2] })
  var w1 = Tensor.parameter(.normal([6, 3], seed: 1), label: "w1")
  var w2 = Tensor.parameter(.normal([2, 6], seed: 2), label: "w2")
  print("weights: \(w1.elementCount) + \(w2.elementCount)")
  let start = [w1.data, w2.data]

  func network(_ inputs: Tensor) -> Tensor {
    (inputs • w1.transposed).tanh() • w2.transposed
  }
  func show(_ outputs: Tensor, of names: [String]) {
    let rounded = (outputs * 100).round() / 100
    for (name, row) in zip(names, rounded.rows) {
      let texts = row.scalars.map { $0.readableText(digits: 3) }
      print("\(name): number \(texts[0]), parity \(texts[1])")
    }
  }
  let untrained = network(inputs).detached()
  show(untrained, of: names)

  section("Gradient descent without an optimizer")
  let rate = 0.05
  for epoch in 0...2000 {
    let loss = meanSquaredError(network(inputs), targets)
    if epoch % 500 == 0 { print("epoch \(epoch): loss", loss.item.readableText(digits: 3)) }
    w1.zeroGradient()
    w2.zeroGradient()
    loss.backward()
    withoutGradient {
      w1 -= rate * w1.grad
      w2 -= rate * w2.grad
    }
  }
  let trained = network(inputs).detached()
  show(trained, of: names)

  let panels = Panels(columns: 2) {
    for (column, title) in [(0, "The number"), (1, "The parity")] {
      Plot(title, x: "number in bits", y: "output") {
        Line(targets[.all, column].scalars, label: "wanted", color: .caption)
        Scatter(x: 0..<8, y: untrained[.all, column].scalars, label: "before", color: .blue)
        Scatter(x: 0..<8, y: trained[.all, column].scalars, label: "after", color: .vermillion)
      }
    }
  }
  try panels.write(to: "binary-outputs.svg")

  section("The same with an optimizer")
  func fitted(to numbers: [Int]) -> Sequential<Tensor> {
    let model = Sequential<Tensor> {
      Linear(3, 6, bias: false)
      Tanh()
      Linear(6, 2, bias: false)
    }
    for (parameter, initial) in zip(model.parameters, start) { parameter.data = initial }
    let rows = TensorDataset(inputs[numbers], targets[numbers])
    model.fit(
      DataLoader(rows, batchSize: 8), loss: { meanSquaredError($0, $1) },
      optimizer: SGD(model.parameters, learningRate: rate), epochs: 2001, verbose: .silent)
    return model
  }

  let same = fitted(to: Array(0..<8))
  let difference = (same(inputs) - trained).abs().max().item
  print("the outputs differ by less than a hundred-thousandth:", difference < 1e-5)
  let loss = meanSquaredError(same(inputs), targets)
  loss.label = "loss"
  try loss.graph().write(to: "binary-graph.svg")

  section("A number it has never seen")
  let others = [0, 1, 2, 3, 4, 6, 7]
  show(fitted(to: others)(inputs[[5]]), of: [names[5]])

  let classifier = reader(with: Sigmoid())
  _ = train(classifier, on: others)
  print("classes:", probabilities(of: classifier)[5].formatted(precision: 3))
}
