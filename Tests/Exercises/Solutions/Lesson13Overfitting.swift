import SwiftGrad

func split(
  _ count: Int, validationCount: Int, seed: UInt64
) -> (training: [Int], validation: [Int]) {
  var generator = SeededGenerator(seed: seed)
  let shuffled = generator.permutation(of: count)
  return (Array(shuffled.dropFirst(validationCount)), Array(shuffled.prefix(validationCount)))
}

func keptEpoch(_ losses: [Double], patience: Int) -> Int {
  var best = 0
  for (epoch, loss) in losses.enumerated() {
    if loss < losses[best] { best = epoch }
    if epoch - best == patience { break }
  }
  return best
}

func weightPenalty(_ weights: [Value], strength: Double) -> Value {
  strength * weights.map { $0.pow(2) }.sum()
}

func dropped(_ numbers: [Value], where isDropped: [Bool], probability: Double) -> [Value] {
  zip(numbers, isDropped).map { $1 ? Value(0) : $0 / (1 - probability) }
}
