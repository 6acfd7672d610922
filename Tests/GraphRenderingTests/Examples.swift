import Autograd
import ScalarEngine

/// The neuron that micrograd is introduced with.
func neuron() -> Value {
  let x1 = Value(2, label: "x1", requiresGradient: false)
  let x2 = Value(0, label: "x2", requiresGradient: false)
  let (w1, w2) = (Value(-3, label: "w1"), Value(1, label: "w2"))
  let sum = w1 * x1 + w2 * x2 + Value(6.8813735870195432, label: "b")
  sum.label = "n"
  let output = sum.tanh()
  output.label = "o"
  return output
}

/// As many layers of one weight each, `layers.0.weight` and so on, with an activation after each.
func layers(_ count: Int) -> Value {
  var result = Value(0.5, label: "x", requiresGradient: false)
  for index in 0..<count {
    result = (Value(1.5, label: "layers.\(index).weight") * result).tanh()
  }
  return result.exp()
}

/// Where the gradient of the root becomes infinite: at x = 0, and on from there to x.
func anomaly() throws -> GradientAnomaly {
  let x = Value(0, label: "x"), y = Value(2, label: "y")
  do {
    try ((x * y).sqrt() * 3 + y.exp()).backward(detectAnomalies: true)
  } catch {
    return error
  }
  throw MissingAnomaly()
}

struct MissingAnomaly: Error {}
