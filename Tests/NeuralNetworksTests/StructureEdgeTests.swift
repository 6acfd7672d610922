import Autograd
import ScalarEngine
import Testing
import VectorEngine

/// Empty tensors, single numbers, and what does not fit.
@Suite struct StructureEdgeTests {
  @Test(arguments: Engine.allCases) func emptyTensorsHaveEmptyParts(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let x = T.of([], [0, 3], requiresGradient: true)
      #expect(x.isEmpty && x.elementCount == 0 && x.all() && !x.any() && x.countNonzero() == 0)
      #expect(x.countNonzero(axis: 0) == [0, 0, 0])
      #expect(x.product().item == 1 && x.product(axis: 0).doubles == [1, 1, 1])
      #expect(x.product(axis: 1).shape == [0])
      #expect(x.norm().item == 0 && x.norm(order: 3, axis: 0).doubles == [0, 0, 0])
      #expect(x.standardDeviation(axis: 0).doubles.allSatisfy { $0.isNaN })
      #expect(x.flipped().shape == [0, 3] && x.rolled(by: 2, axis: 0).shape == [0, 3])
      #expect(
        x.repeated([2, 2]).shape == [0, 6] && x.repeatedElements(2, axis: 1).shape == [0, 6])
      #expect(x.repeatedElements([], axis: 0).shape == [0, 3])
      #expect(x.sorted(axis: 0).values.shape == [0, 3] && x.sorted().indices == [])
      #expect(x.topK(0, axis: 0).values.shape == [0, 3] && x.topK(2).values.shape == [0, 2])
      #expect(x.maxWithIndices(axis: 1).indices == [] && x.argmin(axis: 1) == [])
      #expect(x.selected(where: x .> 0).shape == [0] && x[[Int]()].shape == [0, 3])
      #expect(x.rows.isEmpty && x.chunks(ofCount: 2).isEmpty)
      #expect(x.split(into: 2).map(\.shape) == [[0, 3], [0, 3]])
      #expect(x.flattened().shape == [0] && x.lowerTriangle().shape == [0, 3])
      #expect(x.diagonal().shape == [0] && x.diagonal(offset: 1).shape == [0])
      let y = T.of([1, 2, 3], [3], requiresGradient: true)
      #expect(y.repeated([0]).shape == [0] && y.selected(where: y .> 9).shape == [0])
      #expect(y[[Int]()].shape == [0])
    }
    check(engine.tensorType)
  }

  @Test(arguments: Engine.allCases) func aSingleNumberIsATensorToo(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let x = T.of([-2], [], requiresGradient: true)
      #expect(x.elementCount == 1 && !x.isEmpty && x.argmax() == 0 && x.argmin() == 0)
      #expect(x.norm().item == 2 && x.product().item == -2 && x.standardDeviation().item.isNaN)
      #expect(x.flipped().shape == [] && x.squeezed().shape == [])
      #expect(x.flattened().shape == [1] && x.unsqueezed(axis: 0).shape == [1])
      #expect(x.repeated([3]).doubles == [-2, -2, -2] && x.repeated([]).shape == [])
      #expect(x.selected(where: x .< 0).doubles == [-2] && x.selected(where: x .> 0).shape == [0])
      (x.norm() * 3).backward()
      #expect(x.grad.item == -3)
    }
    check(engine.tensorType)
  }

  @Test(arguments: Engine.allCases) func countsAndPositionsAreThoseOfTheNumbers(on engine: Engine) {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let x = T.of([3, -1, 0, 7, .nan, -8], [2, 3])
      #expect(x.argmax() == 4 && x.argmin() == 4)
      #expect(x[0].argmax() == 0 && x[0].argmin() == 1 && x.argmin(axis: 0) == [0, 1, 1])
      #expect((x .> 0).countNonzero() == 2 && (x .> 0).countNonzero(axis: 1) == [1, 1])
      #expect(!(x .> 0).all() && (x .> 0).any() && !(x .> 9).any() && x[1].all())
      #expect(x.rows.map { $0.doubles[0] } == [3, 7])
      #expect(x.selected(where: T.of([0, 1], [2])).shape == [1, 3])
      #expect(
        x.flattened(from: -1).shape == [2, 3] && x.flattened(from: 0, through: 0).shape == [2, 3])
      #expect(x.split(into: 5, axis: 1).map { $0.shape[1] } == [1, 1, 1, 0, 0])
      #expect(x.transposed.shape == [3, 2] && x.transposed[0].doubles == [3, 7])
      #expect(x.shape[-1] == 3 && x.shape[-2] == 2)
    }
    check(engine.tensorType)
  }

  @Test(
    arguments: [true, false],
    [
      "topK: there are no 4 entries along axis 1 of shape [2, 3]",
      "sorted: there is no axis 2 in shape [2, 3]",
      "norm: the order is 0 or above, found -1.0",
      "product: there is no axis -3 in shape [2, 3]",
      "squeezed: axis 1 of shape [2, 3] has length 3, not 1",
      "flattened: axis 0 of shape [2, 3] is before axis 1",
      "split: pieces of [1, 1] do not make up axis 1 of shape [2, 3]",
      "chunks: 0 is no length of pieces",
      "repeated: [2] is not a count for each axis of shape [2, 3]",
      "repeatedElements: [1] is not a count for each entry of axis 0",
      "diagonal: shape [3] has no matrices",
      "selected: a mask of shape [3] does not fit shape [2, 3]",
      "subscript: index 2 is outside of axis 0 of shape [2, 3]",
      "subscript: one axis at most",
      "gatherElements: index 3 is outside of axis 1 of shape [2, 3]",
      "gatherElements: 3 indices do not fill",
      "argmin: there is no first of no elements, along axis 0 of [0, 3]",
      "rows: a single number has no rows",
      "Shape: there is no axis -3 in shape [2, 3]",
      "flipped: an axis is named twice in [0, -2]",
    ])
  func whatDoesNotFitIsNamed(isScalar: Bool, message: String) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [isScalar, message] in
      if isScalar { misuse(ValueTensor.self, message) } else { misuse(Tensor.self, message) }
    }
    expectMessage(of: result, contains: message)
  }
}

/// Does what stops with a message.
private func misuse<T: DifferentiableTensor>(_: T.Type, _ message: String) {
  let x = T.zeros([2, 3])
  switch message.prefix(9) {
  case "topK: the": _ = x.topK(4)
  case "sorted: t": _ = x.sorted(axis: 2)
  case "norm: the": _ = x.norm(order: -1)
  case "product: ": _ = x.product(axis: -3)
  case "squeezed:": _ = x.squeezed(axis: 1)
  case "flattened": _ = x.flattened(from: 1, through: 0)
  case "split: pi": _ = x.split(sizes: [1, 1], axis: 1)
  case "chunks: 0": _ = x.chunks(ofCount: 0)
  case "repeated:": _ = x.repeated([2])
  case "repeatedE": _ = x.repeatedElements([1], axis: 0)
  case "diagonal:": _ = x[0].diagonal()
  case "selected:": _ = x.selected(where: x[0])
  case "argmin: t": _ = T.zeros([0, 3]).argmin(axis: 0)
  case "rows: a s": _ = T.zeros([]).rows
  case "Shape: th": _ = x.shape[-3]
  case "flipped: ": _ = x.flipped(axes: [0, -2])
  default:
    switch message {
    case "subscript: one axis at most": _ = x[[0], [1]]
    case "gatherElements: 3 indices do not fill": _ = x.gatherElements([0, 0, 0], axis: 1)
    case let text where text.hasPrefix("gather"): _ = x.gatherElements([0, 3], axis: 1)
    default: _ = x[[0, 2]]
    }
  }
}
