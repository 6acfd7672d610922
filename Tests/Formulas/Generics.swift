// Formulas in generic functions, over either engine or both.
import SwiftGrad

enum GenericFormulas {
  static func neuron<T: Differentiable>(_ x: T, _ y: T, _ z: T) -> T {
    1 / (1 + (-(x * 0.5 + y * -0.3 + z * 1.2 + 0.7)).exp())
  }
  static func polynomial<T: Differentiable>(_ x: T, _ y: T) -> T {
    2 * x * x * x - 3 * x * x + 1.5 / (x + 2) - x * y
  }
  static func beale<T: Differentiable>(_ x: T, _ y: T) -> T {
    (1.5 - x + x * y).pow(2) + (2.25 - x + x * y * y).pow(2) + (2.625 - x + x * y * y * y).pow(2)
  }
  static func ackley<T: Differentiable>(_ x: T, _ y: T) -> T {
    let waves = (2 * Double.pi * x).cos() + (2 * Double.pi * y).cos()
    return -20 * (-0.2 * (0.5 * (x * x + y * y)).sqrt()).exp() - (0.5 * waves).exp() + 22.7183
  }
  static func withInt<T: Differentiable>(_ x: T, _ y: T, n: Int) -> T {
    2 * x * n * x - 3 * x * x + 1.5 / (x + n) - x * y / n
  }
  static func gelu<T: DifferentiableTensor>(_ x: T) -> T {
    0.5 * x * (1 + ((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)).tanh())
  }
  static func softmax<T: DifferentiableTensor>(_ x: T) -> T {
    let e = (x - x.max(axis: 1, keepingDimensions: true)).exp()
    return e / e.sum(axis: 1, keepingDimensions: true) - 0.5 * (e - 1) / (e + 1)
  }
  static func step<T: Backpropagating>(_ w: T, rate: Double) -> T where T.Data == Double {
    w - rate * w.grad - 0.5 * rate * rate * w.grad * w.grad + 2 * w * rate
  }
  // Shorter ones: of a `T` the compiler tries more.
  static func neuronWithFunctions<T: Differentiable>(_ x: T, _ y: T) -> T {
    1 / (1 + exp(-(x * 0.5 + y * -0.3 + 0.7)))
  }
  static func softmaxWithFunctions<T: DifferentiableTensor>(_ x: T) -> T {
    let e = exp(x - x.max(axis: 1, keepingDimensions: true))
    return e / e.sum(axis: 1, keepingDimensions: true)
  }
  static func gateWithFunctions<T: Differentiable>(_ x: T, _ h: T, _ w: T) -> T {
    (1 - sigmoid(w * x)) * h + sigmoid(w * x) * tanh(w * h)
  }
}
