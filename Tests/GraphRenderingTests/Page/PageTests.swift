import Autograd
import Foundation
import ScalarEngine
import Testing
import VectorEngine

@testable import GraphRendering

/// The page without a browser: what it says as data, and that nothing in it can break out.
@Suite struct PageTests {
  /// What the page's script reads.
  private struct Content: Decodable {
    struct Node: Decodable {
      let name, equation, kind, data: String
      let earlier: Number?
    }
    struct Number: Decodable {
      let text: String
      let value: Double?
    }
    struct Step: Decodable {
      let node: Int
      let reason: String
      let gradient: Number
      let isChangedByHook: Bool
      let saved: [Int]
      let contributions: [Contribution]
    }
    struct Contribution: Decodable {
      let input: Int
      let formula, substitution, product: String
      let amount, after: Number
      let before: Number?
    }
    let title: String
    let nodes: [Node]
    let steps: [Step]

    init(of page: String) throws {
      let json = try #require(page.firstMatch(of: /id="data">(.*?)<\/script>/.dotMatchesNewlines()))
        .1
      self = try JSONDecoder().decode(Content.self, from: Data(json.utf8))
    }
  }

  @Test(arguments: PageExample.allCases)
  func thePageRunsThePassAndHoldsAllOfIt(example: PageExample) throws {
    let (shown, run) = (example.result, example.result)
    let content = try Content(of: shown.backwardPass().page())
    let steps = Array(run.backwardPass())
    #expect(content.steps.map(\.gradient.text) == steps.map { ValueBackwardStep.text($0.gradient) })
    #expect(content.nodes.count == Value.topologicalOrder(from: [run]).count)
    let leaves = zip(
      Value.topologicalOrder(from: [shown]), Value.topologicalOrder(from: [run]))
    for (shown, run) in leaves where shown.isLeaf { #expect(shown.grad == run.grad) }
  }

  @Test func theScriptFindsTheEdgesByTheNamesTheyHave() throws {
    let page = try (Value(2) * Value(5)).backwardPass().page()
    #expect(page.contains(#"id="edge0_2_0""#) && page.contains(#"id="edge1_2_1""#))
    #expect(
      page.contains("edge${contribution.input}_${step.node}_${contribution.operand}"))
  }

  @Test func aStepHoldsItsArithmetic() throws {
    let content = try Content(of: PageExample.neuron.result.backwardPass().page())
    #expect(content.title == "Backward pass from o")
    let sum = content.steps[1]
    #expect(content.nodes[sum.node].equation == "n = v3 + b")
    #expect(sum.reason == "complete, its one use (o, step 1) is done")
    let first = try #require(content.steps.first?.contributions.first)
    #expect(first.substitution == "1 − 0.70711² = 0.5" && first.product == "1 · 0.5 = 0.5")
    #expect(first.before == nil && first.after.text == "0.5")
    let product = try #require(content.steps.first { content.nodes[$0.node].name == "x1w1" })
    #expect(
      product.saved.map { "\(content.nodes[$0].name) = \(content.nodes[$0].data)" }
        == ["x1 = 2", "w1 = -3"])
    #expect(product.contributions.map(\.formula) == ["∂(x1·w1)/∂x1 = w1", "∂(x1·w1)/∂w1 = x1"])
    #expect(product.contributions.map(\.product) == ["0.5 · (-3) = -1.5", "0.5 · 2 = 1"])
  }

  @Test func whatHasNoLabelHasANameOfItsOwn() throws {
    let x = Value(3, label: "x")
    let product = (x + 1) * (x - 2)
    let page = try (product.exp() * (product + 5)).backwardPass().page()
    let content = try Content(of: page)
    let results = content.nodes.filter { ["intermediate", "output"].contains($0.kind) }
    #expect(
      results.map(\.equation) == [
        "v1 = x + 1", "v2 = x − 2", "v3 = v1 × v2", "v4 = exp(v3)", "v5 = v3 + 5", "v6 = v4 × v5",
      ])
    #expect(results.map(\.name) == ["v1", "v2", "v3", "v4", "v5", "v6"])
    #expect(content.title == "Backward pass from v6")
    let step = try #require(content.steps.first { content.nodes[$0.node].name == "v3" })
    #expect(step.reason == "complete, its 2 uses (v5, step 2; v4, step 3) are done")
    #expect(page.contains("4 of 7: v3 = v1 × v2, gradient"), "without a script, too")
    #expect(page.contains(">× &#160;v3</text>"), "on the drawing, too")
  }

  @Test func namesThatAreTakenAreNotGivenTwice() throws {
    let first = Value(3, label: "v1"), second = Value(2)
    let content = try Content(of: (first * second).backwardPass().page())
    #expect(content.nodes.map(\.name) == ["v1", "v_1", "v_2"])
    #expect(content.nodes.last?.equation == "v_2 = v1 × v_1")
  }

  @Test func notComputedIsNotZero() throws {
    let x = Value(3, label: "x")
    let content = try Content(of: (x * 0 + x * x).backwardPass().page())
    let toX = content.steps.flatMap(\.contributions).filter { content.nodes[$0.input].name == "x" }
    #expect(
      toX.map { $0.before?.text } == [nil, "3", "6"]
        || toX.map { $0.before?.text } == [nil, "0", "3"])
  }

  @Test func earlierPassesAndHooksAreTold() throws {
    let x = Value(3, label: "x")
    (x * 2).backward()
    let content = try Content(of: (x * 5).backwardPass().page())
    #expect(content.nodes.compactMap(\.earlier?.text) == ["2"])
    #expect(content.steps.last?.gradient.text == "7")
    #expect(content.steps.allSatisfy { !$0.isChangedByHook })
  }

  @Test func numbersThatAreNotFiniteHaveNoValue() throws {
    let content = try Content(of: Value(0, label: "x").log().backwardPass().page())
    let amount = try #require(content.steps.first?.contributions.first?.amount)
    #expect(amount.text == "∞" && amount.value == nil)
  }

  @Test(arguments: [
    "</script><script>alert(1)</script>", "\"quoted\" & 'single' \\back", "<!-- <script>",
    "日本語 ∂é🎈",
    "]]>", "{{script}}", "a\u{2028}b\u{7}",
    // Scalars that join what stands before or after them.
    "\u{600}</script>\u{600}<script>alert(1)</script>", "<\u{301}script>", "</h1\u{301}>",
  ])
  func labelsStayText(label: String) throws {
    let page = try (Value(2, label: label) * 3).backwardPass().page(title: label)
    let plain = try (Value(2, label: "x") * 3).backwardPass().page(title: "x")
    for tag in ["<script", "</script", "<svg", "</h1"] {
      let counts = [page, plain].map { Array($0.utf8).ranges(of: Array(tag.utf8)).count }
      #expect(counts[0] == counts[1], "\(tag)")
    }
    let content = try Content(of: page)
    #expect(content.title == label && content.nodes.contains { $0.name == label })
  }

  @Test func thePageNeedsNothingElse() throws {
    let page = try PageExample.neuron.result.backwardPass().page()
    let outside = page.replacing(/http:\/\/www\.w3\.org\/[0-9a-zA-Z\/]*/, with: "")
    #expect(!outside.contains("://") && !outside.contains("@import") && !outside.contains("src="))
    #expect(!page.contains("#0001"), "a colour without its name")
  }

  @Test func theScriptAndTheStyleAreThoseThatThePageAllows() throws {
    let page = try PageExample.neuron.result.backwardPass().page()
    let policy = try #require(
      page.firstMatch(of: /http-equiv="Content-Security-Policy" content="([^"]+)"/)
    ).1
    #expect(policy.hasPrefix("default-src 'none'; "))
    for (name, element) in [
      ("script", /<script type="module">(.*?)<\/script>/.dotMatchesNewlines()),
      ("style", /<style>(.*?)<\/style>/.dotMatchesNewlines()),
    ] {
      let text = try #require(page.firstMatch(of: element)).1
      let allowed = "\(name)-src 'sha256-\(try sha256(String(text)))'"
      #expect(policy.contains(allowed), "after a change, page.html must say \(allowed)")
    }
    #expect(!page.contains(" style=") && !page.contains(/\son[a-z]+=/))
  }

  /// The hash of a text in base 64, as the system's own program has it.
  private func sha256(_ text: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "sha256-\(UUID().uuidString)")
    try text.write(to: file, atomically: false, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/env")
    #if os(macOS)
      process.arguments = ["shasum", "-a", "256", file.path]
    #else
      process.arguments = ["sha256sum", file.path]
    #endif
    process.standardOutput = output
    try process.run()
    let digits = try #require(try output.fileHandleForReading.readToEnd()).prefix(64)
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { index in
      UInt8(String(decoding: digits.dropFirst(index).prefix(2), as: UTF8.self), radix: 16)
    }
    try #require(bytes.count == 32)
    return Data(bytes).base64EncodedString()
  }

  @Test func theSamePassGivesTheSamePage() throws {
    let pages = try (0..<2).map { _ in try PageExample.micrograd.result.backwardPass().page() }
    #expect(pages[0] == pages[1])
  }

  @Test func tensorsAreShownAsSummaries() throws {
    let x = Tensor.parameter([1, 2, 3])
    x.label = "x"
    let content = try Content(of: (x * x).sum().backwardPass().page())
    #expect(content.steps.last?.contributions.isEmpty == true)
    #expect(content.steps.flatMap(\.contributions).allSatisfy { $0.product.isEmpty })
    #expect(content.nodes.first?.data == "[3], mean 2 in 1 … 3")
  }

  @Test func graphsThatAreTooLargeAreRefusedAfterThePass() throws {
    let x = Value(1, label: "x")
    var y = x
    for _ in 0..<1000 { y = y + 1 }
    #expect(throws: RenderingError.tooManySteps(nodes: 1001, limit: 400)) {
      try y.backwardPass().page()
    }
    #expect(x.grad == 1)
    let message = RenderingError.tooManySteps(nodes: 1001, limit: 400).description
    #expect(message.contains("1001") && message.contains("`maximumNodeCount` allows 400"))
    #expect(!message.contains("layoutTime"))
  }

  @Test func graphsThatTakeTooLongToDrawAreRefusedForThat() throws {
    let error = try #require(throws: RenderingError.self) {
      try PageExample.neuron.result.backwardPass()
        .page(options: DrawingOptions(layoutTime: .milliseconds(1)))
    }
    #expect(
      error.description.hasPrefix(
        """
        the graph has 10 nodes: a page draws every one, which would take about 0.02 s and `layoutTime` allows 0.001 s; step
        """))
    #expect(!error.description.contains("maximumNodeCount"))
  }

  @Test func aFileIsWrittenWholeOrNotAtAll() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "page-\(UUID().uuidString)")
    #expect(throws: RenderingError.self) {
      try PageExample.neuron.result.backwardPass().writePage(to: folder.path + "/steps.html")
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try PageExample.neuron.result.backwardPass().writePage(to: folder.path + "/steps.html")
    let page = try String(contentsOf: folder.appending(path: "steps.html"), encoding: .utf8)
    #expect(try page == PageExample.neuron.result.backwardPass().page())
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["steps.html"])
  }

  @Test func aPassThatHasBegunIsRefused() async {
    await #expect(processExitsWith: .failure) {
      let pass = PageExample.neuron.result.backwardPass()
      _ = pass.next()
      _ = try pass.page()
    }
  }
}
