import Autograd
import Testing
import VectorEngine

@Suite struct TensorBackwardPassTests {
  @Test func stepsShowShapesAndSums() throws {
    let x = Tensor.parameter([[1, 2]], label: "x")
    let w = Tensor.parameter([[3], [4]], label: "w")
    let y = x.matmul(w)
    y.label = "y"
    let steps = Array((y * y).sum().backwardPass())
    #expect(steps.count == 5 && steps.map(\.number) == [1, 2, 3, 4, 5])
    #expect(
      steps[2].description == """
        step 3 of 5: y = matmul(x, w), gradient 22: complete, its one use (×, step 2) is done
          x: grad(x) = grad(y)·wᵀ; adds [1, 2] of 66 to 88, mean 77; gradient [1, 2] of 0 to 0, mean 0 → [1, 2] of 66 to 88, mean 77
          w: grad(w) = xᵀ·grad(y); adds [2, 1] of 22 to 44, mean 33; gradient [2, 1] of 0 to 0, mean 0 → [2, 1] of 22 to 44, mean 33
        """)
    #expect(x.grad.scalars == [66, 88] && w.grad.scalars == [22, 44])
  }

  @Test func fanInAddsUpTermByTerm() throws {
    let x = Tensor.parameter([1, 2])
    let product = x * x
    let steps = Array(product.sum().backwardPass())
    #expect(steps[1].contributions.map(\.before.scalars) == [[0, 0], [1, 2]])
    #expect(steps[1].contributions.map(\.after.scalars) == [[1, 2], [2, 4]])
    #expect(product.grad.scalars == [1, 1])
  }

  @Test func theNodeOfAStepHasItsGradient() {
    let x = Tensor.parameter([1, 2])
    for step in (x * x).sum().backwardPass() {
      #expect(step.node.hasGradient && step.node.grad.scalars == step.gradient.scalars)
    }
  }

  @Test func leavesGoOnFromEarlierPasses() throws {
    let x = Tensor.parameter([1, 2])
    let y = (x * 3).sum()
    y.backward()
    let steps = Array(y.backwardPass())
    #expect(steps[1].contributions.map(\.before.scalars) == [[3, 3]])
    #expect(x.grad.scalars == [6, 6])
  }

  @Test func anAbandonedPassLeavesNothingForTheNext() {
    let x = Tensor.parameter([1, 2])
    let y = (x.exp() + x).sum()
    let pass = y.backwardPass()
    _ = pass.next()
    _ = pass.next()
    y.backward()
    let z = Tensor.parameter([1, 2])
    (z.exp() + z).sum().backward()
    #expect(x.grad.scalars == z.grad.scalars)
  }
}
