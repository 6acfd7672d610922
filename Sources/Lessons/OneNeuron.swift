import SwiftGrad

func oneNeuron() throws {
  section("A weighted sum and a bias")
  let price = Value(3, label: "price"), rating = Value(4, label: "rating")
  let priceWeight = Value(-0.8, label: "w₁"), ratingWeight = Value(1.2, label: "w₂")
  let bias = Value(0.5, label: "b")

  let pricePart = price * priceWeight
  let ratingPart = rating * ratingWeight
  let sum = pricePart + ratingPart + bias
  print("what the price adds:", pricePart.data.readableText())
  print("what the rating adds:", ratingPart.data.readableText())
  print("weighted sum and bias:", sum.data.readableText())

  section("An activation")
  let output = sum.tanh()
  print("after tanh:", output.data.readableText())
  for number in [-10, -3, -1, 0, 1, 3, 10.0] {
    print("tanh of \(number.readableText()) is", Value(number).tanh().data.readableText())
  }

  section("The neuron as a graph")
  sum.label = "sum"
  output.label = "output"
  try output.graph().write(
    to: "one-neuron.svg",
    options: DrawingOptions(
      showsGradients: false, localDerivatives: .hidden, showsLegend: false))

  section("What the weight does")
  let weightPlot = Plot("A larger weight makes the neuron steeper", x: "x", y: "tanh(w · x)") {
    for w in stride(from: 0, through: 1, by: 0.2) {
      Curve(-4...4, label: "w = \(w.readableText())") { x in (Value(w) * x).tanh().data }
    }
  }
  try weightPlot.write(to: "neuron-weights.svg")
  for w in stride(from: 0, through: 1, by: 0.2) {
    let output = (Value(w) * 4).tanh()
    print("w = \(w.readableText()): at x = 4 the output is", output.data.readableText(digits: 3))
  }

  section("What the bias does")
  let biasPlot = Plot("The bias moves the neuron sideways", x: "x", y: "tanh(x + b)") {
    for b in stride(from: -1, through: 1, by: 0.4) {
      Curve(-4...4, label: "b = \(b.readableText())") { x in (x + Value(b)).tanh().data }
    }
    HorizontalRule(0)
  }
  try biasPlot.write(to: "neuron-biases.svg")
  for b in stride(from: -1, through: 1, by: 0.4) {
    let output = (0 + Value(b)).tanh()
    print("b = \(b.readableText()): at x = 0 the output is", output.data.readableText(digits: 3))
  }

  section("Many inputs at once")
  let inputs = [price, rating], weights = [priceWeight, ratingWeight]
  let sumOfProducts = zip(inputs, weights).map { $0 * $1 }.sum() + bias
  print("with arrays of values:", sumOfProducts.data.readableText())

  let x = Tensor([3, 4]), w = Tensor([-0.8, 1.2])
  let tensorSum = x • w + 0.5
  print("with tensors:", tensorSum.item.readableText())

  let offers = Tensor([[3, 4], [5, 4], [4, 1], [2, 1]])
  print("four offers:", (offers • w + 0.5).formatted(precision: 1))

  section("A neuron decides")
  func judge(_ price: Double, _ rating: Double) -> Value {
    price * priceWeight + rating * ratingWeight + bias
  }

  let pairs: [(price: Double, rating: Double)] = [(3, 4), (5, 4), (2, 1), (1, 3), (4, 1), (5, 2)]
  for (price, rating) in pairs {
    let sum = judge(price, rating)
    print(
      "price \(price.readableText()), rating \(rating.readableText()):",
      "sum \(sum.data.readableText()), output \(sum.tanh().data.readableText(digits: 3)):",
      sum.data > 0 ? "buy" : "leave")
  }

  let decision = Plot("A neuron cuts the plane in two", x: "price", y: "rating") {
    Region(x: 0...6, y: 0...6) { price, rating in judge(price, rating).data > 0 }
    Line(x: [0, 6], y: [0, 6].map { (0.8 * $0 - 0.5) / 1.2 }, label: "sum = 0", color: .text)
    Scatter(
      pairs.map { ($0.price, $0.rating) },
      classes: pairs.map { judge($0.price, $0.rating).data > 0 ? 1 : 0 },
      names: ["leave", "buy"], size: 1.5)
  }
  .xAxis(in: 0...6)
  .yAxis(in: 0...6)
  try decision.write(to: "neuron-decision.png")
}
