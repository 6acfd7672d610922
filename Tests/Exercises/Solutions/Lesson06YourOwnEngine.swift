import SwiftGrad

final class Number {
  let data: Double
  var grad = 0.0
  let inputs: [(number: Number, derivative: Double)]

  init(_ data: Double, inputs: [(number: Number, derivative: Double)] = []) {
    self.data = data
    self.inputs = inputs
  }

  static func + (left: Number, right: Number) -> Number {
    Number(left.data + right.data, inputs: [(left, 1), (right, 1)])
  }

  static func * (left: Number, right: Number) -> Number {
    Number(left.data * right.data, inputs: [(left, right.data), (right, left.data)])
  }

  func tanh() -> Number {
    let t = Value(data).tanh().data
    return Number(t, inputs: [(self, 1 - t * t)])
  }

  func backward() {
    var seen: Set<ObjectIdentifier> = []
    var order: [Number] = []
    func visit(_ number: Number) {
      guard seen.insert(ObjectIdentifier(number)).inserted else { return }
      for input in number.inputs { visit(input.number) }
      order.append(number)
    }
    visit(self)
    for number in order { number.grad = 0 }
    grad = 1
    for number in order.reversed() {
      for input in number.inputs { input.number.grad += number.grad * input.derivative }
    }
  }

  func maximum(_ other: Number) -> Number {
    let isLarger = data > other.data
    return Number(
      isLarger ? data : other.data, inputs: [(self, isLarger ? 1 : 0), (other, isLarger ? 0 : 1)])
  }
}
