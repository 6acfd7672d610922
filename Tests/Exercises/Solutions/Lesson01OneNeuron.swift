import SwiftGrad

func neuron(_ inputs: [Value], weights: [Value], bias: Value) -> Value {
  var sum = bias
  for (input, weight) in zip(inputs, weights) { sum += input * weight }
  return sum.tanh()
}

func coffeeNeuron() -> (weights: [Double], bias: Double) { ([1, -2], 0) }

func thermostat() -> (weight: Double, bias: Double) { (2, -6) }
