import Autograd
import Testing

@Suite struct ShapeTests {
  @Test(
    arguments: [
      [[3, 5], [3, 5], [3, 5]], [[4, 1], [3], [4, 3]], [[], [2], [2]],
      [[4, 1, 3], [2, 1], [4, 2, 3]], [[0], [1], [0]], [[0, 3], [1, 3], [0, 3]],
    ] as [[Shape]])
  func shapesStretchToOneAnother(shapes: [Shape]) {
    let (left, right, result) = (shapes[0], shapes[1], shapes[2])
    #expect(left.broadcast(with: right) == result)
    #expect(right.broadcast(with: left) == result)
  }

  @Test func lengthsOtherThanOneMustBeEqual() {
    #expect(Shape([4]).broadcast(with: [3]) == nil)
    #expect(Shape([2, 3]).broadcast(with: [2]) == nil)
    #expect(Shape([0]).broadcast(with: [2]) == nil)
  }

  @Test func stridesCountElementsInRowMajorOrder() {
    #expect(Shape([2, 3, 4]).strides == [12, 4, 1])
    #expect(Shape([]).strides == [] && Shape([]).elementCount == 1)
    #expect(Shape([2, 0]).elementCount == 0)
  }

  @Test func aReductionKeepsOrDropsItsAxes() {
    #expect(Shape([2, 3, 4]).reduced(over: [0, 2], keepingDimensions: false) == [3])
    #expect(Shape([2, 3, 4]).reduced(over: [0, 2], keepingDimensions: true) == [1, 3, 1])
  }

  @Test func shapesAreEqualWhenTheirAxesAre() {
    #expect(Shape([2, 3]) == [2, 3] && Shape([2, 3]) != [3, 2] && Shape([]) == [])
    #expect(Shape([2]) != [2, 0] && Shape([]) != [0] && Shape([2, 1]) != [2])
    #expect(Set([[2, 3], [2, 3], [2], []] as [Shape]).count == 3)
  }

  @Test func thereAreUpToEightAxes() async {
    let shape = Shape([1, 2, 1, 2, 1, 2, 1, 2])
    #expect(shape.dimensions == [1, 2, 1, 2, 1, 2, 1, 2] && shape.elementCount == 16)
    await #expect(processExitsWith: .failure) { _ = Shape([Int](repeating: 1, count: 9)) }
  }

  @Test func aNegativeLengthTraps() async {
    await #expect(processExitsWith: .failure) { _ = Shape([2, -1]) }
  }
}
