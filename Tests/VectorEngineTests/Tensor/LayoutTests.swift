import Autograd
import Testing

@testable import VectorEngine

@Suite struct LayoutTests {
  @Test(arguments: [
    ([2, 3], [1, 0]), ([2, 3, 4], [2, 1, 0]), ([2, 3, 4], [0, 2, 1]), ([2, 3, 4], [1, 0, 2]),
    ([5, 1, 7, 2], [3, 2, 0, 1]), ([40, 50], [1, 0]), ([3, 37, 41], [2, 0, 1]), ([0, 3], [1, 0]),
  ])
  func permutingMovesEveryElement(_ dimensions: [Int], _ axes: [Int]) {
    let shape = Shape(dimensions)
    let x = Tensor((0..<shape.elementCount).map { Float($0) }, shape: shape)
    let y = x.permuted(axes)
    #expect(y.shape.dimensions == axes.map { dimensions[$0] })
    let scalars = y.scalars
    for index in 0..<shape.elementCount {
      let position = axes.indices.reduce(0) { position, axis in
        position + (index / y.shape.strides[axis] % y.shape[axis]) * shape.strides[axes[axis]]
      }
      #expect(scalars[index] == Float(position))
    }
  }

  @Test func slicesStepAndRunBackwards() {
    let x = Tensor.parameter((0..<24).map { Float($0) }, shape: [4, 6])
    #expect(x[TensorIndex.reversed, 1].scalars == [19, 13, 7, 1])
    #expect(x[1..<3, TensorIndex.every(2)].scalars == [6, 8, 10, 12, 14, 16])
    #expect(x[-1].scalars == [18, 19, 20, 21, 22, 23])
    #expect(x[2..<2].shape == [0, 6])
    x[TensorIndex.reversed, TensorIndex.every(3)].sum().backward()
    #expect(x.grad.scalars == (0..<24).map { $0 % 3 == 0 ? 1 : 0 })
  }

  @Test func gatheringTwiceAddsTheGradientTwice() {
    let x = Tensor.parameter((0..<6).map { Float($0) }, shape: [3, 2])
    let rows = x.gather(indices: [2, 0, 2])
    #expect(rows.scalars == [4, 5, 0, 1, 4, 5])
    (rows * Tensor([1, 2, 3, 4, 5, 6], shape: [3, 2])).sum().backward()
    #expect(x.grad.scalars == [3, 4, 0, 0, 6, 8])
    #expect(x.gather(axis: 1, indices: [1, 1, 0]).scalars == [1, 1, 0, 3, 3, 2, 5, 5, 4])
  }

  @Test func concatenationJoinsAnyAxis() {
    let a = Tensor.parameter([[1, 2], [3, 4]])
    let b = Tensor.parameter([[5], [6]])
    #expect(concatenate([a, b], axis: 1).scalars == [1, 2, 5, 3, 4, 6])
    #expect(concatenate([a, a], axis: 0).shape == [4, 2])
    (concatenate([a, b], axis: 1) * Tensor(rows: [[1, 2, 3], [4, 5, 6]])).sum().backward()
    #expect(a.grad.scalars == [1, 2, 4, 5])
    #expect(b.grad.scalars == [3, 6])
  }

  @Test(arguments: [[0], [1], [2], [0, 1], [1, 2], [0, 2], [0, 1, 2], []])
  func sumsAndMaximaReduceAnyAxes(_ axes: [Int]) {
    let shape: Shape = [3, 5, 4]
    var generator = SplitMix(seed: 11)
    let numbers = generator.floats(60)
    let x = Tensor(numbers, shape: shape)
    let kept = shape.indices.filter { !axes.contains($0) }
    let result = shape.reduced(over: axes, keepingDimensions: false)
    var sums = [Double](repeating: 0, count: result.elementCount)
    var maxima = [Float](repeating: -.infinity, count: result.elementCount)
    for (index, number) in numbers.enumerated() {
      let place = kept.reduce(0) { $0 * shape[$1] + index / shape.strides[$1] % shape[$1] }
      sums[place] += Double(number)
      maxima[place] = max(maxima[place], number)
    }
    let sum = x.sum(axes: axes)
    #expect(sum.shape == result)
    #expect(zip(sum.scalars, sums).allSatisfy { abs(Double($0) - $1) < 1e-5 })
    #expect(x.max(axes: axes).scalars == maxima)
    #expect(x.sum(axes: axes, keepingDimensions: true).scalars == sum.scalars)
  }

  @Test func sumsOverEmptyAxesAreZero() {
    let x = Tensor([], shape: [2, 0, 3])
    #expect(x.sum(axis: 1).scalars == [0, 0, 0, 0, 0, 0])
    #expect(x.sum().item == 0)
    #expect(x.sum(axis: 0).shape == [0, 3])
  }
}
