import SwiftGrad

func oneNeuron() throws {
  section("A weighted sum and a bias")
  let price = Value(3, label: "price"), rating = Value(4, label: "rating")
  let priceWeight = Value(-0.8, label: "w₁"), ratingWeight = Value(1.2, label: "w₂")
  let bias = Value(0.5, label: "b")

  let sum = price * priceWeight + rating * ratingWeight + bias
  print("weighted sum and bias:", sum.data.readableText())

  section("An activation")
  let output = sum.tanh()
  print("after tanh:", output.data.readableText())
  try output.graph().write(to: "one-neuron.svg")

  section("What the weight does")
  let weights = Plot("The weight is the slope", x: "x", y: "tanh(w·x)") {
    for w in stride(from: 0, through: 1, by: 0.2) {
      Curve(-4...4, label: "w = \(w.readableText())") { x in (Value(w) * x).tanh().data }
    }
  }
  try weights.write(to: "neuron-weights.svg")
}
