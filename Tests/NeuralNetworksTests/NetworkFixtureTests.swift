import Autograd
import NeuralNetworks
import Testing

/// A small network with PyTorch's weights: outputs, loss and every gradient are PyTorch's.
@Suite struct NetworkFixtureTests {
  struct Case: Decodable {
    let inputs: [Double]
    let labels: [Int]
    let outputs: [Double]
    let loss: Double
    let parameters: [String: [Double]]
    let gradients: [String: [Double]]
  }

  @Test(arguments: Engine.allCases)
  func aNetworkComputesWhatPyTorchComputes(on engine: Engine) throws {
    func check<T: DifferentiableTensor>(_: T.Type) throws {
      let cases: [Case] = try Fixture.load("network")
      let test = try #require(cases.first)
      let model = Sequential<T> {
        Linear(3, 5)
        PReLU()
        Linear(5, 4, bias: false)
        Tanh()
        Linear(4, 3)
        PReLU(count: 3)
        Linear(3, 2)
      }
      #expect(Set(model.namedParameters.map(\.name)) == Set(test.parameters.keys))
      for (name, parameter) in model.namedParameters {
        parameter.data = T.of(try #require(test.parameters[name]), parameter.shape)
      }
      let outputs = model(T.of(test.inputs, [6, 3]))
      let loss = crossEntropy(outputs, test.labels)
      loss.backward()
      #expect(agree(outputs.doubles, test.outputs, within: T.tolerance))
      #expect(agree(loss.doubles, [test.loss], within: T.tolerance))
      for (name, parameter) in model.namedParameters {
        let expected = try #require(test.gradients[name])
        #expect(agree(parameter.gradientDoubles, expected, within: T.tolerance), "\(name)")
      }
    }
    try check(engine.tensorType)
  }
}
