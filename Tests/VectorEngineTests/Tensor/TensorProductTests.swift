import Autograd
import Testing

@testable import VectorEngine

@Suite struct TensorProductTests {
  @Test(arguments: [(false, false), (true, false), (false, true)])
  func operandsAreTransposedWhereTheyLie(left: Bool, right: Bool) {
    var generator = SplitMix(seed: 11)
    func operand(_ shape: Shape, isTransposed: Bool) -> (there: Tensor, meant: Tensor) {
      let shape: Shape = isTransposed ? [shape[1], shape[0]] : shape
      let there = Tensor(generator.floats(shape.elementCount), shape: shape)
      return (there, isTransposed ? there.transposed() : there)
    }
    let a = operand([5, 7], isTransposed: left)
    let b = operand([7, 3], isTransposed: right)
    let product = Tensor.product(
      a.there, b.there, transposingLeft: left, transposingRight: right)
    let expected = a.meant.matmul(b.meant)
    #expect(product.shape == expected.shape)
    #expect(zip(product.scalars, expected.scalars).allSatisfy { abs($0 - $1) < 1e-5 })
    #expect(!product.requiresGradient)
  }
}
