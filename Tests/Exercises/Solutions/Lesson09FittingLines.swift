import SwiftGrad

func fittedLine(_ points: [(x: Double, y: Double)]) -> (slope: Double, intercept: Double) {
  let slope = Value(0), intercept = Value(0)
  for _ in 0..<1000 {
    slope.grad = 0
    intercept.grad = 0
    let loss = points.map { (slope * $0.x + intercept - $0.y).pow(2) }.mean()
    loss.backward()
    slope.data -= 0.1 * slope.grad
    intercept.data -= 0.1 * intercept.grad
  }
  return (slope.data, intercept.data)
}

func fittedParabola(_ points: [(x: Double, y: Double)]) -> (a: Double, b: Double, c: Double) {
  let numbers = [Value(0), Value(0), Value(0)]
  for _ in 0..<3000 {
    for number in numbers { number.grad = 0 }
    let loss = points.map { x, y in
      (numbers[0] * x * x + numbers[1] * x + numbers[2] - y).pow(2)
    }.mean()
    loss.backward()
    for number in numbers { number.data -= 0.03 * number.grad }
  }
  return (numbers[0].data, numbers[1].data, numbers[2].data)
}

func normalized(_ numbers: [Double]) -> [Double] {
  let mean = numbers.reduce(0, +) / Double(numbers.count)
  let shifted = numbers.map { $0 - mean }
  let square = shifted.map { $0 * $0 }.reduce(0, +) / Double(numbers.count)
  return shifted.map { $0 / square.squareRoot() }
}
