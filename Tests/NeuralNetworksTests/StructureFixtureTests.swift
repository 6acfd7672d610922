import Autograd
import Testing

/// What PyTorch gives where tensors are cut, ordered and reduced: at ties, zeros, NaN and beyond the edge; shapes, values, indices and
/// gradients.
@Suite struct StructureFixtureTests {
  struct Case: Decodable {
    let function: String
    let inputShape: [Int]
    let input: [FixtureNumber]
    let shape: [Int]
    let value: [FixtureNumber]
    let gradient: [FixtureNumber]
    let indices: [Int]?
  }

  @Test(arguments: Engine.allCases) func functionsGiveWhatPyTorchGives(on engine: Engine) throws {
    func check<T: DifferentiableTensor>(_: T.Type) throws {
      let cases: [Case] = try Fixture.load("structures")
      #expect(cases.count > 150)
      for test in cases {
        let x = T.of(test.input.values, Shape(test.inputShape), requiresGradient: true)
        let (result, indices) = try #require(apply(test.function, to: x), "\(test.function)")
        let place = "\(test.function) of \(test.input.values)"
        #expect(result.shape.dimensions == test.shape, "\(place)")
        #expect(indices == test.indices, "\(place)")
        #expect(
          agree(result.doubles, test.value.values, within: T.tolerance),
          "\(place): \(result.doubles), not \(test.value.values)")
        if result.requiresGradient {
          let weights = result.doubles.enumerated().map { $1.isFinite ? Double($0 + 1) : 0 }
          (result * T.of(weights, result.shape)).sum().backward()
        }
        #expect(
          agree(x.gradientDoubles, test.gradient.values, within: T.tolerance),
          "gradient of \(place): \(x.gradientDoubles), not \(test.gradient.values)")
      }
    }
    try check(engine.tensorType)
  }

  private func apply<T: DifferentiableTensor>(_ name: String, to x: T) -> (T, [Int]?)? {
    switch name {
    case "maxWithIndices(0)": x.maxWithIndices(axis: 0)
    case "maxWithIndices(1)": x.maxWithIndices(axis: 1)
    case "minWithIndices(1)": x.minWithIndices(axis: 1)
    case "sorted(1)": x.sorted(axis: 1)
    case "sorted(0, descending)": x.sorted(axis: 0, descending: true)
    case "topK(2, 1)": x.topK(2, axis: 1)
    case "topK(1, 0, smallest)": x.topK(1, axis: 0, largest: false)
    case "topK(0, 1)": x.topK(0, axis: 1)
    default: (reduced(name, x) ?? rearranged(name, x)).map { ($0, nil) }
    }
  }

  private func reduced<T: DifferentiableTensor>(_ name: String, _ x: T) -> T? {
    switch name {
    case "standardDeviation": x.standardDeviation()
    case "standardDeviation(1)": x.standardDeviation(axis: 1)
    case "standardDeviation(1, 0)": x.standardDeviation(axis: 1, correction: 0)
    case "norm": x.norm()
    case "norm(0)": x.norm(order: 0, axis: 1)
    case "norm(0.5)": x.norm(order: 0.5, axis: 1)
    case "norm(1)": x.norm(order: 1, axis: 1)
    case "norm(2)": x.norm(order: 2, axis: 1)
    case "norm(3)": x.norm(order: 3, axis: 1)
    case "norm(inf)": x.norm(order: .infinity, axis: 1)
    case "product": x.product()
    case "product(0)": x.product(axis: 0)
    case "product(1)": x.product(axis: 1, keepingDimensions: true)
    case "cumulativeSum(1)": x.cumulativeSum(axis: 1)
    default: nil
    }
  }

  private func rearranged<T: DifferentiableTensor>(_ name: String, _ x: T) -> T? {
    switch name {
    case "flipped": x.flipped()
    case "rolled(5, 1)": x.rolled(by: 5, axis: 1)
    case "rolled(-1, 0)": x.rolled(by: -1, axis: 0)
    case "repeated(2, 1, 2)": x.repeated([2, 1, 2])
    case "repeatedElements(2, 0)": x.repeatedElements(2, axis: 0)
    case "repeatedElements(2)": x.repeatedElements(2)
    case "lowerTriangle": x.lowerTriangle()
    case "lowerTriangle(-1)": x.lowerTriangle(diagonal: -1)
    case "upperTriangle(1)": x.upperTriangle(diagonal: 1)
    case "diagonal": x.diagonal()
    case "diagonal(2)": x.diagonal(offset: 2)
    case "diagonal(-1)": x.diagonal(offset: -1)
    case "diagonal(7)": x.diagonal(offset: 7)
    case "split(into: 2, 1)": x.split(into: 2, axis: 1)[1]
    case "chunks(2, 1)": x.chunks(ofCount: 2, axis: 1)[1]
    case "rows(1, 0, 1)": x[[1, 0, 1]]
    case "columns(2, 2, 0)": x[.all, [2, 2, 0]]
    case "selected": x.selected(where: x .> 0)
    case "movingAxis": x.unsqueezed(axis: 0).movingAxis(0, to: -1)
    default: nil
    }
  }
}
