import Autograd
import ScalarEngine
import Testing

@testable import NeuralNetworks

@Suite struct TrainingDisplayTests {
  private final class Sink {
    var text = ""
  }

  private func shown(
    _ verbosity: Verbosity, isTerminal: Bool, validation: Double? = 0.25
  ) -> String {
    let sink = Sink()
    let screen = TerminalScreen(
      isTerminal: isTerminal, environment: ["TERM": "xterm", "COLUMNS": "32"])
    let display = TrainingDisplay(verbosity, screen: screen) { sink.text += $0 }
    let model = Linear<ValueTensor>(1, 1)
    let trainer = Trainer(model, SGD(model.parameters))
    let ones = ValueTensor.ones([4, 1])
    trainer.run(
      [(inputs: ones, targets: ones)], loss: { outputs, _ in outputs.sum() * 0 + 0.5 }, epochs: 1,
      metrics: [Metric("share") { _, _ in 0.75 }],
      evaluate: { _ in
        validation.map {
          Evaluation(meanLoss: $0, predictions: [], labels: [], metrics: ["share": 0.125])
        }
      },
      onEpoch: { trainer, _ in display.finishEpoch(trainer) },
      onBatch: { display.finishBatch($0.progress) })
    return sink.text.replacing(/\d:\d\d  [0-9,.]+ examples/, with: "0:01  9 examples")
  }

  private let line =
    "epoch 1/1  loss 0.5000  share 0.7500  validation loss 0.2500  validation share 0.1250  "
    + "0:01  9 examples/s\n"

  @Test func aTerminalSeesABarAndThenALine() {
    for verbosity in [Verbosity.automatic, .bar] {
      let text = shown(verbosity, isTerminal: true)
      #expect(text == "\repoch 1/1 ███████████████ 100 %\u{1B}[K\r\u{1B}[K" + line)
    }
  }

  @Test func aFileSeesNothingUnlessAskedFor() {
    #expect(shown(.automatic, isTerminal: false) == "")
    #expect(shown(.bar, isTerminal: false) == line)
    #expect(shown(.lines, isTerminal: false) == line)
    #expect(shown(.silent, isTerminal: false) == "" && shown(.silent, isTerminal: true) == "")
  }

  @Test func withoutValidationDataThereIsNoWordOfThem() {
    let text = shown(.lines, isTerminal: false, validation: nil)
    #expect(text == "epoch 1/1  loss 0.5000  share 0.7500  0:01  9 examples/s\n")
  }
}
