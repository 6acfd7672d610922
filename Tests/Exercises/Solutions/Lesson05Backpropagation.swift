import SwiftGrad

func gradientsByHand(a: Double, b: Double, c: Double) -> (a: Double, b: Double, c: Double) {
  let d = a * b + c
  let t = Value(d).tanh().data
  let slope = t + d * (1 - t * t)
  return (slope * b, slope * a, slope)
}

func backwardOrder(_ inputs: [[Int]]) -> [Int] {
  var visited: Set<Int> = []
  var order: [Int] = []
  func visit(_ node: Int) {
    guard visited.insert(node).inserted else { return }
    for input in inputs[node] { visit(input) }
    order.append(node)
  }
  visit(inputs.count - 1)
  return order.reversed()
}

func wrongGradient() -> String { "a" }

let claimedGradients = ["a": -7.0, "b": 4.0, "c": -2.0]

func curvature(of f: (Value) -> Value, at x: Double) -> Double {
  let point = Value(x)
  let slope = gradient(of: f(point), withRespectTo: point, createGraph: true)
  return gradient(of: slope, withRespectTo: point).data
}
