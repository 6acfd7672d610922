import SwiftGrad
import Testing

/// An optimizer by its name and how to make one on either engine.
enum OptimizerChoice: CaseIterable {
  case sgd, momentum, nesterov, adagrad, rmsProp, rmsPropWithMomentum, adadelta, adam, adamW

  func make<T: DifferentiableTensor>(_ parameters: [T]) -> Optimizer<T> {
    switch self {
    case .sgd: SGD(parameters, learningRate: 0.05, weightDecay: 0.01)
    case .momentum: SGD(parameters, learningRate: 0.05, momentum: 0.9)
    case .nesterov: SGD(parameters, learningRate: 0.05, momentum: 0.9, nesterov: true)
    case .adagrad: Adagrad(parameters, learningRate: 0.02)
    case .rmsProp: RMSprop(parameters, learningRate: 0.002)
    case .rmsPropWithMomentum: RMSprop(parameters, learningRate: 0.001, momentum: 0.8)
    case .adadelta: Adadelta(parameters, learningRate: 0.5)
    case .adam: Adam(parameters, learningRate: 0.005, weightDecay: 0.01)
    case .adamW: AdamW(parameters, learningRate: 0.005)
    }
  }
}

/// A parameter's number that differs between the engines.
struct ParameterDisagreement: CustomStringConvertible {
  let name: String
  let index: Int
  let vector: Double
  let scalar: Double

  var description: String {
    "\(name)[\(index)]: the vector engine has \(vector), the scalar engine \(scalar)"
  }
}

@Suite struct TrainingAgreementTests {
  /// The losses and the parameters of 20 steps that learn in which third of a range the mean of six numbers lies.
  ///
  /// Smooth activations, because two engines that differ in the last bit can land on different sides of a kink; a small
  /// network, because every number of it is a node on one side.
  private func train<T: DifferentiableTensor>(
    _: T.Type, with choice: OptimizerChoice
  ) -> (losses: [Double], parameters: [(name: String, scalars: [Double])]) {
    var generator = SeededGenerator(seed: 5)
    let rows = (0..<12).map { row in
      (0..<6).map { _ in T.Scalar(Float(generator.normal() / 2 + Double(row % 3 - 1))) }
    }
    let inputs = T(rows: rows)
    let model = Sequential<T>(seed: 3) {
      Linear(6, 7)
      Tanh()
      Linear(7, 5)
      GELU()
      Linear(5, 3)
    }
    let optimizer = choice.make(model.parameters)
    let losses = (0..<20).map { _ in
      let loss = crossEntropy(model(inputs), (0..<12).map { $0 % 3 })
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
      return loss.item
    }
    return (losses, model.namedParameters.map { ($0, $1.scalars.map { Double($0) }) })
  }

  @Test(arguments: OptimizerChoice.allCases)
  func everyParameterAgreesAfterTwentySteps(choice: OptimizerChoice) {
    let vector = train(Tensor.self, with: choice)
    let scalar = train(ValueTensor.self, with: choice)
    #expect(vector.losses.count == 20)
    #expect(zip(vector.losses, scalar.losses).allSatisfy { abs($0 - $1) < 1e-4 })
    #expect(scalar.losses.last.map { $0 < 0.97 * scalar.losses[0] } == true, "it does not learn")
    let disagreements = compare(vector.parameters, scalar.parameters, tolerance: 5e-4)
    #expect(disagreements.isEmpty, "\(disagreements.map(\.description).joined(separator: "\n"))")
  }

  @Test func aDisagreementIsReportedByNameIndexAndBothValues() {
    let found = compare(
      [("linear.weight", [1, 2, 3])], [("linear.weight", [1, 2.5, 3])], tolerance: 1e-3)
    #expect(
      found.map(\.description)
        == ["linear.weight[1]: the vector engine has 2.0, the scalar engine 2.5"])
  }

  private func compare(
    _ vector: [(name: String, scalars: [Double])], _ scalar: [(name: String, scalars: [Double])],
    tolerance: Double
  ) -> [ParameterDisagreement] {
    zip(vector, scalar).flatMap { vector, scalar in
      zip(vector.scalars, scalar.scalars).enumerated().compactMap { index, numbers in
        abs(numbers.0 - numbers.1) <= tolerance * max(1, abs(numbers.1))
          ? nil
          : ParameterDisagreement(
            name: vector.name, index: index, vector: numbers.0, scalar: numbers.1)
      }
    }
  }
}
