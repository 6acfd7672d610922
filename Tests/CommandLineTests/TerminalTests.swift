import Testing

@testable import CommandLine

@Suite struct TerminalTests {
  private func terminal(_ environment: [String: String], isTerminal: Bool = true) -> Terminal {
    Terminal(isTerminal: isTerminal, environment: environment) { 132 }
  }

  @Test func aFileAndADumbTerminalAreNotInteractive() {
    #expect(terminal(["TERM": "xterm"]).isInteractive)
    #expect(!terminal(["TERM": "xterm"], isTerminal: false).isInteractive)
    #expect(!terminal(["TERM": "dumb"]).isInteractive)
    #expect(!terminal([:]).isInteractive)
  }

  @Test func imagesHaveTheColoursThatTheTerminalHas() {
    let environment = ["TERM": "xterm-256color"]
    let trueColor = environment.merging(["COLORTERM": "truecolor"]) { $1 }
    #expect(terminal(environment).imageStyle == .indexedColor)
    #expect(terminal(trueColor).imageStyle == .trueColor)
    #expect(terminal(["TERM": "vt100"]).imageStyle == .ascii)
    #expect(terminal(trueColor, isTerminal: false).imageStyle == .ascii)
  }

  @Test func noColorIsObeyedUnlessItIsEmpty() {
    let environment = ["TERM": "xterm-256color"]
    #expect(terminal(environment.merging(["NO_COLOR": "1"]) { $1 }).imageStyle == .ascii)
    #expect(terminal(environment.merging(["NO_COLOR": ""]) { $1 }).imageStyle == .indexedColor)
  }

  @Test(arguments: [
    ("60", 60), ("0", 132), ("-5", 132), ("wide", 132), ("", 132), ("\(Int.max)", 132),
  ])
  func columnsCountBeforeWhatTheSystemMeasures(columns: String, width: Int) {
    #expect(terminal(["COLUMNS": columns]).width == width)
  }

  @Test func whereNothingIsKnownTheWidthIs80() {
    #expect(Terminal(isTerminal: true, environment: [:]).width == 80)
  }
}
