import SwiftGrad

func measuredSlope(of f: (Double) -> Double, at x: Double) -> Double {
  let h = 1e-5
  return (f(x + h) - f(x - h)) / (2 * h)
}

func slopeOfCubic(at x: Double) -> Double { 6 * x * x - 5 }

func slopeByBackward(of f: (Value) -> Value, at x: Double) -> Double {
  let point = Value(x)
  f(point).backward()
  return point.grad
}

func topOfHill() -> Double { 2 }
