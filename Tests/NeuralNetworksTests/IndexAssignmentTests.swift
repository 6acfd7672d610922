import Autograd
import ScalarEngine
import Testing
import VectorEngine

/// Assigning through a subscript changes a leaf in place.
@Suite struct IndexAssignmentTests {
  @Test(arguments: Engine.allCases) func numbersAreStretchedToWhatIsSelected(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let x = T.of([0, 1, 2, 3, 4, 5, 6, 7, 8], [3, 3], requiresGradient: true)
      x[0] = .of([9, 8, 7], [3])
      #expect(x.doubles == [9, 8, 7, 3, 4, 5, 6, 7, 8])
      x[1..., -1] = .constant(-3)
      #expect(x.doubles == [9, 8, 7, 3, 4, -3, 6, 7, -3])
      x[.reversed, .every(2)] = .of([1, 2], [2], requiresGradient: true)
      #expect(x.doubles == [1, 8, 2, 1, 4, 2, 1, 7, 2])
      x[[2, 0]] = .of([5, 6], [2, 1])
      #expect(x.doubles == [6, 6, 6, 1, 4, 2, 5, 5, 5])
      x[1, [1, -1]] = .of([0.5, 0.25], [2])
      #expect(x.doubles == [6, 6, 6, 1, 0.5, 0.25, 5, 5, 5])
      x[1, .newAxis, 0] = x[0, .newAxis, 0].detached() * 2
      x[0..<0] = .constant(7)
      #expect(x.doubles == [6, 6, 6, 12, 0.5, 0.25, 5, 5, 5])
      x[.reversed] = x
      #expect(x.doubles == [5, 5, 5, 12, 0.5, 0.25, 6, 6, 6])
      let single = T.of([1], [])
      single[] = .constant(2)
      #expect(single.item == 2 && x.requiresGradient && x.isLeaf)
    }
    check(engine.tensorType)
  }

  @Test(arguments: Engine.allCases) func whatWasComputedBeforeKeepsItsNumbers(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let x = T.of([1, 2, 3, 4], [2, 2], requiresGradient: true)
      let copy = x.detached()
      x[0, 0] = .constant(10)
      #expect(copy.doubles == [1, 2, 3, 4] && x.doubles == [10, 2, 3, 4])
      // What is computed after an assignment has its gradients.
      (x * x).sum().backward()
      #expect(x.gradientDoubles == [20, 4, 6, 8])
    }
    check(engine.tensorType)
  }

  @Test(
    arguments: [true, false],
    [
      "was changed after the graph used it",
      "a result of an operation has its numbers from its inputs",
      "data and grad give copies", "would lose them by being assigned",
      "shape [3] does not stretch to the selected shape [2]",
    ])
  func whatWouldGoWrongTraps(isScalar: Bool, message: String) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [isScalar, message] in
      if isScalar { misuse(ValueTensor.self, message) } else { misuse(Tensor.self, message) }
    }
    expectMessage(of: result, contains: message)
  }
}

/// Does what stops with a message.
private func misuse<T: DifferentiableTensor>(_: T.Type, _ message: String) {
  let x = T.of([1, 2, 3, 4], [2, 2], requiresGradient: true)
  switch message.prefix(5) {
  case "was c":
    let y = (x * x).sum()
    x[0] = .constant(3)
    y.backward()
  case "a res": (x * 2)[0] = .constant(3)
  case "data ": x.data[0] = .constant(3)
  case "would": x[0] = x[1] * 2
  default: x[0] = T.of([1, 2, 3], [3])
  }
}
