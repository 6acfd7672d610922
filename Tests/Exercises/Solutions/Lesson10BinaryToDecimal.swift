import SwiftGrad

func bits(of number: Int, count: Int) -> [Double] {
  (0..<count).reversed().map { Double(number >> $0 & 1) }
}

func binaryTable(bits count: Int) -> (inputs: Tensor, targets: Tensor) {
  let numbers = 0..<(1 << count)
  return (Tensor(numbers.map { bits(of: $0, count: count) }), Tensor(numbers.map { [$0] }))
}

func trainedDecoder() -> Linear<Tensor> {
  let model = withRandomSeed(1) { Linear<Tensor>(4, 1) }
  let (inputs, targets) = binaryTable(bits: 4)
  for _ in 0..<1000 {
    model.zeroGradients()
    meanSquaredError(model(inputs), targets).backward()
    for parameter in model.parameters { parameter.data = parameter.data - 0.1 * parameter.grad }
  }
  return model
}

func signedDecoder() -> (weights: [Double], bias: Double) { ([-8, 4, 2, 1], 0) }
