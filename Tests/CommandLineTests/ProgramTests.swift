import Foundation
import Testing

/// The program as a user runs it.
@Suite struct ProgramTests {
  @Test(arguments: ["vector", "scalar"])
  func jsonIsAllThatStandardOutputGets(engine: String) throws {
    let result = try Program.run(
      "train", "--engine", engine, "--limit", "12", "--hidden", "2", "--batch-size", "5",
      "--epochs", "2", "--json", "--log-batches")
    #expect(result.status == 0)
    #expect(result.errors.contains("training on the built-in digits"))

    let objects = try result.lines.map { line in
      try #require(
        JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Double], "\(line)")
    }
    #expect(objects.map { $0["epoch"] } == [1, 1, 1, 1, 2, 2, 2, 2])
    #expect(objects.map { $0["batch"] } == [1, 2, 3, nil, 1, 2, 3, nil])
    for epoch in [objects[3], objects[7]] {
      #expect(
        Set(epoch.keys) == [
          "epoch", "trainLoss", "testLoss", "testAccuracy", "seconds", "imagesPerSecond",
          "peakMemory",
        ])
      let seconds = try #require(epoch["seconds"])
      #expect(seconds > 0)
      #expect(try #require(epoch["peakMemory"]) > 1_000_000)
      #expect(abs(try #require(epoch["imagesPerSecond"]) * seconds - 12) < 1e-6)
    }
  }

  @Test func peakMemoryIsTheProgramsOwn() throws {
    // The program is started from a process that holds far more than it needs itself.
    let ballast = [UInt64](repeating: 1, count: 50_000_000)
    let result = try Program.run(
      "train", "--dataset", "digits", "--limit", "12", "--hidden", "2", "--epochs", "1", "--json")
    let line = try #require(result.lines.last)
    let epoch = try #require(
      JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Double], "\(line)")
    #expect(try #require(epoch["peakMemory"]) < Double(8 * ballast.count))
  }

  @Test func linesArePlainWhereTheOutputIsNoTerminal() throws {
    let result = try Program.run(
      "train", "--engine", "scalar", "--dataset", "digits", "--limit", "12", "--hidden", "2",
      "--epochs", "1", environment: ["TERM": "xterm-256color"])
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    #expect(result.output.hasPrefix("data       synthetic digits, built in: 12 training"))
    #expect(result.output.contains("\n    1/1 "))
    #expect(result.output.contains("label ↓  prediction →"))
    #expect(!result.output.contains("\u{1B}") && !result.output.contains("\r"))
  }

  @Test func threadsDoNotChangeABit() throws {
    let outputs = try ["1", "2", "3"].map { threads in
      try Program.run(
        "train", "--dataset", "digits", "--limit", "130", "--hidden", "96,40", "--batch-size", "64",
        "--epochs", "2", "--json", "--log-batches", "--threads", threads
      ).lines.filter { $0.contains("batch") }
    }
    #expect(outputs[0].count == 6)
    #expect(outputs[1] == outputs[0])
    #expect(outputs[2] == outputs[0])
  }

  @Test func theFolderOfTheEnvironmentIsRead() throws {
    let folder = try TemporaryFolder()
    try folder.writeMNIST()
    let result = try Program.run(
      "train", "--hidden", "2", "--epochs", "1", environment: ["SWIFTGRAD_DATA": folder.path])
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("data       MNIST, \(folder.path): 3 training and 3 test"))
  }

  @Test func aWrongArgumentIsOneLineAndStatus64() throws {
    let result = try Program.run("train", "--hidden", "512,x")
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors.split(separator: "\n").count == 1)
    #expect(result.errors.hasPrefix("swiftgrad: "))
  }

  @Test func dataThatCannotBeOpenedIsStatus66() throws {
    let result = try Program.run("train", "--dataset", "mnist", "--data", "/nowhere")
    #expect(result.status == 66)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("swiftgrad: /nowhere: expected a folder with train-images"))
  }

  @Test func dataThatIsWrongIsStatus65() throws {
    let folder = try TemporaryFolder()
    try folder.writeMNIST()
    try folder.write(Array("not an IDX file".utf8), to: "t10k-labels-idx1-ubyte")
    let result = try Program.run("train", "--data", folder.path)
    #expect(result.status == 65)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("t10k-labels-idx1-ubyte: byte 0: expected"))
  }

  @Test func helpIsNoError() throws {
    for arguments in [["--help"], ["train", "--help"], ["help", "train"], []] {
      let result = try Program(arguments).finish()
      #expect(result.status == 0)
      #expect(result.output.contains("USAGE: swiftgrad"))
      #expect(result.errors.isEmpty)
    }
  }

  // An epoch of this takes the scalar engine much longer than the test needs to stop it.
  private let longTraining = [
    "train", "--engine", "scalar", "--dataset", "digits", "--limit", "1000", "--hidden", "2",
    "--batch-size", "2", "--json", "--log-batches",
  ]

  @Test func ctrlCStopsAfterTheBatchWithAPartialEpoch() throws {
    let program = try Program(longTraining)
    #expect(try program.readFirstLine().hasPrefix("{\"epoch\":1,\"batch\":1,"))
    program.interrupt()
    let result = try program.finish()
    #expect(result.reason == .exit)
    #expect(result.status == 130)
    let last = try #require(result.lines.last)
    #expect(last.hasPrefix("{\"epoch\":1,\"trainLoss\":"))
    #expect(last.contains("\"partial\":true,\"batches\":\(result.lines.count),"))
    #expect(result.errors.isEmpty)
  }

  @Test func aReaderThatLeavesEndsTheProgramQuietly() throws {
    let program = try Program(longTraining)
    _ = try program.readFirstLine()
    let result = try program.finishUnread()
    #expect(result.reason == .uncaughtSignal)
    #expect(result.status == SIGPIPE)
    #expect(result.errors.isEmpty)
  }

  @Test(arguments: [
    (["grpah", "a", "-o", "x.png"], "found 'grpah'; did you mean 'graph'?"),
    (["trian"], "found 'trian'; did you mean 'train'?"),
    (
      ["dance", "--all"],
      "expected a command, train, graph, step, lesson, exercises, help, found 'dance'"
    ),
  ])
  func aCommandThatThereIsNotIsNamedWithTheClosest(arguments: [String], message: String) throws {
    let result = try Program(arguments).finish()
    #expect(result.status == 64 && result.output.isEmpty)
    #expect(result.errors.trimmingCharacters(in: .newlines).hasSuffix(message), "\(result.errors)")
  }

  @Test func theVersionIsPrinted() throws {
    let result = try Program.run("--version")
    #expect(result.status == 0 && result.output.contains(/^swiftgrad \d+\.\d+\.\d+\S*\n$/))
  }

  @Test func numbersOfVariablesAreAskedForByTheirOption() throws {
    let result = try Program.run("graph", "a=1; b=2; a*b", "-o", "x.png")
    #expect(result.status == 64 && result.errors.contains("variables get theirs by --at"))
  }

  @Test func allEndingsOfPicturesAreListed() throws {
    let result = try Program.run("graph", "a", "--at", "a=1", "-o", "x.gif")
    #expect(result.status == 64)
    #expect(result.errors.contains("ends in one of .png, .svg, .pdf, .dot, .html"))
  }

  @Test func aConstantThatIsNotFiniteIsNoLeafOfTheReaders() throws {
    let folder = try TemporaryFolder()
    let result = try Program.run(
      "graph", "1/0*a", "--at", "a=1", "-o", "\(folder.path)/a.dot")
    #expect(result.output.contains("at ∞: is a constant, given so or worked out from constants"))
  }
}
