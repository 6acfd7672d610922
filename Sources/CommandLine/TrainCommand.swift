import ArgumentParser
import Foundation
import SwiftGrad

/// `swiftgrad train`.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a network to recognize images.",
    discussion: """
      Without options, it draws handwritten digits and learns to read them. Real ones are as near as a folder of MNIST:

        swiftgrad train --data ~/mnist --hidden 512,512 --epochs 10
        swiftgrad train --data ~/mnist --engine scalar --hidden 16 --limit 500
        swiftgrad train --data ~/mnist --report mnist-report

      The same seed gives the same losses, bit for bit. Ctrl-C stops after the current batch with exit status 130; pressed \
      again, at once. Wrong arguments give 64, wrong data 65, data that cannot be opened 66, a report without gnuplot \
      69, a report whose folder takes none 73, output that cannot be written 74.
      """)

  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Network") var network: NetworkOptions
  @OptionGroup(title: "Optimizer") var optimizer: OptimizerOptions
  @OptionGroup(title: "Training") var schedule: ScheduleOptions
  @OptionGroup(title: "Engine") var engine: EngineOptions
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() throws {
    let (source, notice) = try DataSource.choose(
      data.dataset, folder: data.folder, environment: ProcessInfo.processInfo.environment)
    if let notice { writeToStandardError(notice) }
    switch engine.engine {
    case .vector:
      if let threads = engine.threads { Tensor.threadCount = threads }
      let threads = Tensor.threadCount == 1 ? "1 thread" : "\(Tensor.threadCount) threads"
      try train(
        Tensor.self, on: source, engine: "vector, \(threads), \(Tensor.instructionSet)")
    case .scalar:
      try train(ValueTensor.self, on: source, engine: "scalar, 1 thread")
    }
  }

  private func train<T: DifferentiableTensor>(
    _: T.Type, on source: DataSource, engine: String
  ) throws {
    let plan = try plan(on: source)
    try plan.checkMemory(on: self.engine.engine)
    let training = TrainingRun<T>(plan)
    let reporter = try output.makeReporter()
    try reporter.begin(
      TrainingSummary(
        plan: training.plan, source: source, parameterCount: training.model.parameterCount,
        engine: engine))
    Interruption.catchFirst()
    let result = try training.run(reportingTo: reporter, inDetail: output.report != nil) {
      Interruption.isRequested
    }
    try reporter.end(result, test: training.plan.test)
    if result.stopped != nil { throw ExitCode(Interruption.exitStatus) }
  }

  private func plan(on source: DataSource) throws(DatasetError) -> TrainingPlan {
    TrainingPlan(
      training: try source.load(.training, limit: data.limit),
      test: try source.load(.test, limit: data.limit),
      hiddenSizes: network.hiddenSizes, activation: network.activation,
      optimizer: optimizer.settings, batchSize: schedule.batchSize, epochs: schedule.epochs,
      seed: schedule.seed)
  }
}
