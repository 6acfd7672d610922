import SwiftGrad
import Testing

/// What cuts, orders, repeats and reduces tensors, made of operations of the vocabulary.
enum StructureFunction: CaseIterable {
  case deviation, deviationOfRows, norm, normOfRows, firstNorm, cubicNorm, rootNorm, largestNorm
  case product, productOfColumns, productOfMany, productWithZeros
  case largest, smallestOfColumns, topTwo, bottomTwo, sorted, sortedDescending, takenAlong
  case squeezed, unsqueezed, flattened, transposed, movedAxis, pieces, sizes, chunks
  case flipped, flippedRows, rolled, repeated, repeatedElements, repeatedEach, repeatedUnevenly
  case lowerTriangle, upperTriangle, diagonal, lowerDiagonal
  case chosenRows, chosenColumns, selected, selectedRows, rows, matrixProduct

  func callAsFunction<T: DifferentiableTensor>(_ x: T, _ y: T) -> T {
    switch self {
    case .deviation: x.standardDeviation()
    case .deviationOfRows: x.standardDeviation(axis: 1, correction: 0, keepingDimensions: true)
    case .norm: x.norm()
    case .normOfRows: x.norm(axis: -1, keepingDimensions: true) * y
    case .firstNorm: x.norm(order: 1, axis: 0)
    case .cubicNorm: x.norm(order: 3)
    case .rootNorm: x.norm(order: 0.5, axes: [0])
    case .largestNorm: x.norm(order: .infinity, axis: 1)
    case .product: (2 * x + y).product(axis: 1)
    case .productOfColumns: x.product(axis: 0, keepingDimensions: true) - y
    case .productOfMany: (1.5 + x).product()
    case .productWithZeros:
      (x * [0, 1, 1, 0].mask()).product(axis: 1) + (y * [0, 1, 1, 1].mask()).product(axis: 1)
    case .largest: x.maxWithIndices(axis: 1).values
    case .smallestOfColumns: x.minWithIndices(axis: 0, keepingDimensions: true).values * y
    case .topTwo: x.topK(2).values
    case .bottomTwo: x.topK(2, axis: 0, largest: false).values
    case .sorted: x.sorted(axis: 0).values
    case .sortedDescending: x.sorted(descending: true).values
    case .takenAlong: y.gatherElements(x.sorted().indices, axis: -1)
    case .squeezed: x[1...1].squeezed() * y[.all, 2..<3].squeezed(axis: -1)[0]
    case .unsqueezed: x.unsqueezed(axis: -1) * y.unsqueezed(axis: 1).transposed
    case .flattened: stack([x, y]).flattened(from: 1) * y.flattened()
    case .transposed: x.transposed * y.transposed()
    case .movedAxis: stack([x, y], axis: 1).movingAxis(0, to: -1)
    case .pieces: x.split(into: 3, axis: 1)[0] * y.split(into: 2, axis: 1)[1]
    case .sizes: x.split(sizes: [1, 0, 3], axis: 1)[2]
    case .chunks: x.chunks(ofCount: 3, axis: 1)[1]
    case .flipped: x.flipped() * y
    case .flippedRows: x.flipped(axis: 0) * y
    case .rolled: x.rolled(by: -1, axis: 1) * y
    case .repeated: x.repeated([2, 1, 2]) * y.repeated([1, 2])
    case .repeatedElements: x.repeatedElements(2, axis: 1) * y.repeated([1, 2])
    case .repeatedEach: x.repeatedElements(3)
    case .repeatedUnevenly: x.repeatedElements([2, 0, 1], axis: 0) * y
    case .lowerTriangle: x.lowerTriangle()
    case .upperTriangle: stack([x, y]).upperTriangle(diagonal: 1)
    case .diagonal: stack([x, y]).diagonal()
    case .lowerDiagonal: x.diagonal(offset: -1)
    case .chosenRows: x[[2, 0, -1]] * y
    case .chosenColumns: x[1..., [3, 3, 0], .newAxis] * y[0]
    case .selected: x.selected(where: y .> 0)
    case .selectedRows: x.selected(where: y[.all, 0] .> 0)
    case .rows: x.rows[1] * y.rows[2]
    case .matrixProduct: 2 * x • y.transposed - x[0] • y[1]
    }
  }
}

extension [Double] {
  /// These numbers as a constant.
  fileprivate func mask<T: DifferentiableTensor>() -> T {
    T(map { T.Scalar($0) }, shape: [count])
  }
}

@Suite struct StructureTests {
  private func leaves<T: DifferentiableTensor>(_: T.Type) -> [T] {
    var generator = SeededGenerator(seed: 21)
    return (0..<2).map { _ in
      T(
        (0..<12).map { _ in T.Scalar(Float(generator.uniform(in: -1...1))) }, shape: [3, 4],
        requiresGradient: true)
    }
  }

  private func loss<T: DifferentiableTensor>(_ function: StructureFunction, _ leaves: [T]) -> T {
    let output = function(leaves[0], leaves[1])
    let weights = (0..<output.shape.elementCount).map { T.Scalar(0.5 + Double($0 % 5) / 4) }
    return (output * T(weights, shape: output.shape)).tanh().sum()
  }

  @Test(arguments: StructureFunction.allCases) func enginesAgree(function: StructureFunction) {
    let (vector, scalar) = (leaves(Tensor.self), leaves(ValueTensor.self))
    let output = (function(vector[0], vector[1]), function(scalar[0], scalar[1]))
    #expect(output.0.shape == output.1.shape && output.0.elementCount > 0)
    #expect(agree(output.0, output.1, within: 2e-5))
    loss(function, vector).backward()
    loss(function, scalar).backward()
    for (vector, scalar) in zip(vector, scalar) {
      #expect(agree(vector.grad, scalar.grad, within: 5e-5))
    }
  }

  @Test(arguments: StructureFunction.allCases)
  func gradientsAreTheMeasuredSlopes(function: StructureFunction) {
    let check = GradientCheck(at: leaves(ValueTensor.self)) { loss(function, $0) }
    #expect(check.passes, "\(check)")
  }

  @Test(
    arguments: [
      .deviationOfRows, .norm, .cubicNorm, .productOfColumns, .productWithZeros, .topTwo,
      .repeatedElements, .upperTriangle, .chosenRows, .selected, .matrixProduct,
    ] as [StructureFunction])
  func secondDerivativesAreTheMeasuredSlopes(function: StructureFunction) {
    let check = GradientCheck(at: leaves(ValueTensor.self), order: .second) { loss(function, $0) }
    #expect(check.passes, "\(check)")
  }

  @Test(
    arguments: [.norm, .productWithZeros, .sorted, .selected, .chosenColumns] as [StructureFunction]
  )
  func gradientsOfGradientsAgree(function: StructureFunction) {
    func second<T: DifferentiableTensor>(_ leaves: [T]) -> [T] {
      let first = gradient(of: loss(function, leaves), withRespectTo: leaves, createGraph: true)
      return gradient(
        of: (first[0] * first[0]).sum() + (first[1] * first[1]).sum(), withRespectTo: leaves)
    }
    for (vector, scalar) in zip(second(leaves(Tensor.self)), second(leaves(ValueTensor.self))) {
      #expect(agree(vector, scalar, within: 2e-4))
    }
  }

  private func agree(_ vector: Tensor, _ scalar: ValueTensor, within tolerance: Double) -> Bool {
    zip(vector.scalars, scalar.scalars).allSatisfy {
      abs(Double($0) - $1) < tolerance * max(1, abs($1))
    }
  }
}
