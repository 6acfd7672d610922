import CVectorKernels
import SwiftGrad
import SwiftGradTesting
import Testing

@Suite struct ExpectationTests {
  /// Steps through the gradients of a neuron by hand, the way the README's reader will.
  @Test func aNeuronHasTheGradientsWorkedOutByHand() {
    let x1 = Value(2, label: "x1"), x2 = Value(0, label: "x2")
    let w1 = Value(-3, label: "w1"), w2 = Value(1, label: "w2")
    let b = Value(6.881373587019543, label: "b")
    let output = (x1 * w1 + x2 * w2 + b).tanh()
    // tanh′ = 1 − y² = 0.5 flows to the sum, and each product swaps its factors.
    expectGradients(of: output, equal: [x1: -1.5, w1: 1, x2: 0.5, w2: 0, b: 0.5])
    #expect(!x1.hasGradient)
  }

  @Test func whatDiffersIsReportedWithBothNumbers() {
    withKnownIssue {
      let a = Value(2, label: "a"), b = Value(-3, label: "b")
      expectGradients(of: a * b, equal: [a: -3, b: 5])
    } matching: { issue in
      issue.comments.contains { $0.rawValue == "the gradient of b is 2.0, expected 5.0" }
    }
  }

  @Test func gradientsAreCheckedAgainstSlopes() {
    expectGradientCheck(at: [2, -3]) { x in (x[0] * x[1]).tanh() + x[0].pow(3) }
    withKnownIssue {
      expectGradientCheck(at: [2]) { x in x[0] * x[0].detached() }
    } matching: { issue in
      issue.comments.contains { $0.rawValue.contains("the backward pass gives 2.0, central") }
    }
  }

  @Test func enginesAreHeldToEachOther() {
    let x = Tensor.parameter([0.5, -1], label: "x")
    expectEnginesAgree(on: x.exp().sum())
    withKnownIssue {
      let wrong = unsafe Kernels.current.replacing(.exp) { count, x, y, _ in
        for index in 0..<count { unsafe y[index] = x[index] }
      }
      Kernels.withKernels(wrong) { expectEnginesAgree(on: x.exp().sum()) }
    } matching: { issue in
      issue.comments.contains { $0.rawValue.contains("exp, forward, element") }
    }
  }
}
