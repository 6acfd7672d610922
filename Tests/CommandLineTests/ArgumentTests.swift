import ArgumentParser
import SwiftGrad
import Testing

@testable import CommandLine

@Suite struct ArgumentTests {
  private func parse(_ arguments: String) throws -> TrainCommand {
    try #require(
      SwiftGradCommand.parseAsRoot(["train"] + arguments.split(separator: " ").map(String.init))
        as? TrainCommand)
  }

  private func failure(of arguments: String) throws -> CommandFailure {
    CommandFailure(try #require(throws: (any Error).self) { try parse(arguments) })
  }

  @Test(arguments: [
    ("--hidden 512,x", "--hidden", "expected sizes from 1 to 65536", "found 'x'"),
    ("--hidden 0", "--hidden", "expected sizes from 1 to 65536", "found '0'"),
    ("--hidden 5,,5", "--hidden", "expected sizes from 1 to 65536", "found ''"),
    ("--epochs 0", "--epochs", "expected a whole number, 1 or more", "'0'"),
    ("--epochs 2.5", "--epochs", "expected a whole number, 1 or more", "'2.5'"),
    ("--batch-size -4", "--batch-size", "expected a whole number, 1 or more", "'-4'"),
    ("--limit 0", "--limit", "expected a whole number, 1 or more", "'0'"),
    ("--seed -1", "--seed", "expected a whole number, 0 or more", "'-1'"),
    ("--threads 0", "--threads", "expected a whole number, from 1 to 1024", "'0'"),
    ("--learning-rate -1", "--learning-rate", "expected a number above 0", "'-1'"),
    ("--learning-rate inf", "--learning-rate", "expected a number above 0", "'inf'"),
    ("--learning-rate fast", "--learning-rate", "expected a number above 0", "'fast'"),
    ("--weight-decay -0.1", "--weight-decay", "expected a number, 0 or more", "'-0.1'"),
    (
      "--optimizer sgd --momentum 1", "--momentum", "expected a number from 0 to below 1", "'1'"
    ),
    ("--momentum 0.5", "--momentum", "expected --optimizer sgd or rmsprop", "found adam"),
    ("--log-batches", "--log-batches", "expected --json", "found none"),
    ("--dataset cifar", "--dataset", "'mnist', 'fashion-mnist' or 'digits'", "'cifar'"),
    ("--optimizer lbfgs", "--optimizer", "sgd, adagrad, rmsprop, adadelta, adam, adamw", "'lbfgs'"),
    ("--activation step", "--activation", "relu, leaky-relu, elu", "'step'"),
    ("--engine gpu", "--engine", "'vector' and 'scalar'", "'gpu'"),
  ])
  func aWrongArgumentIsNamedInOneLineWithWhatWasExpectedAndFound(
    arguments: String, option: String, expected: String, found: String
  ) throws {
    let failure = try failure(of: arguments)
    #expect(failure.status == 64)
    #expect(!failure.message.contains("\n"))
    for part in [option, expected, found] { #expect(failure.message.contains(part)) }
  }

  @Test(arguments: ["--nonsense", "extra", "--epochs"])
  func anArgumentThatDoesNotBelongThereIsNamed(arguments: String) throws {
    let failure = try failure(of: arguments)
    #expect(failure.status == 64)
    #expect(failure.message.contains(arguments))
  }

  @Test func anEmptyFolderIsNoFolder() throws {
    let error = try #require(throws: (any Error).self) {
      try SwiftGradCommand.parseAsRoot(["train", "--data", ""])
    }
    #expect(CommandFailure(error).message == "--data: expected a folder, found ''")
    #expect(CommandFailure(error).status == 64)
  }

  @Test func everyOptionArrives() throws {
    let command = try parse(
      """
      --dataset fashion-mnist --data folder --engine scalar --hidden 32,16 --activation leaky-relu --optimizer rmsprop \
      --learning-rate 1e-2 --momentum 0.9 --weight-decay 0.1 --batch-size 8 --epochs 3 --seed 18446744073709551615 \
      --threads 2 --limit 500 --json --log-batches \
      --report pictures
      """)
    #expect(command.data.dataset == .fashionMNIST)
    #expect(command.data.folder == "folder")
    #expect(command.data.limit == 500)
    #expect(command.engine.engine == .scalar)
    #expect(command.engine.threads == 2)
    #expect(command.network.hiddenSizes == [32, 16])
    #expect(command.network.activation == .leakyReLU)
    #expect(
      "\(command.optimizer.settings)"
        == "rmsprop, learning rate 0.01, momentum 0.9, weight decay 0.1")
    #expect(command.schedule.batchSize == 8)
    #expect(command.schedule.epochs == 3)
    #expect(command.schedule.seed == .max)
    #expect(command.output.json)
    #expect(command.output.logBatches)
    #expect(command.output.report == "pictures")
  }

  @Test(arguments: OptimizerChoice.allCases)
  func anOptimizerHasItsOwnDefaults(optimizer: OptimizerChoice) throws {
    let settings = try parse("--optimizer \(optimizer.rawValue)").optimizer.settings
    #expect(settings.learningRate == optimizer.defaultLearningRate)
    #expect(settings.momentum == 0)
    #expect(settings.weightDecay == (optimizer == .adamw ? 0.01 : 0))
  }

  @Test func theHelpStatesTheDefaultsThatHold() throws {
    let command = try parse("")
    // The help wraps its lines.
    let help = TrainCommand.helpMessage(columns: 10_000)
    let hidden = command.network.hiddenSizes.map(String.init).joined(separator: ",")
    #expect(help.contains("first to last. (default: \(hidden))"))
    #expect(help.contains("go into a step. (default: \(command.schedule.batchSize))"))
    #expect(help.contains("learned from. (default: \(command.schedule.epochs))"))
    #expect(help.contains("images depend on. (default: \(command.schedule.seed))"))
  }

  @Test func dataThatCannotBeOpenedAndDataThatIsWrongHaveTheirOwnStatus() throws {
    let missing = try #require(throws: DatasetError.self) {
      try DataSource.mnist(folder: "/nowhere").load(.training, limit: nil)
    }
    #expect(CommandFailure(missing).status == 66)
    #expect(CommandFailure(missing).message == missing.description)

    let folder = try TemporaryFolder()
    try folder.writeMNIST()
    try folder.write([1, 2, 3, 4], to: "train-images-idx3-ubyte")
    let wrong = try #require(throws: DatasetError.self) {
      try DataSource.mnist(folder: folder.path).load(.training, limit: nil)
    }
    #expect(CommandFailure(wrong).status == 65)
    #expect(CommandFailure(wrong).message == wrong.description)
  }
}
