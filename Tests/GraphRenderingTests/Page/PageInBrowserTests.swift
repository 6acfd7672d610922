import Foundation
import ScalarEngine
import Testing

@testable import GraphRendering

/// The page as a reader has it: in a browser, by mouse and keys.
@Suite(
  .serialized,
  .enabled(if: Browser.isInstalled, "chromium and chromedriver are needed to try the page"))
struct PageInBrowserTests {
  private static let eyebrow = ".eyebrow"

  /// Opens the page of an example in a browser of its own.
  private func reading(
    _ example: PageExample, width: Int = 1280, height: Int = 800,
    _ body: (Browser, URL) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "page-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let page = folder.appending(path: "steps.html")
    try example.result.backwardPass().writePage(to: page.path)
    try await Browser.run(width: width, height: height) { browser in
      try await browser.open(page)
      try await body(browser, page)
    }
  }

  /// A script that finds a node of the drawing by how a screen reader names it.
  private func node(_ equation: String) -> String {
    "[...document.querySelectorAll('.node')].find(n => n.ariaLabel?.startsWith('\(equation), '))"
  }

  @Test func theAddressOpensAStepAndFollowsIt() async throws {
    try await reading(.neuron) { browser, page in
      for (fragment, expected) in [
        ("", "Before the first of 10 steps"), ("#step=2", "Step 2 of 10"),
        ("#step=10", "Step 10 of 10"), ("#step=999", "Step 10 of 10"),
        ("#nonsense", "Before the first of 10 steps"),
      ] {
        try await browser.open(URL(fileURLWithPath: "/"))
        try await browser.open(page, fragment: fragment)
        #expect(try await browser.text(of: Self.eyebrow) == expected, "at \(fragment)")
      }
      try await browser.press(Browser.Key.right + Browser.Key.right + Browser.Key.left)
      #expect(try await browser.text("location.hash") == "#step=1")
      _ = try await browser.evaluate("location.hash = '#step=4'")
      #expect(try await browser.text(of: Self.eyebrow) == "Step 4 of 10")
    }
  }

  @Test func aStepShowsItsArithmetic() async throws {
    try await reading(.neuron) { browser, _ in
      try await browser.press(Browser.Key.right)
      let panel = try await browser.text(of: "#panel")
      for text in [
        "o = tanh(n)", "∂tanh(a)/∂a = 1 − y² = 1 − 0.70711² = 0.5", "1 · 0.5 = 0.5", "— → 0.5",
        "y = 0.70711, which is o",
      ] {
        #expect(panel.contains(text), "\(text) is not in: \(panel)")
      }
      let spoken = try await browser.text(of: "#announcement")
      #expect(spoken.hasPrefix("Step 1 of 10: o = tanh(n), gradient 1. n receives 0.5"))
    }
  }

  @Test func fanInIsSummedTermByTerm() async throws {
    try await reading(.micrograd) { browser, _ in
      try await browser.press(Browser.Key.end)
      let terms = try await browser.text("document.querySelectorAll('.terms li').length")
      let total = try await browser.text(of: ".total")
      #expect(terms == "5" && total.hasSuffix("= 138.83"), "\(total)")
      try await browser.click(".terms li:nth-child(3) button")
      #expect(try await browser.text(of: ".cards").contains("a × b") == false)
      #expect(try await browser.text(of: "h2") == "a × b")
    }
  }

  @Test func notComputedLooksOtherThanZero() async throws {
    try await reading(.neuron) { browser, _ in
      let shown = "\(node("w2")).querySelector('text[fill*=gradient]').textContent"
      let isPending = "\(node("w2")).classList.contains('pending') ? 'pending' : 'computed'"
      #expect(try await browser.text("\(node("w2")).ariaLabel").hasSuffix("gradient not computed"))
      #expect(try await browser.text(shown).hasSuffix("—"))
      #expect(try await browser.text(isPending) == "pending")
      try await browser.press(Browser.Key.end)
      #expect(try await browser.text("\(node("w2")).ariaLabel") == "w2, data 1, gradient 0")
      #expect(try await browser.text(shown).hasSuffix("0"))
      #expect(try await browser.text(isPending) == "computed")
    }
  }

  @Test func theNodeAndItsEdgesAreLit() async throws {
    try await reading(.neuron) { browser, _ in
      try await browser.press(Browser.Key.right + Browser.Key.right)
      let current = "[...document.querySelectorAll('.node.current')].map(n => n.ariaLabel).join()"
      #expect(try await browser.text(current).hasPrefix("n = (x1w1 + x2w2) + b"))
      #expect(try await browser.text("document.querySelectorAll('.edge.active').length") == "2")
      #expect(try await browser.text("document.querySelectorAll('.node.receiving').length") == "2")
      #expect(try await browser.text("document.querySelectorAll('.edge.passed').length") == "3")
    }
  }

  @Test func keysButtonsAndNodesGoToSteps() async throws {
    try await reading(.neuron) { browser, _ in
      func expectStep(_ number: Int, after action: String) async throws {
        #expect(try await browser.text(of: "#position") == "\(number) of 10", "\(action)")
      }
      try await browser.press(Browser.Key.end)
      try await expectStep(10, after: "End")
      try await browser.press(Browser.Key.left)
      try await expectStep(9, after: "←")
      try await browser.press(Browser.Key.home)
      try await expectStep(0, after: "Home")
      try await browser.click("#forward")
      try await expectStep(1, after: "the button forward")
      try await browser.press(Browser.Key.right)
      try await expectStep(2, after: "→ on a button")
      try await browser.click("#last")
      try await browser.click("#back")
      try await expectStep(9, after: "the button back")
      try await browser.click("#scrub")
      try await expectStep(5, after: "a click into the middle of the slider")
      try await browser.press(Browser.Key.right)
      try await expectStep(6, after: "→ on the slider")
      let result = try await browser.text("document.querySelector('.node[aria-label^=\"o =\"]').id")
      try await browser.click("#\(result)")
      try await expectStep(1, after: "a click on the result")
    }
  }

  @Test func spacePlaysAndPauses() async throws {
    try await reading(.neuron) { browser, _ in
      let label = "document.querySelector('#play').ariaLabel"
      try await browser.press(Browser.Key.space)
      #expect(try await browser.text(label) == "Pause")
      #expect(try await browser.text(of: "#position") != "0 of 10")
      try await browser.press(Browser.Key.space)
      #expect(try await browser.text(label) == "Play")
      try await browser.press(Browser.Key.end + Browser.Key.space)
      #expect(try await browser.text(of: "#position") == "1 of 10", "playing starts again")
    }
  }

  @Test func theQuizAsksBeforeItShows() async throws {
    try await reading(.neuron) { browser, _ in
      try await browser.press("q")
      #expect(try await browser.text(of: "form label").hasPrefix("What is the gradient of n after"))
      #expect(try await browser.text(of: "#panel").contains("0.5") == false)
      #expect(
        try await browser.text("\(node("n = (x1w1 + x2w2) + b")).ariaLabel")
          .hasSuffix("gradient not computed"))
      try await browser.press("-0.5" + Browser.Key.enter)
      #expect(
        try await browser.text(of: "#feedback") == "The right size with the wrong sign: 1 too low.")
      try await browser.press("0.75" + Browser.Key.enter)
      #expect(try await browser.text(of: "#feedback") == "Not yet: 0.25 too high, off by 50 %.")
      try await browser.press("zero" + Browser.Key.enter)
      #expect(try await browser.text(of: "#feedback").hasPrefix("That is not a number"))
      try await browser.press("1/2" + Browser.Key.enter)
      #expect(try await browser.text(of: ".cards").contains("— → 0.5"))
      // The focus is on the button forward now.
      try await browser.press(Browser.Key.enter)
      #expect(try await browser.text(of: "#position") == "2 of 10")
      _ = try await browser.evaluate("document.querySelector('#answer').focus()")
      try await browser.press("0,501" + Browser.Key.enter)
      #expect(try await browser.text(of: "#feedback") == "1 of 2 at the first try.")
      try await browser.click("#show")
      #expect(try await browser.text("document.querySelectorAll('.cards dl').length") == "2")
    }
  }

  @Test func theQuizKnowsAShareFromASum() async throws {
    try await reading(.micrograd) { browser, page in
      try await browser.press(Browser.Key.end + "q")
      // The first step in which a node receives a second term.
      let number = try await browser.text(
        """
        JSON.parse(document.getElementById('data').textContent).steps
          .findIndex(s => s.contributions.length == 1 && s.contributions[0].before) + 1
        """)
      let step = "JSON.parse(document.getElementById('data').textContent).steps[\(number) - 1]"
      let amount = try await browser.text("\(step).contributions[0].amount.text")
      _ = try await browser.evaluate("location.hash = '#step=\(number)'")
      try await browser.click("#answer")
      try await browser.press(amount + Browser.Key.enter)
      #expect(try await browser.text(of: "#feedback").hasPrefix("That is what this step adds."))
      #expect(try await browser.text(of: "#position").hasPrefix("\(number) of"))
    }
  }

  @Test(arguments: [(1280, 800), (500, 900)])
  func nothingIsWiderThanTheWindow(width: Int, height: Int) async throws {
    try await reading(.network, width: width, height: height) { browser, _ in
      for key in [Browser.Key.home, Browser.Key.right, Browser.Key.end] {
        try await browser.press(key)
        #expect(try await browser.text("document.documentElement.scrollWidth <= innerWidth") == "1")
      }
      let isBelow = "panel.getBoundingClientRect().top >= drawing.getBoundingClientRect().bottom"
      let isPhone = try await browser.text("innerWidth < 700")
      #expect(try await browser.text(isBelow) == isPhone)
      let lit = """
        (() => { const [node, frame] = ['.node.current', '#canvas'].map(
          each => document.querySelector(each).getBoundingClientRect());
          return node.left >= frame.left && node.right <= frame.right && node.top >= frame.top
            && node.bottom <= frame.bottom; })()
        """
      #expect(try await browser.text(lit) == "1", "the current node is in view")
    }
  }

  @Test func everyControlHasANameAndTheFocusIsVisible() async throws {
    try await reading(.neuron) { browser, _ in
      let nameless = """
        [...document.querySelectorAll('button, input, .node')]
          .filter(e => !e.ariaLabel && !e.innerText?.trim()).length
        """
      #expect(try await browser.text(nameless) == "0")
      let tab = "\u{E004}"
      try await browser.press(tab)
      let outline = "getComputedStyle(document.activeElement).outlineStyle"
      #expect(try await browser.text(outline) == "solid")
      try await browser.press(tab)
      #expect(try await browser.text("document.activeElement.ariaLabel").hasPrefix("o = tanh(n)"))
      try await browser.press(Browser.Key.enter)
      #expect(try await browser.text(of: Self.eyebrow) == "Step 1 of 10")
      #expect(try await browser.text("document.querySelector('[aria-live]').ariaLive") == "polite")
    }
  }
}
