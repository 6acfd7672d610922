import ScalarEngine
import Testing

@testable import Autograd

@Suite struct ValueTensorTests {
  @Test func elementsAreTheNodesThemselves() {
    let x = ValueTensor.parameter([[1, 2], [3, 4]], label: "x")
    let y = (x * x).sum()
    y.backward()
    #expect(x.element(1, 0).data == 3 && x.element(1, 0).grad == 6)
    #expect(x.element(-1, -1) === x.elements[3])
    #expect(x.element(1, 0).label == "x[1, 0]")
    #expect(x.grad.scalars == [2, 4, 6, 8])
    x.element(0, 1).data = 7
    #expect(x.scalars == [1, 7, 3, 4])
  }

  @Test func slicesShareTheirNodes() {
    let x = ValueTensor(rows: [[1, 2, 3], [4, 5, 6]], requiresGradient: true)
    let column = x[0..., 1]
    #expect(column.shape == [2])
    #expect(column.elements[1] === x.element(1, 1))
  }

  @Test func aStepInPlaceChangesTheLeaf() {
    let p = ValueTensor.parameter([1, 2])
    (p * p).sum().backward()
    p.data -= 0.25 * p.grad
    #expect(p.scalars == [0.5, 1])
    #expect(p.isLeaf && p.requiresGradient)
    p.zeroGradient()
    #expect(!p.hasGradient && p.grad.scalars == [0, 0])
  }

  @Test func bytesBecomeAConstant() {
    let rows = ByteRows(
      [0, 10, 20, 30, 40, 50], rows: [2, 0], rowShape: [2], scale: 0.1, offset: -1)
    let prefetched = ValueTensor.prefetch(rows)
    #expect(prefetched().shape == [2, 2] && !prefetched().requiresGradient)
    #expect(prefetched().scalars == [3, 4, -1, 0])
    #expect(prefetched() === prefetched())
  }

  @Test func backwardOfSeveralNumbersTraps() async {
    await #expect(processExitsWith: .failure) { ValueTensor.parameter([1, 2]).backward() }
  }
}

/// The API that every tensor has, on numbers worked out by hand.
@Suite struct TensorAPITests {
  let x = ValueTensor(rows: [[1, 2, 3], [4, 5, 6]])

  @Test func reductionsTakeAxes() {
    let third = 1.0 / 3
    #expect(x.sum().item == 21)
    #expect(x.sum(axis: 0).scalars == [5, 7, 9])
    #expect(x.sum(axis: -1, keepingDimensions: true).shape == [2, 1])
    #expect(x.mean(axis: 1).scalars == [2, 5])
    #expect(x.max(axis: 0).scalars == [4, 5, 6])
    #expect(x.min().item == 1)
    #expect(x.variance(axis: 1).scalars == [1, 1])
    #expect(x.variance(axis: 1, correction: 0).scalars == [2 * third, 2 * third])
    #expect(x.argmax(axis: 1) == [2, 2] && x.argmax(axis: 0) == [1, 1, 1])
    #expect(ValueTensor([1, 1, 0]).argmax(axis: 0) == [0])
    #expect(ValueTensor.zeros([2, 0]).sum(axis: 1).scalars == [0, 0])
    #expect(ValueTensor.zeros([0]).mean().item.isNaN)
  }

  @Test func largeLogitsStayFinite() {
    let logits = ValueTensor.parameter([[1000, 0, -1000], [-1000, -1000, -1000]])
    let third = 1.0 / 3
    #expect(logits.softmax(axis: 1).scalars.prefix(3) == [1, 0, 0])
    #expect(logits.softmax(axis: 1).scalars.suffix(3).allSatisfy { abs($0 - third) < 1e-15 })
    #expect(logits.logSumExp(axis: 1).scalars[0] == 1000)
    let losses = ValueTensor.apply(.crossEntropy(.init(labels: [2, 1])), to: [logits])
    #expect(losses.scalars[0] == 2000)
    losses.sum().backward()
    #expect(logits.grad.scalars.allSatisfy { $0.isFinite })
  }

  @Test(arguments: [
    TensorOperation.logSoftmax(.init(axis: 1)), .crossEntropy(.init(labels: [2, 0])),
  ])
  func aRowOfClassesIsShiftedByOneConstant(operation: TensorOperation) {
    let logits = ValueTensor.parameter([[1, 2, 3], [4, 5, 6]])
    let graph = ValueTensor.apply(operation, to: [logits]).graph()
    #expect(graph.nodes.filter { $0.kind == .constant }.map(\.data) == [.scalar(3), .scalar(6)])
  }

  @Test func logSumExpOfInfinitiesFollowsTheLimit() {
    let infinite = ValueTensor(rows: [[.infinity, 0], [-.infinity, -.infinity]])
    #expect(infinite.logSumExp(axis: 1).scalars == [.infinity, -.infinity])
  }

  @Test func equalLargestShareTheGradient() {
    let y = ValueTensor.parameter([3, 3, 1, 3])
    (y.max() * 6).backward()
    #expect(y.grad.scalars == [2, 2, 0, 2])
  }

  @Test func theLargestOfEqualNumbersIsTheirsToTheLastBit() {
    #expect(ValueTensor([0.1, 0.1, 0.1]).max().item == 0.1)
    #expect(ValueTensor([.infinity, 1, .infinity]).max().item == .infinity)
    #expect(ValueTensor([-1e30, -1e30, -1e30]).logSumExp().item == -1e30)
  }

  @Test func layoutsMoveNumbers() {
    #expect(x.transposed().scalars == [1, 4, 2, 5, 3, 6])
    #expect(x.reshaped([-1, 2]).shape == [3, 2])
    #expect(x[1].scalars == [4, 5, 6])
    #expect(x[.all, .every(2)].scalars == [1, 3, 4, 6])
    #expect(x[0, .reversed].scalars == [3, 2, 1])
    #expect(x[.all, .newAxis].shape == [2, 1, 3])
    #expect(x[..<(-1), 1...].scalars == [2, 3])
    #expect(x.gather(axis: 1, indices: [2, 2, 0]).scalars == [3, 3, 1, 6, 6, 4])
    #expect(x.gatherElements([2, 0]).scalars == [3, 4])
    #expect(concatenate([x, x], axis: 1).shape == [2, 6])
    #expect(stack([x, x], axis: -1).shape == [2, 3, 2])
    #expect(x.replacing(with: 0, where: x .> 4).scalars == [1, 2, 3, 4, 0, 0])
  }

  @Test func matrixProductsTakeVectorsAndBatches() {
    let v = ValueTensor([1, 0, -1]), w = ValueTensor([1, 1])
    #expect(x.matmul(v).scalars == [-2, -2])
    #expect(w.matmul(x).scalars == [5, 7, 9])
    #expect(v.matmul(v).shape == [] && v.matmul(v).item == 2)
    let batch = stack([x, x * 2])
    #expect(batch.matmul(x.transposed()).shape == [2, 2, 2])
    #expect(batch.matmul(batch.transposed()).scalars == [14, 32, 32, 77, 56, 128, 128, 308])
    #expect(v.matmul(batch.transposed()).shape == [2, 2])
    #expect(batch.matmul(v).shape == [2, 2])
    #expect(x.linear(x, bias: w).scalars == [15, 33, 33, 78])
  }

  @Test(arguments: [
    "matmul: [2, 3] and [2, 3]", "add", "reshape", "crossEntropy: label 5", "subscript: index 9",
  ])
  func shapesThatDoNotFitAreNamed(start: String) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [start] in
      let x = ValueTensor(rows: [[1, 2, 3], [4, 5, 6]])
      switch start.prefix(3) {
      case "mat": _ = x.matmul(x)
      case "add": _ = x + ValueTensor([1, 2])
      case "res": _ = x.reshaped([4])
      case "cro": _ = ValueTensor.apply(.crossEntropy(.init(labels: [0, 5])), to: [x])
      default: _ = x[0, 9]
      }
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    let expected = start == "add" ? "+: shapes [2, 3] and [2] do not broadcast" : start
    #expect(message.contains(expected))
  }
}
