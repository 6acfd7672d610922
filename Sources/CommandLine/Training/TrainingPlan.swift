import SwiftGrad

/// All that decides what a training comes to, whichever engine it runs on.
struct TrainingPlan {
  let training: ImageDataset
  let test: ImageDataset
  let hiddenSizes: [Int]
  let activation: ActivationChoice
  let optimizer: OptimizerSettings
  let batchSize: Int
  let epochs: Int
  let seed: UInt64

  /// The sizes of all layers: a number for each pixel goes in, one for each class comes out.
  var layerSizes: [Int] { [training.pixelCount] + hiddenSizes + [training.classNames.count] }
}
