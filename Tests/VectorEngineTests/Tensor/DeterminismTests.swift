import Testing

@testable import Autograd
@testable import VectorEngine

@Suite(.serialized) struct DeterminismTests {
  /// Sizes beyond every grain, so that each operation is cut into parts.
  private func everything() -> [[Float]] {
    var generator = SplitMix(seed: 12)
    let x = Tensor.parameter(generator.floats(130 * 300), shape: [130, 300])
    let weight = Tensor.parameter(generator.floats(120 * 300, in: -0.1...0.1), shape: [120, 300])
    let bias = Tensor.parameter(generator.floats(120))
    let hidden = x.linear(weight, bias: bias).tanh()
    let labels = (0..<130).map { $0 * 7 % 120 }
    let loss =
      Tensor.apply(.crossEntropy(.init(labels: labels)), to: [hidden]).mean()
      + hidden.softmax(axis: 0).max()
      + (x.transposed() * 2).exp().sum(axis: 0).mean()
    loss.backward()
    // Products without packing, cut along the one operand and along the other.
    let short = Tensor(generator.floats(40 * 784), shape: [40, 784])
    let long = Tensor(generator.floats(72 * 784), shape: [72, 784])
    let products = [short.linear(long, bias: Tensor(generator.floats(72))), long.linear(short)]
    let state = Tensor.zeros(weight.shape)
    weight.update(
      by: .sgd(learningRate: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.1), states: [state])
    return ([loss, x.grad, weight.grad, bias.grad, weight, state] + products).map(\.scalars)
  }

  @Test(arguments: Kernels.supported)
  func everyNumberOfThreadsGivesTheSameBits(_ kernels: Kernels) {
    let before = Tensor.threadCount
    defer { Tensor.threadCount = before }
    let results = [1, 2, 3, 8].map { threads in
      Tensor.threadCount = threads
      return Kernels.withKernels(kernels) { everything() }
    }
    #expect(results.allSatisfy { $0 == results[0] })
  }

  @Test func aWrongKernelShowsInTheResult() {
    let wrong = unsafe Kernels.current.replacing(.tanh) { count, x, y, _ in
      for i in 0..<count { unsafe y[i] = x[i] }
    }
    let x = Tensor([0.5, -1])
    #expect(Kernels.withKernels(wrong) { x.tanh().scalars } == [0.5, -1])
    #expect(Kernels.withKernels(wrong) { x.abs().scalars } == [0.5, 1])
    #expect(x.tanh().scalars != [0.5, -1])
  }
}
