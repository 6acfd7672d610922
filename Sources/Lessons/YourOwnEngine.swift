import Foundation
import SwiftGrad

func yourOwnEngine() throws {
  try aNumberThatRemembers()
  try forwardAndBackwardSideBySide()
  try theWayBack()
  try functionsOfOneNumber()
  try numbersInFormulas()
  try theSameNumbersAsValue()
  try aNetworkThatLearns()
  try whatValueAdds()
}

/// A number that remembers what it was computed from.
final class Scalar {
  var number: Double
  /// How much the result of a backward pass changes when the number does.
  var gradient = 0.0
  /// What the number was computed from, each with the local derivative by it.
  let inputs: [(scalar: Scalar, derivative: Double)]

  init(_ number: Double, from inputs: [(scalar: Scalar, derivative: Double)] = []) {
    self.number = number
    self.inputs = inputs
  }
}

private func aNumberThatRemembers() throws {
  section("A number that remembers")
  let three = Scalar(3), two = Scalar(2)
  let six = Scalar(6, from: [(three, 2), (two, 3)])
  print("six is \(six.number)")
  for (input, derivative) in six.inputs {
    print("  computed from \(input.number), with which it changes \(derivative) times as much")
  }
}

extension Scalar {
  static func + (left: Scalar, right: Scalar) -> Scalar {
    Scalar(left.number + right.number, from: [(left, 1), (right, 1)])
  }

  static func * (left: Scalar, right: Scalar) -> Scalar {
    Scalar(left.number * right.number, from: [(left, right.number), (right, left.number)])
  }
}

private func forwardAndBackwardSideBySide() throws {
  section("Forward and backward side by side")
  let w = Scalar(3), x = Scalar(2), bias = Scalar(-4)
  let product = w * x
  let prediction = product + bias
  print("prediction:", prediction.number)
  print("local derivatives of the product:", product.inputs.map(\.derivative))
  print("of the sum:", prediction.inputs.map(\.derivative))
}

extension Scalar {
  func backward() {
    let order = topologicalOrder()
    for node in order { node.gradient = 0 }
    gradient = 1
    for node in order.reversed() {
      for (input, derivative) in node.inputs {
        input.gradient += node.gradient * derivative
      }
    }
  }

  /// This number and all that it was computed from, each after its inputs.
  private func topologicalOrder() -> [Scalar] {
    var order: [Scalar] = [], seen: Set<ObjectIdentifier> = []
    func place(_ node: Scalar) {
      guard seen.insert(ObjectIdentifier(node)).inserted else { return }
      for (input, _) in node.inputs { place(input) }
      order.append(node)
    }
    place(self)
    return order
  }
}

private func theWayBack() throws {
  section("The way back")
  let c = Scalar(3)
  let total = c * c + c
  total.backward()
  print("c·c + c = \(total.number), gradient of c: \(c.gradient)")

  let bottom = Scalar(1)
  var top = bottom
  for _ in 0..<1000 { top = top + top }
  top.backward()
  print("doubled 1000 times: gradient \(bottom.gradient.readableText())")
}

extension Scalar {
  func pow(_ exponent: Double) -> Scalar {
    let slope = exponent * Foundation.pow(number, exponent - 1)
    return Scalar(Foundation.pow(number, exponent), from: [(self, slope)])
  }

  func exp() -> Scalar {
    let result = Foundation.exp(number)
    return Scalar(result, from: [(self, result)])
  }

  func tanh() -> Scalar {
    let result = Foundation.tanh(number)
    return Scalar(result, from: [(self, 1 - result * result)])
  }

  func relu() -> Scalar {
    Scalar(max(number, 0), from: [(self, number > 0 ? 1 : 0)])
  }
}

private func functionsOfOneNumber() throws {
  section("Functions of one number")
  let z = Scalar(0.5)
  for (name, y) in [
    ("z³", z.pow(3)), ("exp(z)", z.exp()), ("tanh(z)", z.tanh()), ("relu(z)", z.relu()),
  ] {
    y.backward()
    print("\(name) = \(y.number.readableText()), slope \(z.gradient.readableText())")
  }
}

extension Scalar: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  convenience init(floatLiteral number: Double) { self.init(number) }
  convenience init(integerLiteral number: Int) { self.init(Double(number)) }

  static prefix func - (operand: Scalar) -> Scalar { operand * -1 }
  static func - (left: Scalar, right: Scalar) -> Scalar { left + -right }
  static func / (left: Scalar, right: Scalar) -> Scalar { left * right.pow(-1) }
  static func += (left: inout Scalar, right: Scalar) { left = left + right }
}

private func numbersInFormulas() throws {
  section("Numbers in formulas")
  let u = Scalar(2)
  let sigmoid = 1 / (1 + (-u).exp())
  sigmoid.backward()
  print("1 / (1 + exp(−2)) = \(sigmoid.number.readableText()), slope \(u.gradient.readableText())")
}

private func theSameNumbersAsValue() throws {
  section("The same numbers as Value")
  func ours(_ a: Scalar, _ b: Scalar) -> Scalar {
    var c = a + b
    var d = a * b + b.pow(3)
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    d += 3 * d + (b - a).relu()
    let f = (c - d).pow(2)
    return f / 2 + 10 / f
  }

  func theirs(_ a: Value, _ b: Value) -> Value {
    var c = a + b
    var d = a * b + b.pow(3)
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    d += 3 * d + (b - a).relu()
    let f = (c - d).pow(2)
    return f / 2 + 10 / f
  }

  let a = Scalar(-4), b = Scalar(2)
  let g = ours(a, b)
  g.backward()
  let valueA = Value(-4), valueB = Value(2)
  let valueG = theirs(valueA, valueB)
  valueG.backward()
  for (name, our, their) in [
    ("g", g.number, valueG.data), ("gradient of a", a.gradient, valueA.grad),
    ("gradient of b", b.gradient, valueB.grad),
  ] {
    print(
      "\(name): Scalar \(our.readableText(digits: 12)), Value \(their.readableText(digits: 12))")
  }
}

private func aNetworkThatLearns() throws {
  section("A network that learns")
  var generator = SeededGenerator(seed: 1)
  func randomScalar() -> Scalar { Scalar(generator.uniform(in: -1...1)) }
  let neurons = (0..<4).map { _ in
    (weight: randomScalar(), bias: randomScalar(), output: randomScalar())
  }
  let outputBias = randomScalar()
  let parameters = neurons.flatMap { [$0.weight, $0.bias, $0.output] } + [outputBias]

  func network(_ x: Double) -> Scalar {
    var sum = outputBias
    for neuron in neurons {
      sum += (neuron.weight * Scalar(x) + neuron.bias).tanh() * neuron.output
    }
    return sum
  }

  func bell(_ x: Double) -> Double { exp(-x * x) }

  let places = Array(stride(from: -3, through: 3, by: 0.5))
  let finePlaces = Array(stride(from: -3, through: 3, by: 0.125))
  var losses: [Double] = [], curves: [(step: Int, y: [Double])] = []
  for step in 0...1000 {
    var loss: Scalar = 0
    for x in places { loss += (network(x) - Scalar(bell(x))).pow(2) }
    loss = loss / Scalar(Double(places.count))
    losses.append(loss.number)
    if [0, 50, 1000].contains(step) {
      print("step \(step): mean squared error \(loss.number.readableText(digits: 3))")
      curves.append((step, finePlaces.map { network($0).number }))
    }
    loss.backward()
    for parameter in parameters { parameter.number -= 0.1 * parameter.gradient }
  }

  let learning = Panels("A network of 13 Scalars learns a bell", columns: 2) {
    Plot("The curve", x: "x", y: "network") {
      for (step, y) in curves { Line(x: finePlaces, y: y, label: "after \(step) steps") }
      Scatter(x: places, y: places.map { bell($0) }, label: "exp(−x²)", color: .text)
    }
    Plot("The error", x: "step", y: "mean squared error") { Line(losses) }
      .yAxis(scale: .log)
  }
  try learning.write(to: "your-own-engine-bell.svg")
}

private func whatValueAdds() throws {
  section("What Value adds")
  let first = Value(1)
  var last = first
  for _ in 0..<100_000 { last = last + 1 }
  last.backward()
  print("100,000 additions in a row: \(last.data), gradient \(first.grad)")

  let p = Scalar(3), q = Scalar(2)
  let r = p * q
  q.number = 10
  r.backward()
  print("Scalar: q is \(q.number), but the gradient of p is \(p.gradient)")

  let m = Value(3, label: "m"), n = Value(2, label: "n")
  print("Value knows its operation:", (m * n).operation?.symbol ?? "none")
  for step in (m * n).backwardPass() { print(step) }
}
