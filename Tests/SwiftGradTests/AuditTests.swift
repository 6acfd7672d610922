import CVectorKernels
import SwiftGrad
import Testing

@Suite struct AuditTests {
  private func loss() -> Tensor {
    let model = Sequential<Tensor>(seed: 1) {
      Linear(5, 4)
      Tanh()
      Linear(4, 3)
    }
    _ = model.parameters
    let inputs = Tensor.parameter([[0.1, -0.4, 0.9, 0.3, -1], [1, 0.2, -0.3, 0, 0.5]])
    return crossEntropy(model(inputs).exp() + inputs.sum(), [2, 0])
  }

  @Test func rightGradientsPass() {
    let report = audit(loss())
    #expect(report.passes, "\(report)")
    #expect(report.leafCount == 5)
    #expect(
      "\(report)"
        == "all \(report.operationCount) operations and the gradients of 5 leaves agree with the scalar engine"
    )
  }

  @Test func noGradientIsTouched() {
    let x = Tensor.parameter([1, 2])
    let y = x.tanh().sum()
    #expect(audit(y).passes)
    #expect(!x.hasGradient && !y.hasGradient)
  }

  @Test func aWrongDerivativeIsNamed() {
    let wrong = unsafe Kernels.current.changed {
      unsafe $0.cross_entropy_gradient = { rows, columns, _, _, _, _, out in
        for index in 0..<rows * columns { unsafe out[index] = 0.25 }
      }
    }
    let report = Kernels.withKernels(wrong) { audit(loss()) }
    #expect(report.disagreements.first?.subject == "crossEntropy, gradient of input 0")
    // Every operation but one is right: the others are held to the scalar engine by themselves.
    let operations = report.disagreements.filter { !$0.subject.contains("leaf") }
    #expect(operations.count == 1, "\(report)")
    #expect(report.disagreements.contains { $0.subject.contains("leaf 0.weight of shape [4, 5]") })
  }

  @Test func aWrongFunctionIsNamed() {
    let wrong = unsafe Kernels.current.replacing(.tanh) { count, x, y, _ in
      for index in 0..<count { unsafe y[index] = x[index] + 0.01 }
    }
    let report = Kernels.withKernels(wrong) { audit(loss()) }
    #expect(report.disagreements.first?.subject == "tanh, forward", "\(report)")
    #expect(!report.passes && "\(report)".contains("disagreements with the scalar engine"))
  }

  @Test func aStepOpensIntoItsScalars() throws {
    let x = Tensor.parameter([[1, 2]], label: "x"), w = Tensor.parameter([[3], [4]], label: "w")
    let steps = Array(x.matmul(w).pow(2).sum().backwardPass())
    let product = try #require(steps.first { $0.node.operation == .tensor(.matmul) })
    let scalars = try #require(product.scalars())
    #expect(scalars.scalars == [11])
    let leaves = scalars.elements[0].graph().nodes.filter { $0.operation == nil }
    #expect(leaves.compactMap(\.label).sorted() == ["w[0, 0]", "w[1, 0]", "x[0, 0]", "x[0, 1]"])
    #expect(leaves.first { $0.label == "x[0, 1]" }?.gradient == .scalar(88))
  }
}
