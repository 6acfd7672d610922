import ArgumentParser
import SwiftGrad
import Testing

@testable import CommandLine

@Suite struct GraphArgumentTests {
  private func parse(_ arguments: [String]) throws -> GraphCommand {
    try #require(SwiftGradCommand.parseAsRoot(["graph"] + arguments) as? GraphCommand)
  }

  /// Parses and runs, with an output that cannot be written.
  private func failure(_ arguments: [String]) throws -> CommandFailure {
    CommandFailure(
      try #require(throws: (any Error).self) {
        try parse(arguments + ["-o", "/nowhere/a.png"]).run()
      })
  }

  @Test(arguments: [
    (["a", "--at", "a"], "a number for each name with commas between them", "'a'"),
    (["a", "--at", "a=two"], "such as a=2,b=-3", "'a=two'"),
    (["a", "--at", "a=inf"], "such as a=2,b=-3", "'a=inf'"),
    (["a", "--at", "a=1,,b=2"], "such as a=2,b=-3", "found ''"),
    (["a", "--at", "=1"], "such as a=2,b=-3", "'=1'"),
    (["a", "--at", "a=1,a=2"], "expected one number for 'a'", "found a second"),
    (["a*b", "--at", "a=1,b=2,c=3"], "--at: expected variables of the formula (a, b)", "'c'"),
    (["a", "b", "--at", "a=1"], "one formula in quotes", "'b'"),
    (["a", "--thme", "dark"], "Unknown option", "'--thme'"),
    ([], "expected a formula, such as", "found neither"),
    (["a", "--model", "2,1"], "or --model", "found both"),
    (["--model", "2,1", "--at", "a=1"], "--at: expected a formula", "found --model"),
    (["--model", "784"], "--model: expected the sizes of at least two layers", "found 784"),
    (["--model", "2,x"], "expected sizes from 1 to 65536", "found 'x'"),
    (["--model", "2,1", "--batch", "0"], "expected a whole number, from 1", "'0'"),
    (["--model", "60000,60000"], "no more than 50,000,000 numbers", "found 3,600,180,000"),
    (
      ["--model", "784,512,10", "--engine", "scalar"], "no more than 1,000,000 nodes",
      "found 1,221,150"
    ),
    (["a", "--batch", "8"], "--batch: expected --model", "found none"),
    (["a", "--engine", "scalar"], "--engine: expected --model", "found none"),
    (["a", "--activation", "tanh"], "--activation: expected --model", "found none"),
    (["a", "--seed", "8"], "--seed: expected --model", "found none"),
    (["a", "--theme", "blue"], "'light' and 'dark'", "'blue'"),
    (["a", "--layout", "circo"], "'dot', 'neato' or 'sfdp'", "'circo'"),
    (["a", "--depth", "0"], "expected a whole number, 1 or more", "'0'"),
    (["a*b", "--at", "a=1,b=2", "--leaves", "c"], "--leaves: expected some of a, b", "'c'"),
    (["a", "--leaves", ","], "expected names with commas between them", "','"),
  ])
  func aWrongArgumentIsNamedInOneLineWithWhatWasExpectedAndFound(
    arguments: [String], expected: String, found: String
  ) throws {
    let failure = try failure(arguments)
    #expect(failure.status == 64)
    #expect(!failure.message.contains("\n"))
    for part in [expected, found] { #expect(failure.message.contains(part), "\(failure.message)") }
  }

  @Test(arguments: EngineChoice.allCases)
  func aNetworkIsRefusedHoweverLargeItIs(engine: EngineChoice) throws {
    let sizes = Array(repeating: "65536", count: 2_000).joined(separator: ",")
    let failure = try failure(
      ["--model", sizes, "--batch", "1000000", "--engine", engine.rawValue])
    #expect(failure.status == 64)
    #expect(failure.message.contains("--model: expected a network and a batch of no more than"))
  }

  @Test func aMistakeInTheFormulaIsShownInPlace() throws {
    let failure = try failure(["tanh(a*)", "--at", "a=1"])
    #expect(failure.status == 64)
    #expect(failure.message.hasSuffix("  tanh(a*)\n         ^"))
  }

  @Test(arguments: [
    ["-x^2", "--at", "x=1"], ["--at", "x=1", "-x^2"], ["-x^2", "--at=x=1"],
    ["--at", "x=1", "--", "-x^2"],
  ])
  func aFormulaMayBeginWithAMinus(arguments: [String]) throws {
    let command = try parse(["-o", "a.png"] + arguments)
    #expect(command.formula.formula == "-x^2")
    #expect(command.formula.numbers["x"] == 1)
  }

  @Test func assignmentsKeepTheirOrderAndMayHaveSpaces() throws {
    let numbers = try VariableAssignments("b = -3e-1 ,  a=2")
    #expect(numbers.names == ["b", "a"])
    #expect(numbers["b"] == -0.3 && numbers["a"] == 2 && numbers["c"] == nil)
  }

  @Test func everyOptionOfThePictureArrives() throws {
    let command = try parse([
      "a", "-o", "a.svg", "--theme", "dark", "--direction", "top-to-bottom", "--derivatives",
      "formulas", "--no-data", "--no-gradients", "--no-shapes", "--no-legend", "--no-modules",
      "--saved", "--fold", "--depth", "2", "--leaves", "a,b", "--layout", "neato", "--resolution",
      "300", "--maximum-nodes", "900",
    ])
    #expect(
      command.picture.drawing
        == DrawingOptions(
          showsData: false, showsGradients: false, localDerivatives: .formulas, showsShapes: false,
          showsSavedValues: true, showsLegend: false, groupsByModule: false, moduleDepth: 2,
          foldsRepeatedModules: true, leaves: ["a", "b"], direction: .topToBottom, theme: .dark,
          layoutEngine: .neato, resolution: 300, maximumNodeCount: 900,
          layoutTime: .seconds(Int32.max)))
    #expect(try parse(["a", "-o", "a.svg"]).picture.drawing == DrawingOptions())
  }

  @Test(arguments: [
    (RenderingError.unknownFormat(path: "a.gif"), 64 as Int32),
    (.tooManyNodes(nodes: 5000, boxes: 4000, limit: 400, hasModules: true), 64),
    (.tooManyPixels(width: 90_000, height: 90_000, limit: 16_000_000), 64),
    (.formatUnavailable(.png, message: ""), 69),
    (.layoutFailed(engine: .dot, message: ""), 70),
    (.cannotWrite(path: "a.png", reason: ""), 73),
  ])
  func aFailedDrawingHasTheStatusOfItsKind(error: RenderingError, status: Int32) {
    let failure = CommandFailure(error)
    #expect(failure.status == status)
    #expect(!failure.message.isEmpty && !failure.message.contains("maximumNodeCount"))
  }
}
