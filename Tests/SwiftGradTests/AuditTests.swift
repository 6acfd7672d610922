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
    let inputs = Tensor(rows: [[0.1, -0.4, 0.9, 0.3, -1], [1, 0.2, -0.3, 0, 0.5]])
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
    let x = Tensor([1, 2])
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
    let kernels = Kernels.current
    let report = unsafe withWrongTanh { unary in
      let wrong = unsafe kernels.changed { unsafe $0.unary = unary }
      return Kernels.withKernels(wrong) { audit(loss()) }
    }
    #expect(report.disagreements.first?.subject == "linear+tanh, forward", "\(report)")
    #expect(!report.passes && "\(report)".contains("disagreements with the scalar engine"))
  }

  /// Calls `body` with the functions of the kernels in use, but for a `tanh` that is off by a hundredth.
  private func withWrongTanh<Result>(
    _ body: (UnsafePointer<unary_kernel>) -> Result
  ) -> Result {
    let count = Int(UNARY_KERNEL_COUNT.rawValue)
    var table = unsafe (0..<count).map { unsafe Kernels.current.table.pointee.unary[$0] }
    unsafe table[Int(UNARY_TANH.rawValue)] = { count, x, y, _ in
      for index in 0..<count { unsafe y[index] = x[index] + 0.01 }
    }
    return unsafe table.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("there are no kernels") }
      return unsafe body(base)
    }
  }
}
