import SwiftGrad

func leaky(_ x: Value, slope: Double) -> Value { x.relu() - slope * (-x).relu() }

func sigmoidFromTanh(_ x: Value) -> Value { ((x / 2).tanh() + 1) / 2 }

func softmaxByHand(_ scores: [Value]) -> [Value] {
  let largest = scores.map(\.data).max() ?? 0
  let powers = scores.map { ($0 - largest).exp() }
  let total = powers.sum()
  return powers.map { $0 / total }
}
