import SwiftGrad
import Testing

/// What NumPy and PyTorch give for the same indices, or Swift's ranges mean where they have none like them.
@Suite struct IndexingTests {
  private func ranges<T: DifferentiableTensor>(_: T.Type) -> [[T.Scalar]] {
    let x = T([0, 1, 2, 3, 4])
    return [
      x[(-3)...(-1)], x[(-1)...(-1)], x[1...3], x[(-3)...3], x[...(-1)], x[(-3)..<0],
      x[(-3)..<(-1)],
      x[0..<0], x[(-5)...(-5)], x[.every(.max)], x[.every(.min)], x[.every(4)], x[.every(-3)],
      x[.every(5)], x[5...],
    ].map(\.scalars)
  }

  @Test func rangesSelectTheirEntries() {
    let expected: [[Float]] = [
      [2, 3, 4], [4], [1, 2, 3], [2, 3], [0, 1, 2, 3, 4], [2, 3, 4], [2, 3], [], [0], [0], [4],
      [0, 4],
      [4, 1], [0], [],
    ]
    #expect(ranges(Tensor.self) == expected)
    #expect(ranges(ValueTensor.self) == expected.map { $0.map { Double($0) } })
    // The strides of a matrix, times a step of any size.
    #expect(Tensor(rows: [[1, 2, 3], [4, 5, 6]])[.every(.max)].scalars == [1, 2, 3])
    #expect(ValueTensor(rows: [[1, 2, 3], [4, 5, 6]])[.every(.min)].scalars == [4, 5, 6])
  }

  @Test func aRangeOfTheLastEntriesPassesItsGradientBack() {
    func run<T: DifferentiableTensor>(_: T.Type) -> [T.Scalar] {
      let x = T([0, 1, 2, 3, 4], requiresGradient: true)
      (x[(-3)...(-1)] * T([1, 2, 3])).sum().backward()
      return x.grad.scalars
    }
    #expect(run(Tensor.self) == [0, 0, 1, 2, 3] && run(ValueTensor.self) == [0, 0, 1, 2, 3])
  }

  @Test func anIndexOfAMatrixIsARow() {
    let scalar = ValueTensor(rows: [[1, 2], [3, 4]], requiresGradient: true)
    let vector = Tensor(rows: [[1, 2], [3, 4]], requiresGradient: true)
    let (row, number) = (scalar[0], scalar[1, 0])
    #expect(row.shape == [2] && row.scalars == [1, 2] && vector[0].scalars == [1, 2])
    #expect(number.shape == [] && number.item == 3 && vector[1, 0].item == 3)
    #expect(scalar[-1].elements[0] === scalar.element(1, 0))
    #expect(number.elements[0] === scalar.element(-1, -2))
    (scalar[0] * scalar[1]).sum().backward()
    #expect(scalar.element(1, 0).grad == 1 && scalar.grad.scalars == [3, 4, 1, 2])
  }

  @Test(arguments: [
    ("elements", "Shape: [1099511627776, 1099511627776] has more elements than can be counted"),
    ("scalar elements", "Shape: [1099511627776, 1099511627776] has more elements"),
    ("memory", "Tensor: there is no memory for"), ("all memory", "Tensor: there is no memory for"),
    ("position", "subscript: position 9223372036854775807 is outside of axis 0 of shape [2]"),
    ("element", "element: 1 indices for shape [2, 2]"),
    ("entry", "element: index 2 is outside of axis 1 of shape [2, 2]"),
  ])
  func whatThereIsNotIsSaid(attempt: String, message: String) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [attempt] in
      let matrix = ValueTensor(rows: [[1, 2], [3, 4]])
      switch attempt {
      case "elements": _ = Tensor.zeros([1 << 40, 1 << 40])
      case "scalar elements": _ = ValueTensor.zeros([1 << 40, 1 << 40])
      case "memory": _ = Tensor.zeros([1 << 50])
      case "all memory": _ = Tensor.zeros([.max])
      case "position": _ = Tensor([1, 2])[0...Int.max]
      case "element": _ = matrix.element(1)
      default: _ = matrix.element(1, 2)
      }
    }
    let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(said.contains(message), "\(said)")
  }

  @Test func anEmptyShapeMayHaveAnyOtherLengths() {
    let shape: Shape = [1 << 40, 1 << 40, 0, 2]
    #expect(shape.elementCount == 0 && Tensor.zeros(shape).scalars.isEmpty)
    #expect(Tensor.zeros(shape).sum().item == 0)
  }
}
