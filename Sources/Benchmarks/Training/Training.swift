import SwiftGrad

/// A network and what trains it.
struct Training {
  let model: Sequential<Tensor>
  let optimizer: Optimizer<Tensor>

  /// One step, and its loss.
  func step(_ images: Tensor, _ labels: [Int]) -> Tensor {
    let loss = crossEntropy(model(images), labels)
    optimizer.zeroGradients()
    loss.backward()
    optimizer.step()
    return loss
  }
}
