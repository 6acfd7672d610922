import SwiftGrad
import Testing

/// What users call that is made of several operations of the vocabulary.
enum DerivedFunction: CaseIterable {
  case mean, meanOfRows, minimum, minimumOfColumns, variance, varianceOfRows, logSumExp,
    logSumExpOfColumns
  case row, lastColumn, block, reversed, everyOther, newAxis, gatheredElements, masked, stacked
  case vectorTimesVector, matrixTimesVector, vectorTimesMatrix, batchTimesMatrix, batchTimesBatch
  case sumOfProducts, polynomial
  case square, rsqrt, clamped, clampedBelow, clampedAbove, functions, totals

  func callAsFunction<T: DifferentiableTensor>(_ x: T, _ y: T) -> T {
    switch self {
    case .mean: x.mean()
    case .meanOfRows: x.mean(axis: -1, keepingDimensions: true)
    case .minimum: x.min()
    case .minimumOfColumns: x.min(axis: 0)
    case .variance: x.variance()
    case .varianceOfRows: x.variance(axis: 1, correction: 0)
    case .logSumExp: (x * 50).logSumExp()
    case .logSumExpOfColumns: x.logSumExp(axis: 0, keepingDimensions: true)
    case .row: x[1]
    case .lastColumn: x[.all, -1]
    case .block: x[1..., 1...2]
    case .reversed: x[.reversed]
    case .everyOther: x[.all, .every(2)]
    case .newAxis: x[.all, .newAxis] * y
    case .gatheredElements: x.gatherElements([3, 0, 3])
    case .masked: x.replacing(with: y * y, where: x .> 0.2)
    case .stacked: stack([x, y, x], axis: 1)
    case .vectorTimesVector: x[0].matmul(y[1])
    case .matrixTimesVector: x.matmul(y[2])
    case .vectorTimesMatrix: x[0].matmul(y.transposed())
    case .batchTimesMatrix: stack([x, y]).matmul(y.transposed())
    case .batchTimesBatch: stack([x, y]).matmul(x[.newAxis].transposed())
    case .sumOfProducts: (2 - x) * y / (1 + y * y) - x.maximum(y)
    case .polynomial: 0.5 * x.pow(3) - 2 * x * x + x - 1
    case .square: x.square() + y
    case .rsqrt: (x * x + 0.5).rsqrt() * y
    case .clamped: x.clamped(to: -0.4...0.3) * y
    case .clampedBelow: x.clamped(to: 0.1...) * y
    case .clampedAbove: x.clamped(to: ...0.2) * y
    case .functions: pow(sigmoid(x), 2) + exp(-pow(y, 2)) * tanh(x) - pow(2, y)
    case .totals: [x, y, x * y].sum() + [x, y].mean() * [y, x, y].product()
    }
  }
}

@Suite struct DerivedFunctionTests {
  private func leaves<T: DifferentiableTensor>(_: T.Type) -> [T] {
    var generator = SeededGenerator(seed: 8)
    return (0..<2).map { _ in
      T.parameter(
        (0..<12).map { _ in T.Scalar(Float(generator.uniform(in: -1...1))) }, shape: [3, 4])
    }
  }

  private func loss<T: DifferentiableTensor>(_ function: DerivedFunction, _ leaves: [T]) -> T {
    let output = function(leaves[0], leaves[1])
    let weights = (0..<output.shape.elementCount).map { T.Scalar(0.5 + Double($0 % 5) / 4) }
    return (output * T(weights, shape: output.shape)).tanh().sum()
  }

  @Test(arguments: DerivedFunction.allCases) func enginesAgree(function: DerivedFunction) {
    let (vector, scalar) = (leaves(Tensor.self), leaves(ValueTensor.self))
    let (vectorOutput, scalarOutput) = (
      function(vector[0], vector[1]), function(scalar[0], scalar[1])
    )
    #expect(vectorOutput.shape == scalarOutput.shape)
    for (number, expected) in zip(vectorOutput.scalars, scalarOutput.scalars) {
      #expect(abs(Double(number) - expected) < 2e-5 * max(1, abs(expected)))
    }
    loss(function, vector).backward()
    loss(function, scalar).backward()
    for (vector, scalar) in zip(vector, scalar) {
      for (number, expected) in zip(vector.grad.scalars, scalar.grad.scalars) {
        #expect(abs(Double(number) - expected) < 5e-5 * max(1, abs(expected)))
      }
    }
  }

  @Test(arguments: DerivedFunction.allCases)
  func gradientsAreTheMeasuredSlopes(function: DerivedFunction) {
    let check = GradientCheck(at: leaves(ValueTensor.self)) { loss(function, $0) }
    #expect(check.passes, "\(check)")
  }
}
