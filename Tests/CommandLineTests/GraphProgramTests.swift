import Foundation
import Testing

/// `swiftgrad graph` and `swiftgrad step` as a user runs them.
@Suite struct GraphProgramTests {
  @Test(arguments: [
    ("png", Data([0x89, 0x50, 0x4E, 0x47])), ("svg", Data("<?xml".utf8)),
    ("pdf", Data("%PDF".utf8)), ("dot", Data("digraph".utf8)),
  ])
  func aFormulaIsDrawnAsTheEndingSays(ending: String, start: Data) throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/neuron.\(ending)"
    let result = try Program.run(
      "graph", "tanh(a*b + c)", "--at", "a=2,b=-3,c=10", "--output", path)
    #expect(result.status == 0)
    #expect(result.output == "\(path): tanh(a*b + c) = 0.99933, 6 nodes\n")
    #expect(result.errors.isEmpty)
    let picture = try Data(contentsOf: URL(filePath: path))
    #expect(picture.starts(with: start))
    if ending == "dot" {
      let text = String(decoding: picture, as: UTF8.self)
      for number in ["-0.0040229", "0.0026819", "0.001341"] { #expect(text.contains(number)) }
    }
  }

  @Test func theOriginOfNaNOrInfinityIsMarkedAndNamed() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/anomaly.dot"
    let result = try Program.run("graph", "2 * log(a - b)", "--at", "a=1,b=1", "-o", path)
    #expect(result.status == 0)
    #expect(
      result.output == """
        \(path): 2 * log(a - b) = -∞, 6 nodes
        forward, at log: log(0) = -∞, because a − b = 0

        """)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("path begins") && text.contains("forward, at log: log(0) = -∞"))
  }

  @Test(arguments: ["vector", "scalar"])
  func aNetworkIsDrawnWithItsModules(engine: String) throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/network.dot"
    let result = try Program.run(
      "graph", "--model", "2,3,2", "--batch", "2", "--engine", engine, "-o", path)
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("\(path): 2 → 3 → 2, 17 parameters, loss "))
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("subgraph") && text.contains("weight"))
  }

  @Test func aPictureThatCannotBeMadeIsStatus73() throws {
    let result = try Program.run("graph", "a", "--at", "a=1", "-o", "/nowhere/a.png")
    #expect(result.status == 73)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("swiftgrad: /nowhere/a.png: cannot be written: "))
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  @Test(arguments: ["png", "svg", "html"])
  func anInstallationWithoutPlugInsIsStatus69AndNamesThePackage(ending: String) throws {
    let folder = try TemporaryFolder()
    let output = try TemporaryFolder()
    let result = try Program.run(
      "graph", "2*a", "--at", "a=1", "-o", "\(output.path)/a.\(ending)",
      environment: ["GVBINDIR": folder.path])
    #expect(result.status == 69)
    #expect(result.output.isEmpty)
    #expect(
      result.errors == """
        swiftgrad: this installation of Graphviz has no layout engine dot; its plug-ins come with the package \
        libgraphviz-dev on Debian and graphviz elsewhere

        """)
  }

  @Test func namesCannotCarryAScriptOntoThePage() throws {
    let folder = try TemporaryFolder()
    let p = "\u{D4E}"
    let result = try Program.run(
      "graph", "q=x*\(p)<script/\(p)>;pwned=1;r=\(p)</script/\(p)>;q*x",
      "--at", "x=1,\(p)<script=1,\(p)>=1,\(p)<=1,script=1", "-o", "\(folder.path)/a.html")
    #expect(result.status == 64)
    #expect(result.errors.hasPrefix("swiftgrad: column 5: expected a number, a variable"))
  }

  @Test func aNameThatIsGivenAThousandsOfTimesTakesNoMoreThanItsSteps() throws {
    let text = "c=a;" + String(repeating: "c+=1;", count: 5_000) + "c"
    let result = try Program.run("step", text, "--at", "a=1")
    #expect(result.status == 0)
    #expect(result.output.contains("  c₅₀₀₁ = c₅₀₀₀ + 1 = 5001\n"))
    #expect(result.output.utf8.count < 400 * 5_000)
  }

  @Test func aMistakeInTheFormulaHasItsCaretOnStandardError() throws {
    let result = try Program.run("step", "a + (b", "--at", "a=1,b=2")
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("swiftgrad: column 7: expected an operator or ')'"))
    #expect(result.errors.hasSuffix("\n  a + (b\n        ^\n"))
  }

  @Test func allStepsArePrintedWhereNobodyIsAsked() throws {
    let result = try Program.run("step", "x*x", "--at", "x=3")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    #expect(result.output.hasPrefix("x*x at x = 3\n  v1 = x × x = 9\n\nstep 1 of 2: "))
    #expect(result.output.contains("\nstep 2 of 2: leaf x, gradient 6: "))
  }
}
