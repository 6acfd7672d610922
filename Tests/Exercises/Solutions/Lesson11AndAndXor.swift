import SwiftGrad

func andNeuron() -> (weights: [Double], bias: Double) { ([10, 10], -15) }

func bestOfOneNeuron() -> Int { 3 }

func xorNetwork() -> (hidden: [[Double]], output: [Double]) {
  ([[1, 1, 0], [1, 1, -1]], [1, -2])
}

func trainedXOR() -> Sequential<Tensor> {
  let model = Sequential<Tensor>(seed: 1) {
    Linear(2, 8)
    Tanh()
    Linear(8, 1)
    Sigmoid()
  }
  let inputs = Tensor([[0, 0], [0, 1], [1, 0], [1, 1]]), targets = Tensor([[0], [1], [1], [0]])
  for _ in 0..<2000 {
    model.zeroGradients()
    meanSquaredError(model(inputs), targets).backward()
    for parameter in model.parameters { parameter.data = parameter.data - parameter.grad }
  }
  return model
}
