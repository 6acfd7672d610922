import SwiftGrad

func feedForward() throws {
  section("One line at a time")
  let x1 = Value(3, label: "x₁"), x2 = Value(4, label: "x₂")
  let w11 = Value(0.2, label: "w₁₁"), w12 = Value(0.8, label: "w₁₂"), b1 = Value(0.5, label: "b₁")
  let w21 = Value(0.6, label: "w₂₁"), w22 = Value(-0.5, label: "w₂₂"), b2 = Value(-0.2, label: "b₂")
  let v1 = Value(0.4, label: "v₁"), v2 = Value(0.9, label: "v₂"), c = Value(0.1, label: "c")

  let sum1 = w11 * x1 + w12 * x2 + b1
  let sum2 = w21 * x1 + w22 * x2 + b2
  let h1 = sum1.relu(), h2 = sum2.relu()
  let sum3 = v1 * h1 + v2 * h2 + c
  let output = sum3.sigmoid()

  print("hidden before ReLU:", sum1.data.readableText(), "and", sum2.data.readableText())
  print("hidden after ReLU:", h1.data.readableText(), "and", h2.data.readableText())
  print("output before sigmoid:", sum3.data.readableText())
  print("output:", output.data)

  section("The graph of every number")
  let names = [(sum1, "sum₁"), (sum2, "sum₂"), (h1, "h₁"), (h2, "h₂"), (sum3, "sum₃")]
  for (node, name) in names { node.label = name }
  output.label = "output"
  for step in output.graph().forwardTrace { print(step) }

  let numbersOnly = DrawingOptions(
    showsGradients: false, localDerivatives: .hidden, showsLegend: false)
  try output.graph().write(to: "feed-forward-values.svg", options: numbersOnly)

  section("In loops")
  let inputs = [Value(3), Value(4)]
  let rows = [[Value(0.2), Value(0.8)], [Value(0.6), Value(-0.5)]]
  let biases = [Value(0.5), Value(-0.2)]

  let hiddenByLoop = zip(rows, biases).map { row, bias in
    (zip(row, inputs).map { $0 * $1 }.sum() + bias).relu()
  }
  let outputWeights = [Value(0.4), Value(0.9)]
  let outputByLoop = (zip(outputWeights, hiddenByLoop).map { $0 * $1 }.sum() + 0.1).sigmoid()
  print("hidden:", hiddenByLoop.map { $0.data.readableText() })
  print("output:", outputByLoop.data)

  section("Rows or columns?")
  let x = ValueTensor([3, 4])
  let weights1 = ValueTensor([[0.2, 0.8], [0.6, -0.5]]), bias1 = ValueTensor([0.5, -0.2])
  print("rows are neurons, W₁ • x + b₁:", (weights1 • x + bias1).formatted(precision: 2))
  print("columns are neurons, x • W₁ + b₁:", (x • weights1 + bias1).formatted(precision: 2))

  section("With matrices")
  let weights2 = ValueTensor([0.4, 0.9])
  let hidden = (weights1 • x + bias1).relu()
  let result = (weights2 • hidden + 0.1).sigmoid()
  print("hidden:", hidden.formatted(precision: 2))
  print("output:", result.item)

  section("With tensors")
  func network<T: DifferentiableTensor>(_ x: T) -> T {
    let weights1 = T([[0.2, 0.8], [0.6, -0.5]]), bias1 = T([0.5, -0.2])
    let weights2 = T([0.4, 0.9])
    let hidden = (weights1 • x + bias1).relu()
    return (weights2 • hidden + 0.1).sigmoid()
  }

  print("ValueTensor:", network(ValueTensor([3, 4])).item)
  print("Tensor:", network(Tensor([3, 4])).item.readableText(digits: 6))

  section("As layers")
  let hiddenLayer = Linear<Tensor>(2, 2), outputLayer = Linear<Tensor>(2, 1)
  hiddenLayer.weight.data = Tensor([[0.2, 0.8], [0.6, -0.5]])
  hiddenLayer.bias?.data = Tensor([0.5, -0.2])
  outputLayer.weight.data = Tensor([[0.4, 0.9]])
  outputLayer.bias?.data = Tensor([0.1])

  let model = Sequential<Tensor> {
    hiddenLayer
    ReLU()
    outputLayer
    Sigmoid()
  }
  let answer = model(Tensor([3, 4]))
  print("output:", answer.item.readableText(digits: 6))
  print(model.summary())

  answer.label = "output"
  try answer.graph().write(
    to: "feed-forward-layers.svg",
    options: DrawingOptions(showsData: false, showsGradients: false, showsLegend: false))

  section("Many inputs at once")
  let batch = Tensor([[3, 4], [1, 2], [0, 0], [0, -4]])
  print(model(batch).detached().formatted(precision: 4))
}
