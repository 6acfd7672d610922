import SwiftGrad
import Testing

/// `w -= rate * w.grad` and the other assignments, inside of `withoutGradient` and outside.
@Suite struct AssignmentTests {
  /// w² from 1 at rate 0.1, where each step is w ← w − 0.1 · 2w.
  private func descend<T: DifferentiableTensor>(_ weight: T, steps: Int) -> T {
    var weight = weight
    for _ in 0..<steps {
      weight.zeroGradient()
      (weight * weight).sum().backward()
      withoutGradient { weight -= 0.1 * weight.grad }
    }
    return weight
  }

  @Test func aStepOfDescentChangesAParameterInPlace() {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let weight = T(repeating: 1, shape: [2], requiresGradient: true)
      #expect(descend(weight, steps: 3) === weight)
      #expect(weight.isLeaf && weight.requiresGradient)
      for number in weight.scalars { #expect(abs(Double(number) - 0.512) < 1e-6) }
    }
    check(Tensor.self)
    check(ValueTensor.self)

    var weight = Value(1)
    let same = weight
    (weight * weight).backward()
    withoutGradient { weight -= 0.25 * weight.grad }
    #expect(weight === same && same.data == 0.5)
    withoutGradient { weight -= 0.25 * weight }
    #expect(weight === same && same.data == 0.375)
  }

  @Test func parametersOfALayerTakeAStepByHand() {
    let layer = Linear<Tensor>(2, 1)
    let before = layer.weight.scalars
    layer(Tensor([[1, 2]])).sum().backward()
    withoutGradient { for var parameter in layer.parameters { parameter -= 0.5 * parameter.grad } }
    #expect(layer.weight.scalars == [before[0] - 0.5, before[1] - 1])
  }

  @Test func aSumThatStartsAtAParameterLeavesItAlone() {
    func check<T: Backpropagating>(_ bias: T) {
      for isRecording in [true, false] {
        Recording.$isEnabled.withValue(isRecording) {
          var sum = bias
          sum += 3
          sum *= 2 * bias
          sum /= 4
          #expect(sum !== bias)
        }
      }
      #expect(bias.isLeaf && bias.requiresGradient)
    }
    let (scalar, tensor, values) = (
      Value(2), Tensor.parameter([2.0]), ValueTensor.parameter([2.0])
    )
    check(scalar)
    check(tensor)
    check(values)
    #expect(scalar.data == 2 && tensor.scalars == [2] && values.scalars == [2])
  }

  @Test func aParameterThatIsReplacedWithoutRecordingIsStillTrained() {
    func check<T: DifferentiableTensor>(_: T.Type) {
      var weight = T(repeating: 4, shape: [1], requiresGradient: true)
      withoutGradient { weight *= 0.5 }
      (weight * weight).sum().backward()
      #expect(weight.grad.scalars == [4])
    }
    check(Tensor.self)
    check(ValueTensor.self)
  }

  @Test func outsideAnAssignmentIsPartOfTheGraph() {
    let start = Value(3)
    var value = start
    value -= start * start
    #expect(value !== start && start.data == 3)
    value.backward()
    #expect(start.grad == -5)
  }
}
