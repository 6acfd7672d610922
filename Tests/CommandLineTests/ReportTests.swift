import Foundation
import SwiftGrad
import Testing

@testable import CommandLine
@testable import NeuralNetworks

/// What a report says, before it is drawn.
@Suite struct ReportTests {
  private func record(
    _ plan: TrainingPlan, source: DataSource = .digits,
    shouldStop: (Recorder) -> Bool = { _ in false }
  ) throws -> (record: TrainingRecord, result: TrainingResult) {
    let recorder = Recorder()
    let result = try TrainingRun<Tensor>(plan).run(reportingTo: recorder, inDetail: true) {
      shouldStop(recorder)
    }
    var record = TrainingRecord(
      summary: TrainingSummary(
        plan: plan, source: source, parameterCount: 1600, engine: "vector, 2 threads, baseline"))
    recorder.batches.forEach { record.add($0) }
    record.epochs = recorder.epochs
    return (record, result)
  }

  @Test func theTableHasALineAnEpoch() throws {
    let (record, _) = try record(smallPlan(images: 12, batchSize: 5, epochs: 2)) {
      $0.batches.count == 5
    }
    let lines = record.table.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(
      lines[0] == [
        "epoch", "batches", "trainLoss", "trainAccuracy", "testLoss", "testAccuracy", "seconds",
        "imagesPerSecond",
      ])
    #expect(lines.dropFirst().map { $0.prefix(2) } == [["1", "3"], ["2", "2"]])
    let (epoch, evaluation) = (record.epochs[0].training, try #require(record.epochs[0].evaluation))
    #expect(Double(lines[1][2]) == epoch.meanLoss)
    #expect(Double(lines[1][3]) == epoch.accuracy)
    #expect(Double(lines[1][4]) == evaluation.meanLoss)
    #expect(Double(lines[1][5]) == evaluation.accuracy)
    // Stopped before it was evaluated.
    #expect(lines[2][4...5] == ["", ""])
    #expect(
      record.batches.map(\.time).elementsEqual([5, 10, 12, 17, 22]) { abs($0 * 12 - $1) < 1e-9 })
    let losses = record.batches.prefix(3).map(\.loss)
    #expect(abs((5 * losses[0] + 5 * losses[1] + 2 * losses[2]) / 12 - epoch.meanLoss) < 1e-9)
  }

  @Test func allThatThereIsToShowIsShown() throws {
    let (record, result) = try record(smallPlan())
    let figures = ReportFigure.all(of: record, result)
    // A network that has seen twelve images makes mistakes.
    #expect(figures.map(\.name) == ReportFigure.Name.allCases)
    #expect(figures.allSatisfy { $0.alternative.hasSuffix(".") && !$0.caption.isEmpty })
  }

  @Test func theWorstMistakesComeFirst() throws {
    let plan = try smallPlan()
    let labels = plan.test.labels
    var result = TrainingResult()
    // All are taken for the next class, the last with the most confidence but for the first, which is right.
    let predictions = [labels[0]] + labels.dropFirst().map { ($0 + 1) % 10 }
    result.lastEvaluation = (1, Evaluation(meanLoss: 1, predictions: predictions, labels: labels))
    result.probabilities = zip(labels, predictions).enumerated().map { index, pair in
      var row = [Double](repeating: 0, count: 10)
      row[pair.0] = 0.4 - 0.1 * Double(index)
      row[pair.1] = 0.6 + 0.1 * Double(index)
      return row
    }
    let images = ReportImages(test: plan.test, result: result)
    let captions = try String(decoding: #require(images.mistakes).drawing.data(.csv), as: UTF8.self)
      .split(separator: "\n").filter { $0.contains("caption") }
    let expected = [(3, 90), (2, 80), (1, 70)].map { index, sure in
      ",,caption,,,\"\(labels[index]) → \(predictions[index]), \(sure)\u{A0}%\""
    }
    #expect(captions.map(String.init) == expected)
    let marks = try #require(images.testImages).alternative
    #expect(marks.hasPrefix("4 test images with label and prediction; wrong are \(labels[1]) → "))
  }

  @Test func anEpochThatWasStoppedHasItsBatchesAndNothingOfTheTest() throws {
    let (record, result) = try record(smallPlan()) { $0.batches.count == 2 }
    #expect(ReportFigure.all(of: record, result).map(\.name) == [.batches, .weights])
    let page = ReportPage(record: record, result: result).html
    #expect(page.contains("<p>Training was stopped in epoch 1 of 2, after 2 of 3 batches.</p>"))
    #expect(page.contains("<td>–</td><td>partial</td>"))
    #expect(!page.contains("test accuracy</dt>") && !page.contains("classifies"))
  }

  @Test func nothingAtAllIsAPageToo() throws {
    let (record, result) = try record(smallPlan()) { _ in true }
    #expect(ReportFigure.all(of: record, result).map(\.name) == [.weights])
    #expect(ReportPage(record: record, result: result).html.contains("after 0 of 3 batches"))
    #expect(record.table.split(separator: "\n").count == 1)
  }

  @Test func aTrainingThatDivergedIsShown() throws {
    var plan = try smallPlan(epochs: 1)
    plan = TrainingPlan(
      training: plan.training, test: plan.test, hiddenSizes: [2], activation: .relu,
      optimizer: OptimizerSettings(
        optimizer: .sgd, learningRate: 1e300, momentum: 0, weightDecay: 0), batchSize: 5, epochs: 2,
      seed: 1)
    let (record, result) = try record(plan)
    #expect(record.epochs[1].training.meanLoss.isNaN)
    let names = ReportFigure.all(of: record, result).map(\.name)
    #expect(names.starts(with: [.loss, .accuracy, .batches, .confusion, .testImages]))
    #expect(ReportPage(record: record, result: result).html.contains("<td>nan</td>"))
  }

  @Test func aPageIsWholeAndHasNoMarkupButItsOwn() throws {
    let folder = #"/data/<b>&"<script>alert(1)</script>"#
    let (record, result) = try record(smallPlan(), source: .mnist(folder: folder))
    var page = ReportPage(record: record, result: result)
    for figure in ReportFigure.all(of: record, result) {
      page.pictures.append(.init(figure: figure, light: Data([1]), dark: Data([2])))
    }
    let html = page.html
    #expect(
      html.contains(
        "/data/&lt;b&gt;&amp;&quot;&lt;script&gt;alert(1)&lt;/script&gt;: 12 training and 4 test"))
    #expect(!html.contains("{{") && !html.contains("<script") && !html.contains("<b>"))
    #expect(!html.contains("http:") && !html.contains("https:"))
    for setting in [
      "784 → 2 → 10, relu, 1,600 parameters", "adam, learning rate 0.001; batches of 5, seed 1",
      "vector, 2 threads, baseline", "evaluation excluded", "<dt>test accuracy</dt>",
      "Training on synthetic digits",
    ] {
      #expect(html.contains(setting))
    }
    #expect(html.matches(of: /<img src="data:image\/png;base64,AQ==" alt="[^"]{20,}">/).count == 7)
    #expect(
      html.matches(
        of: /media="\(prefers-color-scheme: dark\)" srcset="data:image\/png;base64,Ag=="/
      ).count == 7)
  }
}
