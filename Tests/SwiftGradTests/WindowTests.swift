import SwiftGrad
import Testing

/// Both engines share a window's arithmetic, so what they agree on is held to numbers that PyTorch gave.
@Suite struct WindowTests {
  private func images<T: DifferentiableTensor>(_: T.Type) -> T {
    T((1...40).map { T.Scalar($0) }, shape: [1, 2, 4, 5])
  }

  @Test func unfoldGivesWhatPyTorchGives() {
    let window = Window(
      height: 2, width: 3, stride: (3, 2), padding: (1, 0), dilation: (2, 1))
    let expected: [Float] = [
      0, 0, 11, 13, 0, 0, 12, 14, 0, 0, 13, 15, 6, 8, 0, 0, 7, 9, 0, 0, 8, 10, 0, 0, 0, 0, 31, 33,
      0, 0, 32, 34, 0, 0, 33, 35, 26, 28, 0, 0, 27, 29, 0, 0, 28, 30, 0, 0,
    ]
    let (vector, scalar) = (
      images(Tensor.self).unfold(window), images(ValueTensor.self).unfold(window)
    )
    #expect(vector.shape == [1, 12, 4] && scalar.shape == [1, 12, 4])
    #expect(vector.scalars == expected && scalar.scalars == expected.map { Double($0) })
  }

  @Test func foldAddsUpWhereWindowsOverlap() {
    let window = Window(2, padding: 1)
    let expected = (1...40).map { 4 * Float($0) }
    let vector = images(Tensor.self).unfold(window).fold(window, to: [1, 2, 4, 5])
    let scalar = images(ValueTensor.self).unfold(window).fold(window, to: [1, 2, 4, 5])
    #expect(vector.scalars == expected && scalar.scalars == expected.map { Double($0) })
  }

  @Test func sumsAddUpFromEitherEnd() {
    let x = Tensor(rows: [[1, 2, 3], [4, 5, 6]])
    #expect(x.cumulativeSum(axis: 1).scalars == [1, 3, 6, 4, 9, 15])
    #expect(x.cumulativeSum(axis: 0).scalars == [1, 2, 3, 5, 7, 9])
    #expect(x.cumulativeSum(axis: -1, reversed: true).scalars == [6, 5, 3, 15, 11, 6])
  }

  @Test(arguments: [
    ("window", "Window: size, stride and dilation are at least 1"),
    ("large", "unfold: a window of 5 × 5 does not fit images of shape [1, 2, 4, 5]"),
    ("rank", "unfold: images are [count, channels, height, width], found shape [4]"),
    ("fold", "fold: images of shape [1, 1, 3, 3] come from [1, 4, 4], found shape [1, 4, 3]"),
  ])
  func whatDoesNotFitStopsWithAMessage(mistake: String, message: String) async throws {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { [mistake] in
      switch mistake {
      case "window": _ = Window(2, stride: 0)
      case "large": _ = Tensor.ones([1, 2, 4, 5]).unfold(Window(5))
      case "rank": _ = Tensor.ones([4]).unfold(Window(1))
      default: _ = Tensor.ones([1, 4, 3]).fold(Window(2), to: [1, 1, 3, 3])
      }
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains(message), "\(text)")
  }
}
