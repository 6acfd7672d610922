import Autograd
import Testing

@testable import VectorEngine

@Suite struct TensorTests {
  @Test func dataIsACopyAndSettingItChangesTheLeafEverywhere() {
    let x = Tensor.parameter([1, 2, 3], label: "x")
    let other = x
    let before = x.data
    x.data = Tensor([4, 5, 6])
    #expect(before.scalars == [1, 2, 3])
    #expect(other.scalars == [4, 5, 6])
    x.data -= 0.5 * Tensor([2, 2, 2])
    #expect(x.scalars == [3, 4, 5])
    #expect(x.isLeaf && x.requiresGradient)
  }

  @Test func dataMaySetFromItself() {
    let x = Tensor([1, 2, 3])
    x.data = x
    #expect(x.scalars == [1, 2, 3])
  }

  @Test func aReshapingOfALeafDoesNotFollowItsChanges() {
    let x = Tensor.parameter([1, 2, 3, 4])
    let constant = Tensor([1, 2, 3, 4])
    let shaped = x.reshaped([2, 2])
    let shapedConstant = constant.reshaped([2, 2])
    x.data = Tensor([9, 9, 9, 9])
    constant.data = Tensor([9, 9, 9, 9])
    #expect(shaped.scalars == [1, 2, 3, 4])
    #expect(shapedConstant.scalars == [1, 2, 3, 4])
  }

  @Test func detachedSharesNothing() {
    let x = Tensor.parameter([1, 2])
    let constant = x.detached()
    x.data = Tensor([7, 7])
    #expect(constant.scalars == [1, 2])
    #expect(!constant.requiresGradient && constant.isLeaf)
  }

  @Test func changingAResultLeavesItsReshapingAlone() {
    let y = Tensor.parameter([1, 2]) * 2
    let shaped = y.reshaped([2, 1])
    y.data = Tensor([0, 0])
    #expect(y.scalars == [0, 0])
    #expect(shaped.scalars == [2, 4])
  }

  @Test func nothingIsRecordedWithoutGradients() {
    let x = Tensor.parameter([1, 2])
    let y = withoutGradient { x * 2 }
    #expect(y.isLeaf && !y.requiresGradient && y.inputs.isEmpty)
    let z = Tensor([1, 2]) * 3
    #expect(z.isLeaf && !z.requiresGradient)
    #expect(!(x .> 1).requiresGradient)
  }

  @Test func bytesAreGatheredAndScaled() {
    let bytes: [UInt8] = [0, 51, 102, 153, 204, 255]
    let rows = Tensor.prefetch(
      ByteRows(bytes, rows: [2, 0, 2], rowShape: [1, 2], scale: 1 / 255, offset: -0.5))()
    #expect(rows.shape == [3, 1, 2])
    let expected: [Float] = [0.3, 0.5, -0.5, -0.3, 0.3, 0.5]
    #expect(zip(rows.scalars, expected).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(!rows.requiresGradient)
    #expect(Tensor.prefetch(ByteRows(bytes, rows: [], rowShape: [2]))().shape == [0, 2])
  }

  @Test func numbersThatTheGraphDroppedAreWorkedOutAgain() {
    let x = Tensor.parameter([1, 4, 9])
    let y = (x + 1).reshaped([3, 1]).sum()
    let shaped = y.inputs[0]
    #expect(shaped.keptStorage == nil)
    #expect(shaped.scalars == [2, 5, 10])
    #expect(shaped.inputs[0].scalars == [2, 5, 10])
  }

  @Test func mistakesNameTheOperationAndTheShapes() async {
    await #expect(processExitsWith: .failure) { _ = Tensor([1, 2]) + Tensor([1, 2, 3]) }
    await #expect(processExitsWith: .failure) { _ = Tensor([1, 2, 3], shape: [2, 2]) }
    await #expect(processExitsWith: .failure) { Tensor([1, 2]).data = Tensor([1, 2, 3]) }
    await #expect(processExitsWith: .failure) { Tensor.parameter([1, 2]).backward() }
    await #expect(processExitsWith: .failure) {
      (Tensor.parameter([1, 2]) * 2).requiresGradient = false
    }
  }
}
