import Datasets
import Testing

@Suite("Synthetic digits")
struct SyntheticDigitsTests {
  static let digits = ImageDataset.syntheticDigits(split: .training, count: 400, seed: 1)

  static func pixels(of dataset: ImageDataset) -> [[UInt8]] {
    (0..<dataset.count).map { Array(dataset[$0].pixels) }
  }

  @Test func haveTheFormOfMNIST() {
    #expect((Self.digits.rows, Self.digits.columns, Self.digits.count) == (28, 28, 400))
    #expect(Self.digits.classNames == ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"])
    for digit in 0..<10 {
      #expect((20...65).contains(Self.digits.labels.count { $0 == digit }))
    }
  }

  @Test func oneSeedGivesOneDataSetWhateverItsCount() {
    let few = ImageDataset.syntheticDigits(split: .training, count: 50, seed: 1)
    #expect(few.labels == Array(Self.digits.labels.prefix(50)))
    #expect(Self.pixels(of: few) == Self.pixels(of: Self.digits.prefix(50)))
    let other = ImageDataset.syntheticDigits(split: .training, count: 50, seed: 2)
    #expect(Self.pixels(of: other) != Self.pixels(of: few))
  }

  @Test func noImageIsThereTwiceWithinOrAcrossSplits() {
    let test = ImageDataset.syntheticDigits(split: .test, count: 400, seed: 1)
    #expect(Set(Self.pixels(of: Self.digits) + Self.pixels(of: test)).count == 800)
  }

  @Test func areInTheMiddleAndLeaveAMargin() {
    for index in 0..<Self.digits.count {
      let image = Self.digits[index]
      var (mass, x, y) = (0.0, 0.0, 0.0)
      for row in 0..<28 {
        for column in 0..<28 {
          let ink = Double(image[row, column])
          mass += ink
          x += ink * (Double(column) + 0.5)
          y += ink * (Double(row) + 0.5)
        }
      }
      #expect(mass > 255 * 15)
      #expect(abs(x / mass - 14) < 3 && abs(y / mass - 14) < 3)
      let border = (0..<28).flatMap { [image[0, $0], image[27, $0], image[$0, 0], image[$0, 27]] }
      #expect(border.allSatisfy { $0 == 0 })
    }
  }

  @Test func haveAsMuchInkAsTheirNormalizationSays() {
    let levels = Self.pixels(of: Self.digits).joined().map { Double($0) / 255 }
    let mean = levels.reduce(0, +) / Double(levels.count)
    let variance = levels.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(levels.count)
    #expect(abs(mean - Self.digits.normalization.mean) < 0.01)
    #expect(abs(variance.squareRoot() - Self.digits.normalization.standardDeviation) < 0.015)
  }

  @Test func differFromDigitToDigitMoreThanFromHandToHand() {
    // The nearest of the ten mean images names most digits, and not all of them.
    let training = Self.digits
    let test = ImageDataset.syntheticDigits(split: .test, count: 200, seed: 1)
    var means = [[Double]](repeating: [Double](repeating: 0, count: 784), count: 10)
    for index in 0..<training.count {
      let image = training[index]
      let weight = 1 / Double(training.labels.count { $0 == image.label })
      for (pixel, level) in image.pixels.enumerated() {
        means[image.label][pixel] += weight * Double(level)
      }
    }
    let correct = (0..<test.count).count { index in
      let distances = means.map { mean in
        zip(mean, test[index].pixels).reduce(0) { sum, pair in
          sum + (pair.0 - Double(pair.1)) * (pair.0 - Double(pair.1))
        }
      }
      return distances.indices.min { distances[$0] < distances[$1] } == test.labels[index]
    }
    #expect(correct > 130 && correct < 190)
  }
}
