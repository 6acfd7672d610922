import Testing

@testable import Autograd
@testable import VectorEngine

@Suite(.serialized) struct TensorMemoryTests {
  @Test func aLongChainIsBuiltSortedAndReleasedWithoutADeepStack() {
    weak var first: Node?
    do {
      let x = Tensor.parameter([1])
      var y = x * 1
      first = y.node
      for _ in 1..<200_000 { y = -y }
      y.backward()
      #expect(x.grad.scalars == [-1])
    }
    #expect(first == nil)
  }

  @Test func aResultThatNoDerivativeReadsIsFreedWithItsVariable() {
    weak var sum: Storage?
    weak var exponential: Storage?
    weak var factor: Storage?
    let x = Tensor.parameter([1, 2, 3])
    let loss: Tensor
    do {
      let shifted = x + 1
      sum = shifted.keptStorage
      let grown = shifted.exp()
      exponential = grown.keptStorage
      let scaled = grown - 1
      factor = scaled.keptStorage
      loss = (scaled * Tensor.parameter([1, 2, 3])).sum()
    }
    #expect(sum == nil, "neither + nor exp reads it")
    #expect(exponential != nil, "exp reads its result")
    #expect(factor != nil, "× reads its operand")
    loss.backward()
    #expect(x.hasGradient)
  }

  @Test func aConstantOperandSavesTheOtherFromBeingKept() {
    weak var operand: Storage?
    let x = Tensor.parameter([1, 2, 3])
    let loss: Tensor
    do {
      let shifted = x + 1
      operand = shifted.keptStorage
      loss = (shifted * 5).sum()
    }
    #expect(operand == nil, "the gradient of 5 is not wanted, so the other operand is not read")
    loss.backward()
    #expect(x.grad.scalars == [5, 5, 5])
  }

  @Test func aGraphIsFreedWithItsLastVariable() {
    weak var node: Node?
    do {
      let x = Tensor.parameter([1, 2])
      let y = (x * x).sum()
      y.backward()
      node = y.node.edges[0].node
      #expect(node != nil)
    }
    #expect(node == nil)
  }

  /// Other suites run beside this one: the exit test has a process of its own.
  @Test func aSteadyTrainingStepAsksTheSystemForNoMemory() async {
    await #expect(processExitsWith: .success) {
      var generator = SplitMix(seed: 10)
      let layers = [(32, 20), (10, 32)].map { outputs, inputs in
        (
          weight: Tensor.parameter(generator.floats(outputs * inputs), shape: [outputs, inputs]),
          bias: Tensor.parameter(generator.floats(outputs))
        )
      }
      let parameters = layers.flatMap { [$0.weight, $0.bias] }
      let states = parameters.map { [Tensor.zeros($0.shape), Tensor.zeros($0.shape)] }
      let images = Tensor(generator.floats(8 * 20), shape: [8, 20])
      func step(_ number: Int) {
        let hidden = images.linear(layers[0].weight, bias: layers[0].bias).relu()
        let logits = hidden.linear(layers[1].weight, bias: layers[1].bias)
        for parameter in parameters { parameter.zeroGradient() }
        logits.crossEntropyOfFirstClasses().backward()
        for (parameter, states) in zip(parameters, states) {
          parameter.update(
            by: .adam(
              learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0,
              decoupled: false, step: number), states: states)
        }
      }
      for number in 1...3 { step(number) }
      let before = Tensor.systemAllocationCount
      for number in 4...20 { step(number) }
      precondition(Tensor.systemAllocationCount == before)
    }
  }
}

extension Tensor {
  fileprivate func crossEntropyOfFirstClasses() -> Tensor {
    Tensor.apply(.crossEntropy(.init(labels: (0..<shape[0]).map { $0 % shape[1] })), to: [self])
      .mean()
  }
}
