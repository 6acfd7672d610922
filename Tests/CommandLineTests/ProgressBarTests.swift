import Testing

@testable import CommandLine

@Suite struct ProgressBarTests {
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
    #expect(ProgressBar(progress: halfAnEpoch).line(width: width) == line)
    #expect(line.count <= max(width, 0))
  }

  @Test func theLineFitsEveryWidth() {
    for width in 0...200 {
      #expect(ProgressBar(progress: halfAnEpoch).line(width: width).count <= width)
    }
  }

  @Test func theBarIsFullAtTheEndAndOnlyThere() {
    var progress = EpochProgress(epoch: 1, epochCount: 1, batchCount: 400, imageCount: 400)
    for batch in 1...400 {
      progress.finishBatch(loss: 1, imageCount: 1, elapsed: .seconds(batch))
      let line = ProgressBar(progress: progress).line(width: 25)
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
    var progress = EpochProgress(epoch: 1, epochCount: 1, batchCount: 1, imageCount: imageCount)
    progress.finishBatch(loss: 1, imageCount: imageCount, elapsed: .seconds(2))
    #expect(progress.rate == text)
  }
}
