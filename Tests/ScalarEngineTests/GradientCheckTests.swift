import Autograd
import ScalarEngine
import Testing

/// A check is worth what it rejects.
@Suite struct GradientCheckTests {
  /// x², whose gradient 2x is right, and whose gradient's gradient is lost.
  private func squareWithoutSecondDerivative<T: Backpropagating>(_ x: T) -> T {
    let constant = x.detached()
    return T.apply(
      .subtract, to: T.apply(.multiply, to: .apply(.add, to: constant, constant), x),
      T.apply(.multiply, to: constant, constant))
  }

  @Test func aWrongDerivativeIsRejected() {
    let check = GradientCheck(comparing: [[2.0]], at: [[3]]) { x in x[0][0] * x[0][0] }
    #expect(!check.passes && check.count == 1)
    #expect(check.mismatches.first?.computed == 2)
    #expect("\(check)".hasPrefix("1 of 1 gradients differ from central differences:"))
    #expect("\(check)".contains("input 0, element 0: the backward pass gives 2.0"))
    let cut = GradientCheck(at: [3.0]) { (x: [Value]) in x[0] * x[0].detached() }
    #expect(!cut.passes)
  }

  @Test func aWrongSecondDerivativeIsRejected() {
    let first = GradientCheck(at: [3.0]) { (x: [Value]) in squareWithoutSecondDerivative(x[0]) }
    #expect(first.passes, "\(first)")
    let second = GradientCheck(at: [3.0], order: .second) { (x: [Value]) in
      squareWithoutSecondDerivative(x[0])
    }
    #expect(!second.passes && second.count == 1)
    #expect(second.mismatches.first?.computed == 0)
    #expect("\(second)".hasPrefix("1 of 1 second derivatives differ from central differences:"))
    #expect(
      "\(second)".contains(
        "the gradient of input 0, element 0 by input 0, element 0: the backward pass gives 0.0, "
          + "central differences of the gradient give 2.0"))
  }

  @Test func aWrongSecondDerivativeOfATensorIsRejected() {
    let x = ValueTensor([1, 2, 3])
    let right = GradientCheck(at: [x], order: .second) { $0[0].pow(3).sum() }
    #expect(right.passes && right.count == 9, "\(right)")
    #expect(right.description == "all 9 second derivatives agree with central differences")
    let wrong = GradientCheck(at: [x], order: .second) { inputs in
      squareWithoutSecondDerivative(inputs[0]).sum()
    }
    #expect(wrong.mismatches.count == 3)
  }

  @Test(arguments: [GradientCheck.Order.first, .second])
  func aSecondDerivativeOfNothingIsCompared(order: GradientCheck.Order) {
    let check = GradientCheck(at: [3.0, 1], order: order) { (x: [Value]) in x[0] * 2 }
    #expect(check.passes, "\(check)")
  }

  @Test(arguments: [GradientCheck.Order.first, .second])
  func aCheckThatComparesNothingDoesNotPass(order: GradientCheck.Order) {
    let parameter = Value(2)
    let functions: [([Value]) -> Value] = [
      { _ in Value(3) }, { _ in parameter * parameter }, { x in Value.apply(.sign, to: x[0]) },
      { x in x[0].detached() * 2 }, { x in withoutGradient { x[0] * 2 } },
    ]
    for function in functions {
      let check = GradientCheck(at: [1.5], order: order, of: function)
      #expect(!check.passes)
      #expect(check.description.contains("found one that depends on none"))
    }
    let none = GradientCheck(at: [], order: order) { (_: [Value]) in parameter * 2 }
    #expect(!none.passes && none.count == 0)
    let empty = GradientCheck(at: [ValueTensor([], shape: [0])], order: order) { $0[0].sum() }
    #expect(!empty.passes && empty.count == 0)
    let compared = GradientCheck(comparing: [[]], at: [[]]) { _ in 1 }
    #expect(
      compared.description.contains("expected at least one derivative to compare, found none"))
    // Beside a parameter of the function's own, an input that counts is compared, at a minimum too.
    let minimum = GradientCheck(at: [0.0], order: order) { (x: [Value]) in x[0] * x[0] }
    #expect(minimum.passes)
    let model = GradientCheck(at: [0.5], order: order) { (x: [Value]) in x[0] * parameter }
    #expect(model.passes)
  }

  @Test(arguments: [GradientCheck.Order.first, .second])
  func aFunctionThatGivesSomethingElseTheSecondTimeIsRejected(order: GradientCheck.Order) {
    var count = 0.0
    let value = GradientCheck(at: [3.0], order: order) { (x: [Value]) in
      count += 1
      return x[0] * x[0] + count
    }
    #expect(
      value.description.contains(
        "value: expected the same twice at the same inputs, found 10.0, then 11.0"))
    var isEven = false
    let slope = GradientCheck(at: [3.0], order: order, repeatTolerance: 0.5) { (x: [Value]) in
      isEven.toggle()
      return x[0] * (isEven ? x[0] : x[0].detached())
    }
    #expect(
      slope.description.contains(
        "gradient: expected the same twice at the same inputs, found 6.0, then 3.0"))
  }

  @Test func aFunctionMayDifferByTheToleranceForRepeats() {
    for (tolerance, passes) in [(0.0, false), (1e-12, true)] {
      var noise = 0.0
      let check = GradientCheck(at: [3.0], repeatTolerance: tolerance) { (x: [Value]) in
        noise = 1e-13 - noise
        return x[0] * x[0] + noise
      }
      #expect(check.passes == passes, "\(check)")
    }
  }

  @Test func whatCannotBeAskedForIsRefused() async {
    await #expect(processExitsWith: .failure) {
      _ = GradientCheck(comparing: [[1]], at: [[1], [2]]) { _ in 0 }
    }
    await #expect(processExitsWith: .failure) {
      _ = GradientCheck(comparing: [[1]], at: [[1]], step: 0) { _ in 0 }
    }
    await #expect(processExitsWith: .failure) {
      _ = GradientCheck(comparing: [[1]], at: [[1]], tolerance: .infinity) { _ in 0 }
    }
  }
}
