import SwiftGrad

func derivatives() throws {
  section("How steep is it here?")
  func f(_ x: Double) -> Double { 2 * x * x * x + x + 1 }

  print("f(2) =", f(2).readableText())
  for h in [1, 0.5, 0.1, 0.01, 0.001] {
    let rise = f(2 + h) - f(2)
    print(
      "h = \(h.readableText()): y grows by \(rise.readableText()),",
      "\((rise / h).readableText(digits: 7)) for each unit of x")
  }

  let tangents = Plot("Lines through two points turn into the tangent", x: "x", y: "y") {
    Curve(1...3.2, label: "y = 2x³ + x + 1", color: .text, width: 3) { f($0) }
    for h in [1, 0.5] {
      let slope = (f(2 + h) - f(2)) / h
      let name = "h = \(h.readableText()): slope \(slope.readableText())"
      Curve(1...3.2, label: name, style: .dashed) { f(2) + slope * ($0 - 2) }
    }
    Curve(1...3.2, label: "tangent: slope 25") { f(2) + 25 * ($0 - 2) }
    Note("(2, 19)", at: (2, 19))
  }
  try tangents.write(to: "derivative-tangent.svg")

  section("By hand")
  func derivative(_ x: Double) -> Double { 6 * x * x + 1 }

  for x in [-2, 0, 2.0] { print("slope at \(x.readableText()):", derivative(x).readableText()) }

  section("By difference quotient")
  func forward(_ h: Double) -> Double { (f(2 + h) - f(2)) / h }
  func central(_ h: Double) -> Double { (f(2 + h) - f(2 - h)) / (2 * h) }

  for h in [0.1, 0.01, 0.001] {
    print(
      "h = \(h.readableText()): forward \(forward(h).readableText(digits: 8)),",
      "central \(central(h).readableText(digits: 8))")
  }

  section("The best step")
  var steps: [Double] = []
  var h = 1.0
  while h > 1e-15 {
    steps.append(h)
    h /= 1.5
  }
  let errors = Plot("A step can be too small", x: "h", y: "error of the slope") {
    Line(x: steps, y: steps.map { abs(forward($0) - 25) }, label: "forward")
    Line(x: steps, y: steps.map { abs(central($0) - 25) }, label: "central")
  }
  .xAxis(scale: .log)
  .yAxis(scale: .log)
  try errors.write(to: "derivative-errors.svg")

  for h in [1e-1, 1e-3, 1e-5, 1e-8, 1e-11, 1e-15] {
    print(
      "h = \(h.readableText()): error forward \(abs(forward(h) - 25).readableText(digits: 2)),",
      "central \(abs(central(h) - 25).readableText(digits: 2))")
  }

  section("By backward()")
  let x = Value(2, label: "x")
  let y = 2 * x.pow(3) + x + 1
  y.label = "y"
  y.backward()
  print("y =", y.data)
  print("dy/dx =", x.grad)
  try y.graph().write(to: "derivative-graph.svg")

  section("The slope everywhere")
  func slope(_ number: Double) -> Double {
    let x = Value(number)
    let y = 2 * x.pow(3) + x + 1
    y.backward()
    return x.grad
  }

  let curves = Plot("Where the curve is steep, dy/dx is large", x: "x", y: "y and dy/dx") {
    Curve(-5...5, label: "y = 2x³ + x + 1") { f($0) }
    Curve(-5...5, label: "dy/dx, by backward()", style: .dashed) { slope($0) }
  }
  try curves.write(to: "derivative-curves.svg")

  let places = stride(from: -5.0, through: 5, by: 0.5)
  let difference = places.map { abs(slope($0) - derivative($0)) }.max() ?? 0
  print("largest difference to 6x² + 1:", difference.readableText())

  section("The gradient of a neuron")
  func neuron(_ x1: Value, _ x2: Value, _ w1: Value, _ w2: Value, _ b: Value) -> Value {
    (w1 * x1 + w2 * x2 + b).tanh()
  }

  let x1 = Value(0.2, label: "x₁"), x2 = Value(0.3, label: "x₂")
  let w1 = Value(1, label: "w₁"), w2 = Value(0.4, label: "w₂"), b = Value(1, label: "b")
  let output = neuron(x1, x2, w1, w2, b)
  output.label = "output"
  output.backward()
  print("output:", output.data.readableText())
  for node in [x1, x2, w1, w2, b] {
    print("slope by \(node.label ?? ""):", node.grad.readableText())
  }
  try output.graph().write(to: "derivative-neuron.svg")

  let check = GradientCheck(at: [0.2, 0.3, 1, 0.4, 1]) { (n: [Value]) in
    neuron(n[0], n[1], n[2], n[3], n[4])
  }
  print(check)

  let wrong = 1 - output.data * output.data
  let failing = GradientCheck(comparing: [[wrong]], at: [[1]]) { point in
    neuron(x1, x2, Value(point[0][0]), w2, b).data
  }
  print("passes:", failing.passes)
  for mismatch in failing.mismatches {
    print(
      "claimed \(mismatch.computed.readableText()),",
      "measured \(mismatch.measured.readableText())")
  }
}
