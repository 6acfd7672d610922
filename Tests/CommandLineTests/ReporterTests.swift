import Foundation
import SwiftGrad
import Testing

@testable import CommandLine
@testable import NeuralNetworks

@Suite struct ReporterTests {
  /// Three of four right, and the first not.
  private let evaluation = Evaluation(
    meanLoss: 0.25, predictions: [1, 1, 0, 1], labels: [0, 1, 0, 1])
  private let test = ImageDataset(
    name: "halves", pixels: [0, 255, 255, 0, 0, 255, 255, 0], labels: [0, 1, 0, 1], rows: 2,
    columns: 1, classNames: ["upper", "lower"],
    normalization: .init(mean: 0, standardDeviation: 1))

  private func terminal(_ environment: [String: String] = [:], isTerminal: Bool = false) -> Terminal
  {
    Terminal(isTerminal: isTerminal, environment: environment)
  }

  private var completeEpoch: EpochProgress {
    var progress = halfAnEpoch
    progress.finishBatch(loss: 0.5, exampleCount: 200, elapsed: .seconds(4))
    return progress
  }

  @Test func anEpochIsAnObjectOnALine() throws {
    let sink = Sink()
    let reporter = JSONReporter(logsBatches: false, write: sink.write)
    try reporter.finishBatch(halfAnEpoch)
    try reporter.finishEpoch(
      EpochResult(training: completeEpoch, evaluation: evaluation, peakMemory: 65_536))
    #expect(
      sink.text == """
        {"epoch":2,"trainLoss":1.0,"testLoss":0.25,"testAccuracy":0.75,"seconds":4.0,"imagesPerSecond":100.0,"peakMemory":65536}

        """)
  }

  @Test func aBatchIsAnObjectOnALineIfAskedFor() throws {
    let sink = Sink()
    let reporter = JSONReporter(logsBatches: true, write: sink.write)
    var progress = EpochProgress(epoch: 1, epochCount: 1, batchCount: 2, exampleCount: 2)
    progress.finishBatch(loss: 2.302585092994046, exampleCount: 1, elapsed: .seconds(1))
    try reporter.finishBatch(progress)
    #expect(sink.text == "{\"epoch\":1,\"batch\":1,\"loss\":2.302585092994046}\n")
  }

  @Test func aPartialEpochIsSaidToBePartial() throws {
    let sink = Sink()
    let json = JSONReporter(logsBatches: false, write: sink.write)
    try json.finishEpoch(EpochResult(training: halfAnEpoch, evaluation: nil))
    #expect(
      sink.text == """
        {"epoch":2,"trainLoss":1.5,"partial":true,"batches":2,"seconds":2.0,"imagesPerSecond":100.0}

        """)

    let page = Sink()
    let text = TextReporter(terminal: terminal(), write: page.write)
    try text.finishEpoch(EpochResult(training: halfAnEpoch, evaluation: nil))
    try text.end(TrainingResult(lastEvaluation: nil, stopped: halfAnEpoch), test: test)
    #expect(
      page.text == """
            2/5         1.5000          –        partial         100
        Stopped by Ctrl-C in epoch 2, after 2 of 4 batches.

        """)
  }

  @Test func aLossThatIsNoNumberIsNullInJSONAndNanInText() throws {
    let sink = Sink()
    let reporter = JSONReporter(logsBatches: true, write: sink.write)
    var progress = EpochProgress(epoch: 1, epochCount: 1, batchCount: 1, exampleCount: 1)
    progress.finishBatch(loss: .nan, exampleCount: 1, elapsed: .seconds(1))
    try reporter.finishBatch(progress)
    #expect(sink.text == "{\"epoch\":1,\"batch\":1,\"loss\":null}\n")

    let page = Sink()
    let text = TextReporter(terminal: terminal(), write: page.write)
    try text.finishEpoch(EpochResult(training: progress, evaluation: nil))
    #expect(page.text.hasPrefix("    1/1            nan "))
  }

  @Test func theTableHasAHeadingAndALineAnEpoch() throws {
    let sink = Sink()
    let reporter = TextReporter(terminal: terminal(), write: sink.write)
    let plan = try smallPlan()
    try reporter.begin(
      TrainingSummary(plan: plan, source: .digits, parameterCount: 1600, engine: "scalar"))
    try reporter.finishBatch(completeEpoch)
    try reporter.finishEpoch(EpochResult(training: completeEpoch, evaluation: evaluation))
    #expect(
      sink.text == """
        data       synthetic digits, built in: 12 training and 4 test images
        model      784 → 2 → 10, relu, 1,600 parameters
        optimizer  adam, learning rate 0.001; batches of 5, seed 1
        engine     scalar

          epoch  training loss  test loss  test accuracy    images/s
            2/5         1.0000     0.2500        75.00 %         100

        """)
  }

  @Test func onATerminalABarIsDrawnAndThenWrittenOver() throws {
    let sink = Sink()
    let terminal = terminal(["TERM": "xterm", "COLUMNS": "32"], isTerminal: true)
    let reporter = TextReporter(terminal: terminal, write: sink.write)
    try reporter.finishBatch(halfAnEpoch)
    #expect(sink.text == "\repoch 2/5 ███████▌░░░░░░░  50 %\u{1B}[K")
    try reporter.finishEpoch(EpochResult(training: completeEpoch, evaluation: evaluation))
    #expect(sink.text.contains("\r\u{1B}[K    2/5"))
  }

  @Test func theEndShowsTheConfusionMatrixAndTheMistakes() throws {
    let sink = Sink()
    let reporter = TextReporter(terminal: terminal(), write: sink.write)
    try reporter.end(TrainingResult(lastEvaluation: (5, evaluation), stopped: nil), test: test)
    #expect(
      sink.text == """

        The 4 test images after epoch 5:

        label ↓  prediction →
               upper  lower
        upper      1      1
        lower      0      2

        Wrong predictions: 1 of 4; the first, as label → prediction:

        upper → lower
        =

        """)
  }

  @Test func aMatrixThatIsTooWideIsNumberedWithALegend() {
    let report = EvaluationReport(
      evaluation: evaluation, test: test, terminal: terminal(["COLUMNS": "12"]))
    #expect(
      report.matrix == """
        label ↓  prediction →
           0  1
        0  1  1
        1  0  2
        (0 upper, 1 lower)
        """)
  }

  @Test func picturesStandSideBySideWhereThereIsRoom() throws {
    let digits = ImageDataset.syntheticDigits(split: .test, count: 12)
    let wrong = digits.labels.map { ($0 + 1) % 10 }
    let evaluation = Evaluation(meanLoss: 1, predictions: wrong, labels: digits.labels)
    for (columns, perRow) in [(27, 0), (28, 1), (57, 1), (58, 2), (80, 2), (300, 4)] {
      let terminal = terminal(["COLUMNS": "\(columns)"])
      let lines = EvaluationReport(evaluation: evaluation, test: digits, terminal: terminal)
        .mistakes.split(separator: "\n", omittingEmptySubsequences: false)
      let captions = lines.dropFirst().filter { $0.contains("→") }
      #expect(captions.count == (perRow == 0 ? 0 : 2))
      #expect(captions.allSatisfy { $0.count { $0 == "→" } == perRow })
      #expect(lines.dropFirst().allSatisfy { $0.count <= columns })
    }
  }
}
