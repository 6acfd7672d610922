import SwiftGrad
import Testing

/// Holds the two engines to the same numbers, operation by operation.
///
/// Tolerance: the vector engine computes in `Float`, so a number may be 2e-5 off, relative to the largest of its tensor or
/// to 1; gradients of gradients, which sum up more of them, ten times that.
@Suite struct EngineAgreementTests {
  @Test func everyOperationIsTried() {
    #expect(Set(VocabularyCase.all.map(\.operation.entry)) == Set(0..<NodeOperation.entryCount))
  }

  @Test(arguments: VocabularyCase.all) func forwardAgrees(trial: VocabularyCase) {
    let vector = trial.operation(leaves(trial, Tensor.self))
    let scalar = trial.operation(leaves(trial, ValueTensor.self))
    #expect(vector.shape == scalar.shape)
    #expect(difference(vector, scalar) < 2e-5)
  }

  @Test(arguments: VocabularyCase.all) func gradientsAgree(trial: VocabularyCase) {
    let (vector, scalar) = (leaves(trial, Tensor.self), leaves(trial, ValueTensor.self))
    guard trial.operation.isDifferentiable else {
      #expect(!trial.operation(vector).requiresGradient)
      #expect(!trial.operation(scalar).requiresGradient)
      return
    }
    tail(trial.operation(vector)).backward()
    tail(trial.operation(scalar)).backward()
    for (vector, scalar) in zip(vector, scalar) {
      #expect(vector.grad.shape == scalar.shape)
      #expect(difference(vector.grad, scalar.grad) < 2e-5)
    }
  }

  /// A difference runs the whole operation twice for each number, so only on the smaller inputs.
  private static let smallCases = VocabularyCase.all.filter {
    $0.operation.isDifferentiable && $0.hasNumbers
      && $0.shapes.reduce(0) { $0 + $1.elementCount } <= 60
  }

  @Test func everyDifferentiableOperationIsMeasured() {
    let differentiable = VocabularyCase.all.filter(\.operation.isDifferentiable)
    #expect(
      Set(Self.smallCases.map(\.operation.entry)) == Set(differentiable.map(\.operation.entry)))
  }

  @Test(arguments: smallCases)
  func gradientsAreTheMeasuredSlopes(trial: VocabularyCase) {
    let check = GradientCheck(at: leaves(trial, ValueTensor.self)) { tail(trial.operation($0)) }
    #expect(check.passes, "\(check)")
  }

  /// Of every pair of numbers, so only on the smallest inputs.
  private static let smallestCases = smallCases.filter {
    $0.shapes.reduce(0) { $0 + $1.elementCount } <= 12
  }

  @Test(arguments: smallestCases)
  func secondDerivativesAreTheMeasuredSlopes(trial: VocabularyCase) {
    let check = GradientCheck(at: leaves(trial, ValueTensor.self), order: .second) {
      tail(trial.operation($0))
    }
    #expect(check.passes, "\(check)")
  }

  @Test func theVectorEngineIsMeasuredInItsOwnPrecision() {
    let leaves = [Tensor.parameter([0.5, -1.25, 2]), Tensor.parameter([0.75, 1.5, -0.5])]
    for order in [GradientCheck.Order.first, .second] {
      let check = GradientCheck(at: leaves, order: order) { ($0[0] * $0[1]).tanh().sum() }
      #expect(check.passes && check.count == (order == .first ? 6 : 36), "\(check)")
      let wrong = GradientCheck(at: leaves, order: order) {
        ($0[0].pow(3) * $0[1].detached()).sum()
      }
      #expect(!wrong.passes)
    }
  }

  @Test(arguments: VocabularyCase.all.filter(\.operation.isDifferentiable))
  func gradientsOfGradientsAgree(trial: VocabularyCase) {
    let (vector, scalar) = (leaves(trial, Tensor.self), leaves(trial, ValueTensor.self))
    let (vectorSecond, scalarSecond) = (second(trial, vector), second(trial, scalar))
    for (vector, scalar) in zip(vectorSecond, scalarSecond) {
      #expect(difference(vector, scalar) < 2e-4)
    }
  }

  private func leaves<T: DifferentiableTensor>(_ trial: VocabularyCase, _: T.Type) -> [T] {
    zip(trial.numbers, trial.shapes).map { .parameter($0.map { T.Scalar($0) }, shape: $1) }
  }

  /// A single number that depends on every element, each with a gradient of its own.
  private func tail<T: DifferentiableTensor>(_ output: T) -> T {
    let weights = (0..<output.shape.elementCount).map { T.Scalar(0.5 + Double($0 % 7) / 8) }
    return (output * T(weights, shape: output.shape)).sin().sum()
  }

  private func second<T: DifferentiableTensor>(_ trial: VocabularyCase, _ leaves: [T]) -> [T] {
    let first = gradient(
      of: tail(trial.operation(leaves)), withRespectTo: leaves, createGraph: true)
    let total = first.map { ($0 * $0).sum() }.sum()
    return gradient(of: total, withRespectTo: leaves)
  }

  private func difference(_ vector: Tensor, _ scalar: ValueTensor) -> Double {
    let scale = scalar.scalars.reduce(1) { max($0, abs($1)) }
    return zip(vector.scalars, scalar.scalars).reduce(0) { max($0, abs(Double($1.0) - $1.1)) }
      / scale
  }
}
