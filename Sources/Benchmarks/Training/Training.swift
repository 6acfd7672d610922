import SwiftGrad

/// A network and what trains it.
struct Training {
  let model: Sequential<Tensor>
  let optimizer: Optimizer<Tensor>

  /// Linear layers with ReLU between each two; a linear layer and its ReLU are one layer of the model, as they are one step of
  /// the engine.
  static func network(_ sizes: [Int]) -> Sequential<Tensor> {
    Sequential(seed: 0) {
      for index in 0..<sizes.count - 2 {
        Sequential {
          Linear(sizes[index], sizes[index + 1])
          ReLU()
        }
      }
      Linear(sizes[sizes.count - 2], sizes[sizes.count - 1])
    }
  }

  /// One step, and its loss.
  func step(_ images: Tensor, _ labels: [Int]) -> Tensor {
    let loss = crossEntropy(model(images), labels)
    optimizer.zeroGradients()
    loss.backward()
    optimizer.step()
    return loss
  }
}
