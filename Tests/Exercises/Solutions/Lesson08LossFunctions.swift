import SwiftGrad

func squaredErrors(_ predictions: [Value], _ targets: [Double]) -> Value {
  var total = Value(0)
  for (prediction, target) in zip(predictions, targets) { total += (prediction - target).pow(2) }
  return total / Double(predictions.count)
}

func surprise(_ probability: Value, _ target: Double) -> Value {
  target == 1 ? -probability.log() : -(1 - probability).log()
}

func scoreLoss(_ scores: [Value], label: Int) -> Value {
  let largest = scores.map(\.data).max() ?? 0
  let shifted = scores.map { $0 - largest }
  return shifted.map { $0.exp() }.sum().log() - shifted[label]
}

func onePrice() -> (squared: Double, absolute: Double) { (22, 3) }
