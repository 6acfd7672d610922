import SwiftGrad

func layer(_ x: ValueTensor, weight: ValueTensor, bias: ValueTensor) -> ValueTensor {
  (weight • x + bias).relu()
}

func network(
  _ batch: Tensor, weight1: Tensor, bias1: Tensor, weight2: Tensor, bias2: Tensor
) -> Tensor {
  let hidden = (batch • weight1.transposed + bias1).relu()
  return (hidden • weight2.transposed + bias2).sigmoid()
}

func absoluteValueNetwork() -> (hidden: [Double], output: [Double]) { ([1, -1], [1, 1]) }

func countParameters(_ sizes: [Int]) -> Int {
  zip(sizes, sizes.dropFirst()).map { inputs, neurons in (inputs + 1) * neurons }.reduce(0, +)
}
