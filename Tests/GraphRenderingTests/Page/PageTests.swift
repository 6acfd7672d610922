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
      let saved: [Saved]
      let contributions: [Contribution]
    }
    struct Saved: Decodable {
      let symbol: String
      let node: Int
    }
    struct Contribution: Decodable {
      let input: Int
      let symbol, substitution, product: String
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
    let order = Value.topologicalOrder(from: [run])
    #expect(content.nodes.map(\.data) == order.map { ValueBackwardStep.text($0.data) })
    for (shown, run) in zip(Value.topologicalOrder(from: [shown]), order) {
      #expect(shown.grad == run.grad)
    }
  }

  @Test func aStepHoldsItsArithmetic() throws {
    let content = try Content(of: PageExample.neuron.result.backwardPass().page())
    #expect(content.title == "Backward pass from o")
    let sum = content.steps[1]
    #expect(content.nodes[sum.node].equation == "n = (x1w1 + x2w2) + b")
    #expect(sum.reason == "complete, its one use (tanh o, step 1) is done")
    let first = try #require(content.steps.first?.contributions.first)
    #expect(first.substitution == "1 − 0.70711² = 0.5" && first.product == "1 · 0.5 = 0.5")
    #expect(first.before == nil && first.after.text == "0.5")
    let product = try #require(content.steps.first { content.nodes[$0.node].name == "x1w1" })
    #expect(
      product.saved.map { "\($0.symbol) = \(content.nodes[$0.node].data)" } == ["a = 2", "b = -3"])
    #expect(product.contributions.map(\.product) == ["0.5 · (-3) = -1.5", "0.5 · 2 = 1"])
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
  ])
  func labelsStayText(label: String) throws {
    let page = try (Value(2, label: label) * 3).backwardPass().page(title: label)
    let plain = try (Value(2, label: "x") * 3).backwardPass().page(title: "x")
    for tag in ["<script", "</script", "<!--", "<svg", "</h1"] where tag != "<!--" {
      #expect(page.ranges(of: tag).count == plain.ranges(of: tag).count)
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

  @Test func theSamePassGivesTheSamePage() throws {
    let pages = try (0..<2).map { _ in try PageExample.micrograd.result.backwardPass().page() }
    #expect(pages[0] == pages[1])
  }

  @Test func tensorsAreShownAsSummaries() throws {
    let x = Tensor([1, 2, 3])
    x.label = "x"
    let content = try Content(of: (x * x).sum().backwardPass().page())
    #expect(content.steps.last?.contributions.isEmpty == true)
    #expect(content.steps.flatMap(\.contributions).allSatisfy { $0.product.isEmpty })
    #expect(content.nodes.first?.data == "[3] of 1 to 3, mean 2")
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
    #expect(message.contains("1001") && message.contains("maximumNodeCount"))
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
