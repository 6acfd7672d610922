import Autograd
import NeuralNetworks
import ScalarEngine
import VectorEngine

/// Computations to step through.
enum PageExample: String, CaseIterable, Sendable {
  case neuron, micrograd, network

  var result: Value {
    switch self {
    case .neuron: Self.neuron()
    case .micrograd: Self.micrograd()
    case .network: Self.network()
    }
  }

  /// A neuron with two inputs, whose numbers make tanh's derivative one half.
  private static func neuron() -> Value {
    let x = [Value(2, label: "x1"), Value(0, label: "x2")]
    let w = [Value(-3, label: "w1"), Value(1, label: "w2")]
    let b = Value(6.881373587019543, label: "b")
    let n = (x[0] * w[0]).labelled("x1w1") + (x[1] * w[1]).labelled("x2w2") + b
    return n.labelled("n").tanh().labelled("o")
  }

  private static func micrograd() -> Value {
    let a = Value(-4, label: "a"), b = Value(2, label: "b")
    var c = a + b
    var d = a * b + b.pow(3)
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    d += 3 * d + (b - a).relu()
    let f = (c - d).pow(2)
    return (f / 2 + 10 / f).labelled("g")
  }

  private static func network() -> Value {
    let model = Sequential<ValueTensor>(seed: 1) {
      Linear(3, 4)
      Tanh()
      Linear(4, 4)
      Tanh()
      Linear(4, 1)
    }
    let inputs = ValueTensor([2, 3, -1], shape: [1, 3])
    let difference = model(inputs) - 1
    return (difference * difference).sum().elements[0].labelled("loss")
  }

  /// The same kind of network on tensors, with two classes.
  static func tensors() -> Tensor {
    let model = MLP<Tensor>(sizes: [3, 8, 2], seed: 1)
    let inputs = Tensor(
      [2, 3, -1, 0.5, -0.001, 7], shape: [2, 3], label: "input")
    let loss = crossEntropy(model(inputs), [0, 1])
    loss.label = "loss"
    return loss
  }
}

extension Value {
  fileprivate func labelled(_ label: String) -> Value {
    self.label = label
    return self
  }
}
