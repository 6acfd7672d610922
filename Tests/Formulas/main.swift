// Formulas at the top level of a program, where variables are global.
import SwiftGrad

let x = Value(0.5, label: "x"), y = Value(-2, label: "y"), n = 3, rate = 0.1
let neuron = 1 / (1 + (-(x * 0.5 + y * -0.3 + 0.7)).exp())
let rosenbrock = (1 - x).pow(2) + 100 * (y - x * x).pow(2)
var total = neuron + rosenbrock / n - rate * x * y + 2 * x / (1 + y * y)
total += 3 * total - x * y / 2
total.backward()
let t = Tensor.parameter([1, 2, 3])
let parabola = (2 * t * t - 3 * t + 1 / (t + n)).sum() / 3 + 0.5 * (t - 1).pow(2).mean()
print(ValueFormulas.rosenbrock(Value(3), Value(2)).data)
print(TensorFormulas.beale(Tensor(3), Tensor(0.5)).item)
print(ValueTensorFormulas.withInt(ValueTensor(2), ValueTensor(3), n: 4).item)
print(GenericFormulas.polynomial(PlainNumber(2), PlainNumber(3)).value)
print(ValueFormulas.gateWithFunctions(Value(0), Value(3), Value(1), Value(0)).data)
print(
  ValueFormulas.plainLiterals() > 6,
  GenericFormulas.neuronWithFunctions(Value(0.6), Value(1)).data > 0.5)
