import ArgumentParser
import SwiftGrad

/// A training of which steps and epochs are timed.
enum TrainingExample: String, CaseIterable, ExpressibleByArgument {
  case big, small

  var layerSizes: [Int] {
    switch self {
    case .big: [784, 512, 512, 10]
    case .small: [784, 64, 10]
    }
  }

  var batchSize: Int {
    switch self {
    case .big: 64
    case .small: 32
    }
  }

  func makeOptimizer(for parameters: [Tensor]) -> Optimizer<Tensor> {
    switch self {
    case .big: SGD(parameters, learningRate: 0.01, momentum: 0.5)
    case .small: Adam(parameters)
    }
  }

  func makeTraining() -> Training {
    let model = MLP<Tensor>(sizes: layerSizes, seed: 0)
    return Training(model: model, optimizer: makeOptimizer(for: model.parameters))
  }
}

extension TrainingExample: CustomStringConvertible {
  var description: String {
    let optimizer =
      switch self {
      case .big: "SGD with momentum"
      case .small: "Adam"
      }
    return
      "\(layerSizes.map(String.init).joined(separator: "-")), \(optimizer), batch \(batchSize)"
  }
}
