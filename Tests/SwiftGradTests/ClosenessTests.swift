import SwiftGrad
import Testing

@Suite struct ClosenessTests {
  /// What `torch.isclose` gives for these pairs, first with its defaults.
  @Test func closenessIsPyTorchs() {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let infinity = T.Scalar.infinity
      let x = T([1, 1, 0, infinity, infinity, -infinity, .nan, 100], requiresGradient: true)
      let y = T(
        [1.000009, 1.00002, 1e-9, infinity, 1, infinity, .nan, 101])
      let close = x.isClose(to: y)
      #expect(close.scalars == [1, 0, 1, 1, 0, 0, 0, 0])
      #expect(!close.requiresGradient)
      #expect(x.isClose(to: y, nanEqualsNaN: true).scalars == [1, 0, 1, 1, 0, 0, 1, 0])
      #expect(x.isClose(to: y, relativeTolerance: 0.01).scalars == [1, 1, 1, 1, 0, 0, 0, 1])
      #expect(
        x.isClose(to: y, relativeTolerance: 0, absoluteTolerance: 1).scalars
          == [1, 1, 1, 1, 0, 0, 0, 1])
    }
    check(Tensor.self)
    check(ValueTensor.self)
  }

  /// The tolerance is that of the second: 0.1 · 10 reaches from 9 to 10, 0.1 · 9 not from 10 to 9.
  @Test func theToleranceIsRelativeToTheOther() {
    #expect(Value(9).isClose(to: Value(10), relativeTolerance: 0.1).data == 1)
    #expect(Value(10).isClose(to: Value(9), relativeTolerance: 0.1).data == 0)
    #expect(PlainNumber(9).isClose(to: PlainNumber(10), relativeTolerance: 0.1).value == 1)
  }

  @Test func allOfThemMustBeClose() {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let x = T(rows: [[1, 2], [1, 2]])
      #expect(x.allClose(to: T([1, 2])))
      #expect(!x.allClose(to: T([1, 2.01])))
      #expect(x.allClose(to: T([1, 2.01]), absoluteTolerance: 0.02))
      #expect(T([]).allClose(to: T([])))
      let spoiled = T([.nan])
      #expect(!spoiled.allClose(to: spoiled) && spoiled.allClose(to: spoiled, nanEqualsNaN: true))
    }
    check(Tensor.self)
    check(ValueTensor.self)
  }
}

@Suite struct TotalsTests {
  @Test func sumsAndProductsOfNodesAreGraphsWithoutAddedConstants() {
    let xs = [Value(2), Value(3), Value(5)]
    let total = xs.sum()
    #expect(total.data == 10 && Value.topologicalOrder(from: [total]).count == 5)
    #expect(xs.product().data == 30 && xs.mean().data == 10.0 / 3)
    #expect(gradient(of: xs.product(), withRespectTo: xs).map(\.data) == [15, 10, 6])
    #expect(gradient(of: xs.mean(), withRespectTo: xs).allSatisfy { $0.data == 1.0 / 3 })
  }

  @Test func nothingComesToNothing() {
    let none: [Value] = []
    #expect(none.sum().data == 0 && none.product().data == 1 && none.mean().data.isNaN)
  }

  @Test func anySequenceOfAnythingDifferentiableHasThem() {
    #expect((1...4).lazy.map { PlainNumber(Double($0)) }.sum().value == 10)
    #expect([Tensor([1, 2]), Tensor(3)].sum().scalars == [4, 5])
    #expect([ValueTensor([1, 2]), ValueTensor([3, 4])].product().scalars == [3, 8])
  }
}

@Suite struct ClampingTests {
  @Test func aBoundItselfLetsTheGradientPass() {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let x = T([-2, 0, 0.5, 1, 3, .nan], requiresGradient: true)
      let y = x.clamped(to: 0...1)
      #expect(y.scalars.dropLast() == [0, 0, 0.5, 1, 1] && y.scalars[5].isNaN)
      #expect(gradient(of: y.sum(), withRespectTo: x).scalars == [0, 1, 1, 1, 0, 0])
      #expect(x.clamped(to: 0...).scalars.dropLast() == [0, 0, 0.5, 1, 3])
      #expect(x.clamped(to: ...1).scalars.dropLast() == [-2, 0, 0.5, 1, 1])
    }
    check(Tensor.self)
    check(ValueTensor.self)
    #expect(Value(1.5).clamped(to: 0...1).data == 1)
  }
}
