import Autograd
import Testing

@testable import VectorEngine

@Suite struct TensorGradientTests {
  @Test func onlyLeavesAccumulate() {
    let x = Tensor.parameter([3])
    let y = x * x * x
    y.backward()
    #expect(x.grad.scalars == [27])
    y.backward()
    #expect(x.grad.scalars == [54])
    x.zeroGradient()
    #expect(!x.hasGradient && x.grad.scalars == [0])
    y.backward()
    #expect(x.grad.scalars == [27])
  }

  @Test func bothEdgesOfADoublingCount() {
    let x = Tensor.parameter([1])
    var y = x
    for _ in 0..<60 { y += y }
    y.backward()
    #expect(x.grad.scalars == [Float(1 << 60)])
  }

  @Test func gradientsOfTwoLeavesDoNotShareMemory() {
    let a = Tensor.parameter([1, 2])
    let b = Tensor.parameter([3, 4])
    (a + b).sum().backward()
    (a * 2).sum().backward()
    #expect(a.grad.scalars == [3, 3])
    #expect(b.grad.scalars == [1, 1])
  }

  @Test func aResultKeepsItsGradientWhileAVariableHoldsIt() {
    let x = Tensor.parameter([1, 2])
    let y = x * 3
    let z = (y * y).sum()
    z.backward()
    #expect(y.grad.scalars == [6, 12])
    z.backward()
    #expect(y.grad.scalars == [6, 12])
    #expect(x.grad.scalars == [36, 72])
    // The square has no variable: its node keeps no gradient.
    #expect(!z.inputs[0].hasGradient)
  }

  @Test func hooksSeeAndReplaceTheCompleteGradient() {
    let x = Tensor.parameter([1, 2], label: "x")
    let y = x * 1
    var seen: [[Float]] = []
    y.onGradient { gradient in
      seen.append(gradient.scalars)
      return gradient * 10
    }
    x.onGradient { gradient in
      seen.append(gradient.scalars)
      return nil
    }
    (y + y * 2).sum().backward()
    #expect(seen == [[3, 3], [30, 30]])
    #expect(y.grad.scalars == [30, 30])
    (y * 1).sum().backward()
    #expect(seen.last == [10, 10])
    #expect(x.grad.scalars == [40, 40])
  }

  @Test func aSeedGivesTheGradientOfATensor() {
    let x = Tensor.parameter([1, 2, 3])
    let seed = Tensor([1, 10, 100])
    (x * x).backward(gradient: seed)
    #expect(x.grad.scalars == [2, 40, 600])
    let leaf = Tensor.parameter([0, 0, 0])
    leaf.backward(gradient: seed)
    seed.data = Tensor([5, 5, 5])
    #expect(leaf.grad.scalars == [1, 10, 100])
  }

  @Test func gradientsByInputsTouchNoGrad() {
    let x = Tensor.parameter([2])
    let y = x.pow(4)
    let unrelated = Tensor.parameter([1, 2])
    let gradients = gradient(of: y, withRespectTo: [x, unrelated])
    #expect(gradients.map(\.scalars) == [[32], [0, 0]])
    #expect(!x.hasGradient && gradients.allSatisfy { !$0.requiresGradient })
  }

  @Test func gradientsCanBeDifferentiatedAgain() {
    let x = Tensor.parameter([2])
    let first = gradient(of: x.pow(4), withRespectTo: x, createGraph: true)
    let second = gradient(of: first, withRespectTo: x, createGraph: true)
    let third = gradient(of: second, withRespectTo: x)
    #expect([first, second, third].map(\.item) == [32, 48, 48])
  }

  @Test func aFrozenLeafGetsNoGradient() {
    let weight = Tensor.parameter([2])
    let frozen = Tensor([3])
    let y = weight * frozen
    y.backward()
    #expect(weight.grad.scalars == [3])
    #expect(!frozen.hasGradient)
    let exponential = (weight * 0).exp() * Tensor.parameter([1])
    weight.requiresGradient = false
    (weight * Tensor.parameter([1])).backward()
    exponential.backward()
    #expect(weight.grad.scalars == [3])
    weight.requiresGradient = true
    (weight * 1).backward()
    #expect(weight.grad.scalars == [4])
  }

  @Test func changingATensorThatTheGraphUsedStopsBackward() async {
    await #expect(processExitsWith: .failure) {
      let x = Tensor.parameter([3])
      let y = x * x
      x.data = Tensor([4])
      y.backward()
    }
    await #expect(processExitsWith: .failure) {
      let x = Tensor.parameter([3])
      let y = x.exp()
      let z = y * 2
      y.data = Tensor([4])
      z.backward()
    }
    await #expect(processExitsWith: .failure) {
      let x = Tensor.parameter([3])
      let y = x * x
      x.update(
        by: .sgd(learningRate: 1, momentum: 0, nesterov: false, weightDecay: 0), states: [])
      _ = gradient(of: y, withRespectTo: x, createGraph: true)
    }
  }

  @Test func anUpdateFollowsTheGradientInPlace() {
    let x = Tensor.parameter([1, 2])
    let velocity = Tensor.zeros([2])
    let rule = ParameterUpdate.sgd(
      learningRate: 0.5, momentum: 0.5, nesterov: false, weightDecay: 0)
    for _ in 0..<2 {
      x.zeroGradient()
      (x * Tensor([1, 3])).sum().backward()
      x.update(by: rule, states: [velocity])
    }
    // Velocities 1 and 1.5 times the gradient, each with half the rate.
    #expect(x.scalars == [-0.25, -1.75])
    #expect(velocity.scalars == [1.5, 4.5])
  }
}
