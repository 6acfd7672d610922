import SwiftGrad

func shareOfRightAnswers(_ scores: [[Double]], labels: [Int]) -> Double {
  let right = zip(scores, labels).filter { row, label in
    row.indices.max { row[$0] < row[$1] } == label
  }
  return Double(right.count) / Double(labels.count)
}

func commonestMistake(_ counts: [[Int]]) -> (digit: Int, readAs: Int) {
  var mistake = (digit: 0, readAs: 0)
  var most = -1
  for digit in counts.indices {
    for reading in counts.indices where reading != digit && counts[digit][reading] > most {
      most = counts[digit][reading]
      mistake = (digit, reading)
    }
  }
  return mistake
}

func thumbnail(_ image: LabeledImage) -> [Double] {
  var numbers: [Double] = []
  for row in 0..<7 {
    for column in 0..<7 {
      var sum = 0.0
      for i in 0..<4 {
        for j in 0..<4 { sum += Double(image[4 * row + i, 4 * column + j]) }
      }
      numbers.append(sum / 16 / 255)
    }
  }
  return numbers
}

func trainedReader(_ digits: ImageDataset) -> Sequential<Tensor> {
  let model = Sequential<Tensor>(seed: 1) {
    Linear(784, 32)
    ReLU()
    Linear(32, 10)
  }
  let optimizer = Adam(model.parameters)
  let loader = DataLoader(digits.as(Tensor.self), batchSize: 20, shuffleSeed: 1)
  for _ in 0..<10 {
    for (images, labels) in loader {
      let loss = crossEntropy(model(images), labels)
      optimizer.zeroGradients()
      loss.backward()
      optimizer.step()
    }
  }
  return model
}
