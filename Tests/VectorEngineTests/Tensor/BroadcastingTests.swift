import Autograd
import Testing

@testable import VectorEngine

@Suite struct BroadcastingTests {
  static let shapes: [(Shape, Shape)] = [
    ([], []), ([3], []), ([], [2, 3]), ([2, 3], [3]), ([2, 3], [2, 1]), ([2, 1], [1, 3]),
    ([4, 1, 3], [5, 1]), ([4, 1, 3], [1, 5, 1]), ([1, 1], [1]), ([0], [1]), ([2, 0], [1, 1]),
    ([3, 1, 2], [3, 4, 2]), ([2, 3, 4, 5], [3, 1, 5]), ([1, 3, 1, 2], [2, 1, 4, 1]),
  ]

  private func numbers(_ shape: Shape, from start: Float) -> [Float] {
    (0..<shape.elementCount).map { start + Float($0) }
  }

  /// Where an element of the result comes from in an operand, worked out index by index.
  private func source(_ index: Int, in shape: Shape, of result: Shape) -> Int {
    var position = 0
    for axis in shape.indices {
      let resultAxis = axis + result.rank - shape.rank
      let coordinate = index / result.strides[resultAxis] % result[resultAxis]
      position = position * shape[axis] + (shape[axis] == 1 ? 0 : coordinate)
    }
    return position
  }

  @Test(arguments: shapes)
  func operandsStretchAsInNumPy(_ left: Shape, _ right: Shape) throws {
    let result = try #require(left.broadcast(with: right))
    for (left, right) in [(left, right), (right, left)] {
      let a = numbers(left, from: 1)
      let b = numbers(right, from: 100)
      let difference = Tensor(a, shape: left) - Tensor(b, shape: right)
      #expect(difference.shape == result)
      let expected = (0..<result.elementCount).map {
        a[source($0, in: left, of: result)] - b[source($0, in: right, of: result)]
      }
      #expect(difference.scalars == expected)
      let chosen = Tensor.select(
        where: Tensor(a, shape: left) .> 2, Tensor(b, shape: right), Tensor(a, shape: left))
      let expectedChoice = (0..<result.elementCount).map {
        let condition = a[source($0, in: left, of: result)]
        return condition > 2 ? b[source($0, in: right, of: result)] : condition
      }
      #expect(chosen.scalars == expectedChoice)
    }
  }

  @Test(arguments: shapes)
  func gradientsAreSummedOverWhatWasStretched(_ left: Shape, _ right: Shape) throws {
    let result = try #require(left.broadcast(with: right))
    let a = Tensor.parameter(numbers(left, from: 1), shape: left)
    let b = Tensor.parameter(numbers(right, from: 2), shape: right)
    (a * b).sum().backward()
    var expected = [Float](repeating: 0, count: left.elementCount)
    for index in 0..<result.elementCount {
      expected[source(index, in: left, of: result)] +=
        b.scalars[source(index, in: right, of: result)]
    }
    #expect(a.grad.scalars == expected)
  }
}
