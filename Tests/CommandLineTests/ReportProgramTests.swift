import Foundation
import Testing

/// `swiftgrad train --report` as a user runs it.
@Suite struct ReportProgramTests {
  private static let hasGnuplot =
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .contains { FileManager.default.isExecutableFile(atPath: "\($0)/gnuplot") }

  private static let pictures = [
    "accuracy.png", "batches.png", "confusion.png", "loss.png", "mistakes.png", "test-images.png",
    "weights.png",
  ]

  private let training = [
    "train", "--dataset", "digits", "--limit", "12", "--hidden", "2", "--batch-size", "5",
    "--epochs", "2",
  ]

  private func run(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> Program.Result {
    try Program(training + arguments, environment: environment).finish()
  }

  @Test(.enabled(if: hasGnuplot), arguments: ["vector", "scalar"])
  func picturesPageAndNumbersAreThere(engine: String) throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/a/b/"
    let result = try run("--engine", engine, "--json", "--report", path)
    #expect(result.status == 0)
    #expect(result.errors == "swiftgrad: the report is in \(path)index.html\n")
    for line in result.lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    #expect(result.lines.count == 2)

    #expect(
      try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        == (Self.pictures + ["history.csv", "index.html"]).sorted())
    let page = try String(contentsOfFile: path + "index.html", encoding: .utf8)
    for name in Self.pictures {
      let picture = try Data(contentsOf: URL(filePath: path + name))
      #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
      #expect(page.contains("<img src=\"data:image/png;base64,\(picture.base64EncodedString())\""))
    }
    #expect(page.contains("<dd>\(engine), "))
    let table = try String(contentsOfFile: path + "history.csv", encoding: .utf8)
    #expect(table.split(separator: "\n").count == 3)
  }

  @Test(.enabled(if: hasGnuplot)) func theNamesOfFoldersAreText() throws {
    let folder = try TemporaryFolder()
    let data = try TemporaryFolder()
    try data.writeMNIST()
    let name = "\(folder.path)/<b>&\""
    try FileManager.default.createSymbolicLink(atPath: name, withDestinationPath: data.path)
    let result = try Program.run(
      "train", "--data", name, "--hidden", "2", "--epochs", "1", "--report", name)
    #expect(result.status == 0)
    let page = try String(contentsOfFile: "\(data.path)/index.html", encoding: .utf8)
    #expect(page.contains("/&lt;b&gt;&amp;&quot;: 3 training and 3 test images"))
    #expect(!page.contains("<b>"))
  }

  @Test(.enabled(if: hasGnuplot)) func anOlderReportIsOverwrittenAndNothingElse() throws {
    let folder = try TemporaryFolder()
    for name in ["index.html", "loss.png", "notes.txt"] { try folder.write([1], to: name) }
    #expect(try run("--report", folder.path).status == 0)
    for (name, isNew) in [("index.html", true), ("loss.png", true), ("notes.txt", false)] {
      let bytes = try Data(contentsOf: URL(filePath: "\(folder.path)/\(name)"))
      #expect((bytes.count > 1) == isNew)
    }
  }

  @Test(arguments: ["file", "file/report", "taken"])
  func aFolderThatCannotBeWrittenIsStatus73BeforeTraining(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "file")
    // No file can take the place of a folder.
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/taken/index.html", withIntermediateDirectories: true)
    let result = try run("--report", "\(folder.path)/\(name)")
    #expect(result.status == 73)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("swiftgrad: \(folder.path)/\(name)"))
    #expect(result.errors.contains(": expected a f"))
    #expect(result.errors.split(separator: "\n").count == 1)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/taken") == ["index.html"])
  }

  @Test func anEmptyNameIsNoFolder() throws {
    let result = try run("--report", "")
    #expect(result.status == 64)
    #expect(result.errors == "swiftgrad: --report: expected a folder, found ''\n")
  }

  @Test(.enabled(if: hasGnuplot)) func ctrlCLeavesAReportOfTheEpochsThereAre() throws {
    let folder = try TemporaryFolder()
    let program = try Program([
      "train", "--engine", "scalar", "--dataset", "digits", "--limit", "1000", "--hidden", "2",
      "--batch-size", "2", "--json", "--log-batches", "--report", folder.path,
    ])
    _ = try program.readFirstLine()
    program.interrupt()
    let result = try program.finish()
    #expect(result.status == 130)
    let page = try String(contentsOfFile: "\(folder.path)/index.html", encoding: .utf8)
    #expect(page.contains("<p>Training was stopped in epoch 1 of 5, after "))
    let table = try String(contentsOfFile: "\(folder.path)/history.csv", encoding: .utf8)
    #expect(table.split(separator: "\n").count == 2)
    #expect(FileManager.default.fileExists(atPath: "\(folder.path)/weights.png"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/confusion.png"))
  }

  // The folder is one of those that are looked into besides the path.
  @Test(
    .enabled(
      if: !FileManager.default.isExecutableFile(atPath: "/usr/local/bin/gnuplot")
        && !FileManager.default.isExecutableFile(atPath: "/opt/homebrew/bin/gnuplot")))
  func withoutGnuplotTheNumbersAreKept() throws {
    let folder = try TemporaryFolder()
    let result = try run("--report", folder.path, environment: ["PATH": ""])
    #expect(result.status == 69)
    #expect(result.output.contains("The 12 test images after epoch 2:"))
    #expect(result.errors.contains("swiftgrad: the report is in \(folder.path)/index.html\n"))
    #expect(result.errors.contains("apt-get install --no-install-recommends gnuplot-nox"))
    #expect(result.errors.hasSuffix("; the numbers are in \(folder.path)/history.csv\n"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        == ["history.csv", "index.html"])
    let table = try String(contentsOfFile: "\(folder.path)/history.csv", encoding: .utf8)
    #expect(table.split(separator: "\n").count == 3)
  }

  @Test func aGnuplotThatFailsIsStatus69AndLeavesAPage() throws {
    let folder = try TemporaryFolder()
    let programs = try TemporaryFolder()
    try programs.write(Array("#!/bin/sh\necho no terminal >&2; exit 1\n".utf8), to: "gnuplot")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: "\(programs.path)/gnuplot")
    let result = try run("--report", folder.path, environment: ["PATH": programs.path])
    #expect(result.status == 69)
    #expect(result.errors.hasSuffix("swiftgrad: gnuplot could not draw the plot: no terminal\n"))
    #expect(FileManager.default.fileExists(atPath: "\(folder.path)/index.html"))
  }
}
