import SwiftGrad
import SwiftGradTesting
import Testing

/// Expectations that are told what is right, and must not tell it.
@Suite struct AnswerTests {
  @Test func rightAnswersPass() {
    let x = Value(2, label: "x")
    expectAnswer(true, "it should hold")
    expectAnswer(0.1 + 0.2, equals: 0.3, "it should be the sum")
    expectAnswer([1, 2], equals: [1, 2], "they should be the same")
    expectAnswer(x * 3, equals: 6, "it should be the product")
    expectAnswer(gradientsOf: x * 3, by: [x], equal: [3], "it should be the other factor")
    expectAnswer(Tensor([1, 2]), equals: Tensor([1, 2]), "they should be the same")
    expectAnswer(ValueTensor([1, 2]), equals: ValueTensor([1, 2]), "they should be the same")
    #expect(!x.hasGradient)
  }

  @Test func ofWrongOnesWhatWasFoundIsToldAlone() {
    let x = Value(2, label: "x")
    expectReport("it should be the sum; found 7") {
      expectAnswer(7, equals: 5, "it should be the sum")
    }
    expectReport("it should be the sum; found NaN") {
      expectAnswer(.nan, equals: 5, "it should be the sum")
    }
    expectReport("these should be; there should be 2 numbers, found 0") {
      expectAnswer([], equals: [5, 5], "these should be")
    }
    expectReport("these should be; found 7 at index 1, and 1 more are wrong") {
      expectAnswer([5, 7, 8], equals: [5, 5, 5], "these should be")
    }
    expectReport("it should be tripled; found 8") {
      expectAnswer(x * 4, equals: 5, "it should be tripled")
    }
    expectReport("it should be as steep; the gradient of x is 4") {
      expectAnswer(gradientsOf: x * 4, by: [x], equal: [5], "it should be as steep")
    }
    expectReport("it should be as steep; the gradient of x is 0") {
      expectAnswer(gradientsOf: .constant(1), by: [x], equal: [5], "it should be as steep")
    }
    expectReport("a row; the shape should be [1, 2], found [2]") {
      expectAnswer(Tensor([5, 5]), equals: Tensor([[5, 5]]), "a row")
    }
    expectReport("a row; found 7 at index 0") {
      expectAnswer(ValueTensor([7, 5]), equals: ValueTensor([5, 5]), "a row")
    }
  }

  /// The first of two mistakes is known, the second not even reported.
  @Test(.firstMistakeOnly) func aLearnerSeesOneMistakeAtATime() {
    expectReport("first") { expectAnswer(false, "first") }
    expectAnswer(false, "second")
  }

  private func expectReport(_ text: String, of body: () -> Void) {
    withKnownIssue {
      body()
    } matching: { issue in
      issue.comments.contains { $0.rawValue == text }
    }
  }
}
