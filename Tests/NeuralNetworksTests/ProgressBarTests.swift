import NeuralNetworks
import Testing

/// Two of four batches of 100 images, done in two seconds at a mean loss of 1.5.
var halfAnEpoch: EpochProgress {
  var progress = EpochProgress(epoch: 2, epochCount: 5, batchCount: 4, exampleCount: 400)
  progress.finishBatch(loss: 2, exampleCount: 100, elapsed: .seconds(1))
  progress.finishBatch(loss: 1, exampleCount: 100, elapsed: .seconds(2))
  return progress
}

@Suite struct ProgressBarTests {
  private func line(_ progress: EpochProgress, width: Int) -> String {
    ProgressBar(progress: progress, unit: "images").line(width: width)
  }

  @Test(arguments: [
    (
      100,
      "epoch 2/5 ████████████████████░░░░░░░░░░░░░░░░░░░░  50 %  loss 1.5000  100 images/s  0:02 left"
    ),
    (67, "epoch 2/5 ██████▌░░░░░░  50 %  loss 1.5000  100 images/s  0:02 left"),
    (50, "epoch 2/5 ████▌░░░░  50 %  100 images/s  0:02 left"),
    (40, "epoch 2/5 ██████▌░░░░░░  50 %  0:02 left"),
    (31, "epoch 2/5 ███████▌░░░░░░░  50 %"),
    (20, "epoch 2/5  50 %"),
    (10, "epoch 2/5 "),
    (0, ""),
    (-1, ""),
  ])
  func theLineFitsTheWidth(width: Int, line: String) {
    #expect(self.line(halfAnEpoch, width: width) == line)
    #expect(line.count <= max(width, 0))
  }

  @Test func theLineFitsEveryWidth() {
    for width in 0...200 {
      #expect(self.line(halfAnEpoch, width: width).count <= width)
    }
  }

  @Test func withoutACountOfExamplesBatchesFillTheBar() {
    var progress = EpochProgress(epoch: 2, epochCount: 5, batchCount: 4)
    progress.finishBatch(loss: 2, exampleCount: 100, elapsed: .seconds(1))
    #expect(progress.fraction == 0.25 && progress.secondsLeft == 3)
    #expect(line(progress, width: 31) == "epoch 2/5 ███▊░░░░░░░░░░░  25 %")
  }

  @Test func whereNobodyKnowsHowLongItIsThereIsNoBar() {
    var progress = EpochProgress(epoch: 1, epochCount: 5)
    progress.finishBatch(loss: 2, exampleCount: 100, elapsed: .seconds(1))
    #expect(line(progress, width: 60) == "epoch 1/5  batch 1  loss 2.0000  100 images/s")
    #expect(line(progress, width: 12) == "epoch 1/5  b" && line(progress, width: -1) == "")
  }

  @Test func theBarIsFullAtTheEndAndOnlyThere() {
    var progress = EpochProgress(epoch: 1, epochCount: 1, batchCount: 400, exampleCount: 400)
    for batch in 1...400 {
      progress.finishBatch(loss: 1, exampleCount: 1, elapsed: .seconds(batch))
      let line = line(progress, width: 25)
      #expect(line.contains("████████ 100 %") == (batch == 400))
    }
  }

  @Test(arguments: [
    (0, "0:00"), (6.2, "0:07"), (59.9, "1:00"), (750, "12:30"), (3723, "1:02:03"),
    (.nan, "–:––"), (.infinity, "–:––"),
  ])
  func timeIsReadAsOnAClock(seconds: Double, text: String) {
    #expect(ProgressBar.clock(seconds) == text)
  }

  @Test(arguments: [(1, "0.5"), (20, "10"), (2_469_134, "1,234,567")])
  func ratesHaveTheDigitsThatMatter(imageCount: Int, text: String) {
    var progress = EpochProgress(epoch: 1, epochCount: 1, batchCount: 1, exampleCount: imageCount)
    progress.finishBatch(loss: 1, exampleCount: imageCount, elapsed: .seconds(2))
    #expect(progress.rate == text)
  }
}
