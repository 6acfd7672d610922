import SwiftGrad

func andAndXor() throws {
  section("One neuron learns AND")
  let corners = [(0, 0), (0, 1), (1, 0), (1, 1)]
  let inputs = Tensor(corners.map { [$0, $1] })
  let and = Tensor([[0], [0], [0], [1]])

  func neuron() -> Sequential<Tensor> {
    Sequential(seed: 1) {
      Linear(2, 1)
      Sigmoid()
    }
  }
  @discardableResult
  func train(
    _ model: Sequential<Tensor>, to targets: Tensor, epochs: Int = 5000
  ) -> [Double] {
    let optimizer = SGD(model.parameters, learningRate: 0.1)
    return (0..<epochs).map { _ in
      let loss = meanSquaredError(model(inputs), targets, reduction: .sum)
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
      return loss.item
    }
  }
  func show(_ outputs: Tensor, beside targets: Tensor) {
    for (row, corner) in corners.enumerated() {
      let prediction = outputs[row].item.readableText(digits: 3)
      print("\(corner): target \(Int(targets[row].item)), prediction \(prediction)")
    }
  }

  let andNeuron = neuron()
  let losses = train(andNeuron, to: and)
  show(andNeuron(inputs), beside: and)
  let (first, last) = (losses[0].readableText(digits: 3), losses[4999].readableText(digits: 3))
  print("loss: \(first) before, \(last) after")

  section("The line it draws")
  let weights = andNeuron.parameters[0].scalars, bias = andNeuron.parameters[1].scalars[0]
  print("weights:", weights.map { $0.readableText(digits: 3) }.joined(separator: ", "))
  print("bias:", bias.readableText(digits: 3))
  print("bias ÷ weight:", (bias / weights[0]).readableText(digits: 3))

  func map(_ title: String, _ targets: Tensor, _ model: (Tensor) -> Tensor) -> Plot {
    Plot(title, x: "x₁", y: "x₂") {
      Region(
        x: -0.5...1.5, y: -0.5...1.5,
        batch: { places in
          let outputs = withoutGradient { model(Tensor(places.map { [$0.x, $0.y] })) }
          return outputs.scalars.map { $0 > 0.5 ? 1 : 0 }
        })
      Scatter(corners, classes: targets.scalars.map { Int($0) }, names: ["0", "1"], size: 2)
    }.equalAxes().legend(.outside)
  }
  try map("AND needs one line", and) { andNeuron($0) }.write(to: "and-boundary.svg")

  section("Three gates it can be, and one it cannot")
  let or = Tensor([[0], [1], [1], [1]])
  let nand = Tensor([[1], [1], [1], [0]])
  let xor = Tensor([[0], [1], [1], [0]])
  let orNeuron = neuron(), nandNeuron = neuron(), xorNeuron = neuron()
  train(orNeuron, to: or)
  train(nandNeuron, to: nand)
  let xorLosses = train(xorNeuron, to: xor)
  show(xorNeuron(inputs), beside: xor)
  print("loss:", xorLosses[4999].readableText(digits: 3))
  let gates = Panels("No line can separate XOR", columns: 2) {
    map("AND", and) { andNeuron($0) }
    map("OR", or) { orNeuron($0) }
    map("NAND", nand) { nandNeuron($0) }
    map("XOR", xor) { xorNeuron($0) }
  }
  try gates.write(to: "gates.svg")

  section("Three neurons, put together")
  func either(_ inputs: Tensor) -> Tensor {
    andNeuron(concatenate([orNeuron(inputs), nandNeuron(inputs)], axis: 1))
  }
  show(either(inputs), beside: xor)
  try map("OR and NAND, joined by AND", xor, either).write(to: "xor-from-gates.svg")

  section("A hidden layer learns it")
  func network(hidden: Int, seed: UInt64) -> Sequential<Tensor> {
    Sequential(seed: seed) {
      Linear(2, hidden)
      Tanh()
      Linear(hidden, 1)
      Sigmoid()
    }
  }
  let xorNetwork = network(hidden: 2, seed: 3)
  let networkLosses = train(xorNetwork, to: xor)
  show(xorNetwork(inputs), beside: xor)

  section("The hidden space")
  let hidden = withoutGradient { xorNetwork[1](xorNetwork[0](inputs)) }
  for (corner, row) in zip(corners, hidden.rows) {
    let texts = row.scalars.map { $0.readableText(digits: 2) }
    print("\(corner) → (\(texts.joined(separator: ", ")))")
  }
  let spaces = Panels(columns: 2) {
    map("What goes in", xor) { xorNetwork($0) }
    Plot("What the last neuron sees", x: "h₁", y: "h₂") {
      Region(
        x: -1.2...1.2, y: -1.2...1.2,
        batch: { places in
          let hidden = Tensor(places.map { [$0.x, $0.y] })
          let outputs = withoutGradient { xorNetwork[3](xorNetwork[2](hidden)) }
          return outputs.scalars.map { $0 > 0.5 ? 1 : 0 }
        })
      Scatter(
        hidden.rows.map { ($0.scalars[0], $0.scalars[1]) },
        classes: xor.scalars.map { Int($0) }, names: ["0", "1"], size: 2)
    }.equalAxes()
  }
  try spaces.write(to: "hidden-space.svg")

  section("Not every start arrives")
  for hidden in [2, 4, 8] {
    let arrived = (1...10).filter { seed in
      train(network(hidden: hidden, seed: UInt64(seed)), to: xor, epochs: 2000)[1999] < 0.1
    }
    print("\(hidden) hidden neurons: \(arrived.count) of 10 starts arrive")
  }
  let stuck = network(hidden: 2, seed: 4)
  let stuckLosses = train(stuck, to: xor)
  show(stuck(inputs), beside: xor)

  let lateLosses = train(network(hidden: 2, seed: 8), to: xor)
  let epochs = stride(from: 0, to: 5000, by: 20)
  let starts = Plot("Three starts with two hidden neurons", x: "epoch", y: "loss") {
    Line(x: epochs, y: epochs.map { networkLosses[$0] }, label: "start 3")
    Line(x: epochs, y: epochs.map { lateLosses[$0] }, label: "start 8")
    Line(x: epochs, y: epochs.map { stuckLosses[$0] }, label: "start 4")
  }
  try starts.write(to: "xor-starts.svg")
}
