import SwiftGrad
import Testing

@Suite struct JacobianTests {
  private func both(_ check: (any DifferentiableTensor.Type) -> Void) {
    check(Tensor.self)
    check(ValueTensor.self)
  }

  @Test func ofALinearMapIsItsMatrix() {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let matrix = T(rows: [[1, 2, 3], [4, 5, 6]])
      let x = T([0.5, -1, 2])
      let result = jacobian(of: { matrix.matmul($0) }, at: x)
      #expect(result.shape == [2, 3] && result.scalars == matrix.scalars)
      #expect(!result.requiresGradient && !x.hasGradient)
    }
    both { check($0) }
  }

  @Test func hasTheShapeOfTheOutputThenOfTheInput() {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let x = T(rows: [[1, 2, 3], [4, 5, 6]])
      #expect(jacobian(of: { $0.sum(axis: 1) }, at: x).shape == [2, 2, 3])
      #expect(
        jacobian(of: { $0.sum(axis: 1) }, at: x).scalars == [1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1])
      #expect(jacobian(of: { $0.sum() }, at: x).shape == [2, 3])
      #expect(jacobian(of: { $0[0..<0] }, at: x).shape == [0, 3, 2, 3])
      #expect(jacobian(of: { $0 }, at: T(2)).shape == [])
      // The function does not read its argument.
      #expect(
        jacobian(of: { _ in T([1, 2]) }, at: x).scalars.allSatisfy {
          $0 == 0
        })
    }
    both { check($0) }
  }

  @Test func isTakenWhereNothingIsRecordedToo() {
    let x = Tensor([1, 2])
    let result = withoutGradient { jacobian(of: { $0 * $0 }, at: x) }
    #expect(result.scalars == [2, 0, 0, 4])
  }

  @Test func leavesTheInputsAndTheirGradientsAlone() {
    let x = Value(2), y = Value(3)
    let rows = jacobian(of: { [$0[0] * $0[1], $0[0].sin(), $0[1] - 1] }, at: [x, y])
    #expect(rows.map { $0.map(\.data) } == [[3, 2], [Double.cos(2), 0], [0, 1]])
    #expect(!x.hasGradient && x.requiresGradient && !rows[0][0].requiresGradient)
  }

  @Test func withAGraphCanItselfBeDifferentiated() {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let x = T([1, 2], requiresGradient: true)
      let squares = jacobian(of: { $0.pow(3) }, at: x, createGraph: true)
      #expect(gradient(of: squares.sum(), withRespectTo: x).scalars == [6, 12])
    }
    both { check($0) }
    let x = Value(2)
    let slope = jacobian(of: { [$0[0].pow(3)] }, at: [x], createGraph: true)[0][0]
    #expect(slope.data == 12 && gradient(of: slope, withRespectTo: x).data == 12)
  }
}

@Suite struct HessianTests {
  /// Of xᵀAx it is A + Aᵀ.
  @Test func ofAQuadraticFormIsItsMatrixAndTheTransposed() {
    func check<T: DifferentiableTensor>(_: T.Type) {
      let matrix = T(rows: [[1, 2], [4, -3]])
      let result = hessian(
        of: { ($0 * matrix.matmul($0)).sum() }, at: T([0.5, -2]))
      #expect(result.shape == [2, 2] && result.scalars == [2, 6, 6, -6])
    }
    check(Tensor.self)
    check(ValueTensor.self)
  }

  @Test func ofAMatrixHasItsShapeTwice() {
    let x = Tensor(rows: [[1, 2, 3]])
    let result = hessian(of: { $0.pow(3).sum() }, at: x)
    #expect(result.shape == [1, 3, 1, 3] && result.scalars == [6, 0, 0, 0, 12, 0, 0, 0, 18])
    // Straight lines do not bend.
    #expect(hessian(of: { (2 * $0).sum() }, at: x).scalars.allSatisfy { $0 == 0 })
  }

  @Test func ofScalarNodesIsASquareOfThem() {
    let rows = hessian(of: { $0[0].pow(2) * $0[1] }, at: [Value(2), Value(3)])
    #expect(rows.map { $0.map(\.data) } == [[6, 4], [4, 0]])
  }

  @Test func moreThanOneNumberIsRefused() async {
    await #expect(processExitsWith: .failure) {
      _ = hessian(of: { $0 * 2 }, at: Tensor([1, 2]))
    }
  }
}
