import Autograd
import Testing

@testable import VectorEngine

@Suite struct SubnormalUpdateTests {
  @Test func whatIsLeftOfOldGradientsBecomesZeroInsteadOfSubnormal() {
    let parameter = Tensor.parameter([1, 1], shape: [2])
    let velocity = Tensor([.leastNormalMagnitude, 1], shape: [2])
    parameter.grad = Tensor([0, 0], shape: [2])
    parameter.update(
      by: .sgd(learningRate: 0.1, momentum: 0.5, nesterov: false, weightDecay: 0),
      states: [velocity])
    #expect(velocity.scalars == [0, 0.5])
    // Only the update computes so: all else keeps the small numbers of IEEE 754.
    let small = Tensor([.leastNormalMagnitude], shape: [1]) * 0.5
    #expect(small.scalars == [.leastNormalMagnitude / 2])
    #expect(small.scalars != [0])
  }
}
