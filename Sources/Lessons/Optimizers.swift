import SwiftGrad

func optimizers() throws {
  section("Two landscapes")
  struct Landscape {
    let name: String
    let start: [Double]
    let x, y: ClosedRange<Double>
    let loss: (Value, Value) -> Value
  }
  let saddle = Landscape(name: "saddle", start: [-1.5, 0.01], x: -1.8...2, y: -0.4...1.5) {
    x, y in x.pow(2) / 2 + (y.pow(2) - 1).pow(2) / 4
  }
  let valley = Landscape(name: "valley", start: [-4, 1], x: -4.5...1.5, y: -1.4...1.9) {
    x, y in x.pow(2) / 2 + 25 * y.pow(2)
  }

  for landscape in [saddle, valley] {
    let (x, y) = (Value(landscape.start[0]), Value(landscape.start[1]))
    let loss = landscape.loss(x, y)
    loss.backward()
    print(
      "\(landscape.name): loss \(loss.data.readableText()) at the start,",
      "slope \(x.grad.readableText()) by x and \(y.grad.readableText()) by y")
  }

  typealias Choice = ([ValueTensor]) -> Optimizer<ValueTensor>
  struct Walk {
    var path: [(Double, Double)] = []
    var losses: [Double] = []
  }

  func walk(_ landscape: Landscape, steps: Int = 500, _ choice: Choice) -> Walk {
    let place = ValueTensor.parameter(landscape.start, label: "place")
    let optimizer = choice([place])
    var walk = Walk()
    for _ in 0...steps {
      let loss = landscape.loss(place.element(0), place.element(1))
      walk.path.append((place.scalars[0], place.scalars[1]))
      walk.losses.append(loss.data)
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
    }
    return walk
  }

  func picture(_ title: String, _ choices: [(name: String, choice: Choice)]) -> Panels {
    Panels(title, columns: 2) {
      for landscape in [saddle, valley] {
        Plot(landscape.name, x: "x", y: "y") {
          Contour(
            x: landscape.x, y: landscape.y, levels: 8, scale: .log, colors: .inverseGray,
            colorBar: false, resolution: 80
          ) { x, y in landscape.loss(Value(x), Value(y)).data }
          for (index, (name, choice)) in choices.enumerated() {
            Trajectory(
              walk(landscape, steps: 100, choice).path, label: name, color: .series(index))
          }
        }.legend(.topRight)
      }
    }
  }

  section("Plain gradient descent")
  struct Memory {
    var velocity = 0.0, squares = 0.0, changes = 0.0
    var step = 0
  }
  func compare(
    _ name: String, _ choice: Choice, by rule: (inout Double, Double, inout Memory) -> Void
  ) {
    var place = valley.start
    var memories = [Memory(), Memory()]
    var path: [(Double, Double)] = []
    for _ in 0...100 {
      path.append((place[0], place[1]))
      let gradients = [place[0], 50 * place[1]]
      for axis in 0...1 {
        memories[axis].step += 1
        rule(&place[axis], gradients[axis], &memories[axis])
      }
    }
    let library = walk(valley, steps: 100, choice).path
    func text(_ place: (Double, Double)) -> String {
      "(\(place.0.readableText(digits: 4)), \(place.1.readableText(digits: 4)))"
    }
    let difference = zip(path, library).map { max(abs($0.0 - $1.0), abs($0.1 - $1.1)) }.max() ?? 0
    print("\(name), by hand:", path[1...3].map(text).joined(separator: ", "))
    print("\(name), library:", library[1...3].map(text).joined(separator: ", "))
    print("equal for 100 steps:", difference < 1e-12)
  }

  let sgd: Choice = { SGD($0, learningRate: 0.036) }
  compare("SGD", sgd) { w, gradient, _ in
    w -= 0.036 * gradient
  }
  try picture("Across the valley, not along it", [("SGD", sgd)]).write(to: "optimizer-sgd.svg")

  section("Momentum")
  let momentum: Choice = { SGD($0, learningRate: 0.01, momentum: 0.9) }
  compare("momentum", momentum) { w, gradient, memory in
    memory.velocity = 0.9 * memory.velocity + gradient
    w -= 0.01 * memory.velocity
  }

  section("Nesterov: look ahead")
  let nesterov: Choice = { SGD($0, learningRate: 0.01, momentum: 0.9, nesterov: true) }
  compare("Nesterov", nesterov) { w, gradient, memory in
    memory.velocity = 0.9 * memory.velocity + gradient
    w -= 0.01 * (gradient + 0.9 * memory.velocity)
  }
  try picture(
    "Velocity carries along the floor, and too far",
    [("momentum", momentum), ("Nesterov", nesterov)]
  ).write(to: "optimizer-momentum.svg")

  section("Adagrad: a rate for each parameter")
  let adagrad: Choice = { Adagrad($0, learningRate: 0.5) }
  compare("Adagrad", adagrad) { w, gradient, memory in
    memory.squares += gradient * gradient
    w -= 0.5 * gradient / (memory.squares.squareRoot() + 1e-10)
  }

  section("RMSprop: forget the old")
  let rmsProp: Choice = { RMSprop($0, learningRate: 0.01, decay: 0.9) }
  compare("RMSprop", rmsProp) { w, gradient, memory in
    memory.squares = 0.9 * memory.squares + 0.1 * gradient * gradient
    w -= 0.01 * gradient / (memory.squares.squareRoot() + 1e-8)
  }

  section("Adadelta: a step measured by steps")
  let adadelta: Choice = { Adadelta($0, learningRate: 10) }
  compare("Adadelta", adadelta) { w, gradient, memory in
    memory.squares = 0.9 * memory.squares + 0.1 * gradient * gradient
    let scale = (memory.changes + 1e-6).squareRoot() / (memory.squares + 1e-6).squareRoot()
    let change = scale * gradient
    memory.changes = 0.9 * memory.changes + 0.1 * change * change
    w -= 10 * change
  }
  try picture(
    "A rate for each parameter makes the way straight",
    [("Adagrad", adagrad), ("RMSprop", rmsProp), ("Adadelta", adadelta)]
  ).write(to: "optimizer-adaptive.svg")

  section("Adam: both ideas")
  func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
  let adam: Choice = { Adam($0, learningRate: 0.1) }
  compare("Adam", adam) { w, gradient, memory in
    memory.velocity = 0.9 * memory.velocity + 0.1 * gradient
    memory.squares = 0.999 * memory.squares + 0.001 * gradient * gradient
    let mean = memory.velocity / (1 - power(0.9, memory.step))
    let square = memory.squares / (1 - power(0.999, memory.step))
    w -= 0.1 * mean / (square.squareRoot() + 1e-8)
  }

  section("AdamW: decay that is not divided")
  let adamW: Choice = { AdamW($0, learningRate: 0.1, weightDecay: 0.1) }
  compare("AdamW", adamW) { w, gradient, memory in
    w -= 0.1 * 0.1 * w
    memory.velocity = 0.9 * memory.velocity + 0.1 * gradient
    memory.squares = 0.999 * memory.squares + 0.001 * gradient * gradient
    let mean = memory.velocity / (1 - power(0.9, memory.step))
    let square = memory.squares / (1 - power(0.999, memory.step))
    w -= 0.1 * mean / (square.squareRoot() + 1e-8)
  }
  try picture("The same way, a little shorter", [("Adam", adam), ("AdamW", adamW)])
    .write(to: "optimizer-adam.svg")

  func unusedWeight(_ choice: Choice) -> Double {
    let weight = ValueTensor.parameter([10], label: "unused")
    let optimizer = choice([weight])
    for _ in 1...10 {
      optimizer.zeroGradients()
      (0 * weight).sum().backward()
      optimizer.step()
    }
    return weight.scalars[0]
  }
  for decay in [0.001, 0.01, 0.1] {
    let adam = unusedWeight { Adam($0, learningRate: 0.1, weightDecay: decay) }
    let adamW = unusedWeight { AdamW($0, learningRate: 0.1, weightDecay: decay) }
    print(
      "weight decay \(decay): 10 becomes \(adam.readableText(digits: 4)) with Adam,",
      "\(adamW.readableText(digits: 4)) with AdamW")
  }

  section("All of them together")
  let all: [(name: String, choice: Choice)] = [
    ("SGD", sgd), ("momentum", momentum), ("Nesterov", nesterov), ("Adagrad", adagrad),
    ("RMSprop", rmsProp), ("Adadelta", adadelta), ("Adam", adam), ("AdamW", adamW),
  ]
  let curves = Panels("Loss by step", columns: 2) {
    for landscape in [saddle, valley] {
      Plot(landscape.name, x: "step", y: "loss") {
        for (index, (name, choice)) in all.enumerated() {
          Line(
            walk(landscape, steps: 300, choice).losses.map { max($0, 1e-12) }, label: name,
            color: .series(index % 7), style: index < 7 ? .solid : .dashed)
        }
      }.yAxis(in: 1e-8...100, scale: .log).legend(landscape.name == "valley" ? .outside : .hidden)
    }
  }
  try curves.write(to: "optimizer-losses.svg")

  section("Turn the valley")
  let half = 0.5.squareRoot()
  let turned = Landscape(
    name: "turned valley", start: [-3 * half, 5 * half], x: -4...2, y: -2...4
  ) { x, y in valley.loss((x - y) * half, (x + y) * half) }
  func stepsNeeded(_ losses: [Double]) -> String {
    let above = losses.lastIndex { $0 >= 0.001 } ?? -1
    return above + 1 < losses.count ? "\(above + 1)" : "not in \(losses.count - 1)"
  }
  for (name, choice) in all {
    let counts = [saddle, valley, turned].map { landscape in
      "\(landscape.name) \(stepsNeeded(walk(landscape, choice).losses))"
    }
    print("\(name): \(counts.joined(separator: ", "))")
  }
}
