import Foundation
import SwiftGrad

func momentumStep(
  _ parameter: Double, gradient: Double, velocity: inout Double, rate: Double, momentum: Double
) -> Double {
  velocity = momentum * velocity + gradient
  return parameter - rate * velocity
}

func adamStep(
  _ parameter: Double, gradient: Double, mean: inout Double, square: inout Double, step: Int,
  rate: Double
) -> Double {
  mean = 0.9 * mean + 0.1 * gradient
  square = 0.999 * square + 0.001 * gradient * gradient
  let correctedMean = mean / (1 - pow(0.9, Double(step)))
  let correctedSquare = square / (1 - pow(0.999, Double(step)))
  return parameter - rate * correctedMean / (correctedSquare.squareRoot() + 1e-8)
}

func ravineOptimizer(_ p: ValueTensor) -> Optimizer<ValueTensor> {
  SGD([p], learningRate: 0.01, momentum: 0.85)
}
