import Foundation
import Testing

@testable import Plotting

/// What happens where something is missing or goes wrong.
@Suite struct WritingTests {
  let plot = Plot("p") { Line([1, 2]) }

  @Test(arguments: ["loss", "loss.jpg", "folder.png/loss", ".", ""])
  func theEndingMustBeOneOfAPlot(path: String) {
    #expect(throws: PlotError.unknownFormat(path: path)) { try plot.write(to: path) }
  }

  @Test func theEndingDecides() throws {
    #expect(try PlotFormat(path: "a/b.PNG") == .png)
    let folder = try TemporaryFolder()
    try plot.write(to: folder.place("p.csv"))
    try plot.write(to: folder.place("p.gp"))
    #expect(try folder.text("p.csv").hasPrefix("plot,series,"))
    #expect(try folder.text("p.gp").contains("$data0 with lines"))
    #expect(folder.names == ["p.csv", "p.gp"])
  }

  @Test func aMissingProgramLeavesTheNumbers() throws {
    let folder = try TemporaryFolder()
    let path = folder.place("loss.png")
    let error = #expect(throws: PlotError.self) {
      try plot.write(to: path, theme: .light, timeLimit: .seconds(1), drawnBy: nil)
    }
    #expect(error == .missingProgram(keptData: "\(path).csv"))
    let message = "\(try #require(error))"
    for command in [
      "apt-get install --no-install-recommends gnuplot-nox", "dnf install", "brew install gnuplot",
      "\(path).csv",
    ] {
      #expect(message.contains(command))
    }
    #expect(folder.names == ["loss.png.csv"])
    #expect(try folder.text("loss.png.csv") == plot.table())
    #expect(throws: PlotError.missingProgram(keptData: nil)) {
      try plot.data(.svg, theme: .light, timeLimit: .seconds(1), drawnBy: nil)
    }
    #expect(throws: PlotError.missingProgram(keptData: nil)) {
      try plot.write(
        to: "/no/such/folder/p.png", theme: .light, timeLimit: .seconds(1), drawnBy: nil)
    }
  }

  @Test func itsOwnErrorIsToldInOneLine() throws {
    let folder = try TemporaryFolder()
    let program = try folder.program(
      "printf '\\nset foo\\n    ^\\n\"input\" line 3: unrecognized\\toption\\n\\n' >&2; exit 1")
    let error = #expect(throws: PlotError.self) {
      try plot.data(.png, theme: .light, timeLimit: .seconds(20), drawnBy: program)
    }
    #expect(error == .drawingFailed(message: "\"input\" line 3: unrecognized option"))
    #expect(error.map { !"\($0)".contains("\n") } == true)
    let silent = try folder.program("exit 3")
    #expect(throws: PlotError.drawingFailed(message: "it ended with status 3 and no message")) {
      try plot.data(.png, theme: .light, timeLimit: .seconds(20), drawnBy: silent)
    }
    #expect(throws: PlotError.self) {
      try plot.data(
        .png, theme: .light, timeLimit: .seconds(20), drawnBy: Program(path: folder.place("none")))
    }
  }

  @Test func whatTakesTooLongIsStopped() throws {
    let folder = try TemporaryFolder()
    let program = try folder.program("echo $$ > '\(folder.place("number"))'; exec sleep 600")
    let path = folder.place("p.png")
    #expect(throws: PlotError.timeLimitExceeded(.milliseconds(800))) {
      try plot.write(to: path, theme: .light, timeLimit: .milliseconds(800), drawnBy: program)
    }
    // On a busy machine it may not have come to writing its number.
    if let text = try? folder.text("number"), let number = Int32(text.dropLast()) {
      #expect(kill(number, 0) != 0, "it is still there")
    }
    #expect(!folder.names.contains("p.png"))
  }

  @Test func anEndingAloneIsNotWrittenWhereNothingCanBe() throws {
    let folder = try TemporaryFolder()
    let path = folder.place("none/p.csv")
    let error = #expect(throws: PlotError.self) { try plot.write(to: path) }
    guard case .cannotWrite(path, let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.contains("a folder"))
  }

  @Test func programsAreFoundInThePathAlone() {
    #expect(Program("sh")?.path.hasSuffix("/sh") == true)
    #expect(Program("no-such-program-anywhere") == nil)
  }
}
