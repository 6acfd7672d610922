import SwiftGrad

func descend(from start: Double, steps: Int, rate: Double, on f: (Value) -> Value) -> Double {
  let x = Value(start)
  for _ in 0..<steps {
    x.grad = 0
    f(x).backward()
    x.data -= rate * x.grad
  }
  return x.data
}

func learningRate() -> Double { 0.1 }

func lowestPoint() -> (x: Double, y: Double) {
  let x = Value(0), y = Value(0)
  for _ in 0..<500 {
    x.grad = 0
    y.grad = 0
    let h = (x - 1).pow(2) + 10 * (y + 2).pow(2) + x * y
    h.backward()
    x.data -= 0.02 * x.grad
    y.data -= 0.02 * y.grad
  }
  return (x.data, y.data)
}
