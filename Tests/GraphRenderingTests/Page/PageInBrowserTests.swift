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
    _ body: (Browser, URL) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "page-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let page = folder.appending(path: "steps.html")
    try example.result.backwardPass().writePage(to: page.path)
    try Browser.run(width: width, height: height) { browser in
      try browser.open(page)
      try body(browser, page)
    }
  }

  /// A script that finds a node of the drawing by how a screen reader names it.
  private func node(_ equation: String) -> String {
    "[...document.querySelectorAll('.node')].find(n => n.ariaLabel?.startsWith('\(equation), '))"
  }

  @Test func theAddressOpensAStepAndFollowsIt() throws {
    try reading(.neuron) { browser, page in
      for (fragment, expected) in [
        ("", "Before the first of 10 steps"), ("#step=2", "Step 2 of 10"),
        ("#step=10", "Step 10 of 10"), ("#step=999", "Step 10 of 10"),
        ("#nonsense", "Before the first of 10 steps"),
      ] {
        try browser.open(URL(fileURLWithPath: "/"))
        try browser.open(page, fragment: fragment)
        #expect(try browser.text(of: Self.eyebrow) == expected, "at \(fragment)")
      }
      try browser.press(Browser.Key.right + Browser.Key.right + Browser.Key.left)
      #expect(try browser.text("location.hash") == "#step=1")
      _ = try browser.evaluate("location.hash = '#step=4'")
      #expect(try browser.text(of: Self.eyebrow) == "Step 4 of 10")
    }
  }

  @Test func aStepShowsItsArithmetic() throws {
    try reading(.neuron) { browser, _ in
      try browser.press(Browser.Key.right)
      let panel = try browser.text(of: "#panel")
      for text in [
        "o = tanh(n)", "∂tanh(a)/∂a = 1 − y² = 1 − 0.70711² = 0.5", "1 · 0.5 = 0.5", "— → 0.5",
        "y = 0.70711, which is o",
      ] {
        #expect(panel.contains(text), "\(text) is not in: \(panel)")
      }
      let spoken = try browser.text(of: "#announcement")
      #expect(spoken.hasPrefix("Step 1 of 10: o = tanh(n), gradient 1. n receives 0.5"))
    }
  }

  @Test func fanInIsSummedTermByTerm() throws {
    try reading(.micrograd) { browser, _ in
      try browser.press(Browser.Key.end)
      let terms = try browser.text("document.querySelectorAll('.terms li').length")
      let total = try browser.text(of: ".total")
      #expect(terms == "5" && total.hasSuffix("= 138.83"), "\(total)")
      try browser.click(".terms li:nth-child(3) button")
      #expect(try browser.text(of: ".cards").contains("a × b") == false)
      #expect(try browser.text(of: "h2") == "a × b")
    }
  }

  @Test func notComputedLooksOtherThanZero() throws {
    try reading(.neuron) { browser, _ in
      let shown = "\(node("w2")).querySelector('text[fill*=gradient]').textContent"
      let isPending = "\(node("w2")).classList.contains('pending') ? 'pending' : 'computed'"
      #expect(try browser.text("\(node("w2")).ariaLabel").hasSuffix("gradient not computed"))
      #expect(try browser.text(shown).hasSuffix("—"))
      #expect(try browser.text(isPending) == "pending")
      try browser.press(Browser.Key.end)
      #expect(try browser.text("\(node("w2")).ariaLabel") == "w2, data 1, gradient 0")
      #expect(try browser.text(shown).hasSuffix("0"))
      #expect(try browser.text(isPending) == "computed")
    }
  }

  @Test func theNodeAndItsEdgesAreLit() throws {
    try reading(.neuron) { browser, _ in
      try browser.press(Browser.Key.right + Browser.Key.right)
      let current = "[...document.querySelectorAll('.node.current')].map(n => n.ariaLabel).join()"
      #expect(try browser.text(current).hasPrefix("n = (x1w1 + x2w2) + b"))
      #expect(try browser.text("document.querySelectorAll('.edge.active').length") == "2")
      #expect(try browser.text("document.querySelectorAll('.node.receiving').length") == "2")
      #expect(try browser.text("document.querySelectorAll('.edge.passed').length") == "3")
    }
  }

  @Test func keysButtonsAndNodesGoToSteps() throws {
    try reading(.neuron) { browser, _ in
      func expectStep(_ number: Int, after action: String) throws {
        #expect(try browser.text(of: "#position") == "\(number) of 10", "\(action)")
      }
      try browser.press(Browser.Key.end)
      try expectStep(10, after: "End")
      try browser.press(Browser.Key.left)
      try expectStep(9, after: "←")
      try browser.press(Browser.Key.home)
      try expectStep(0, after: "Home")
      try browser.click("#forward")
      try expectStep(1, after: "the button forward")
      try browser.press(Browser.Key.right)
      try expectStep(2, after: "→ on a button")
      try browser.click("#last")
      try browser.click("#back")
      try expectStep(9, after: "the button back")
      try browser.click("#scrub")
      try expectStep(5, after: "a click into the middle of the slider")
      try browser.press(Browser.Key.right)
      try expectStep(6, after: "→ on the slider")
      let result = try browser.text("document.querySelector('.node[aria-label^=\"o =\"]').id")
      try browser.click("#\(result)")
      try expectStep(1, after: "a click on the result")
    }
  }

  @Test func spacePlaysAndPauses() throws {
    try reading(.neuron) { browser, _ in
      let label = "document.querySelector('#play').ariaLabel"
      try browser.press(Browser.Key.space)
      #expect(try browser.text(label) == "Pause")
      #expect(try browser.text(of: "#position") != "0 of 10")
      try browser.press(Browser.Key.space)
      #expect(try browser.text(label) == "Play")
      try browser.press(Browser.Key.end + Browser.Key.space)
      #expect(try browser.text(of: "#position") == "1 of 10", "playing starts again")
    }
  }

  @Test func theQuizAsksBeforeItShows() throws {
    try reading(.neuron) { browser, _ in
      try browser.press("q")
      #expect(try browser.text(of: "form label").hasPrefix("What is the gradient of n after"))
      #expect(try browser.text(of: "#panel").contains("0.5") == false)
      #expect(
        try browser.text("\(node("n = (x1w1 + x2w2) + b")).ariaLabel")
          .hasSuffix("gradient not computed"))
      try browser.press("-0.5" + Browser.Key.enter)
      #expect(
        try browser.text(of: "#feedback") == "The right size with the wrong sign: 1 too low.")
      try browser.press("0.75" + Browser.Key.enter)
      #expect(try browser.text(of: "#feedback") == "Not yet: 0.25 too high, off by 50 %.")
      try browser.press("zero" + Browser.Key.enter)
      #expect(try browser.text(of: "#feedback").hasPrefix("That is not a number"))
      try browser.press("1/2" + Browser.Key.enter)
      #expect(try browser.text(of: ".cards").contains("— → 0.5"))
      // The focus is on the button forward now.
      try browser.press(Browser.Key.enter)
      #expect(try browser.text(of: "#position") == "2 of 10")
      _ = try browser.evaluate("document.querySelector('#answer').focus()")
      try browser.press("0,501" + Browser.Key.enter)
      #expect(try browser.text(of: "#feedback") == "1 of 2 at the first try.")
      try browser.click("#show")
      #expect(try browser.text("document.querySelectorAll('.cards dl').length") == "2")
    }
  }

  @Test func theQuizKnowsAShareFromASum() throws {
    try reading(.micrograd) { browser, page in
      try browser.press(Browser.Key.end + "q")
      // The first step in which a node receives a second term: it had -0.004 and gets 0.5.
      let number = try browser.text(
        """
        JSON.parse(document.getElementById('data').textContent).steps
          .findIndex(({ contributions: [c] }) => c?.before?.value && c.amount.value) + 1
        """)
      let step = "JSON.parse(document.getElementById('data').textContent).steps[\(number) - 1]"
      let amount = try browser.text("\(step).contributions[0].amount.text")
      _ = try browser.evaluate("location.hash = '#step=\(number)'")
      try browser.click("#answer")
      try browser.press(amount + Browser.Key.enter)
      #expect(try browser.text(of: "#feedback").hasPrefix("That is what this step adds."))
      #expect(try browser.text(of: "#position").hasPrefix("\(number) of"))
    }
  }

  @Test(arguments: [(1280, 800), (500, 900)])
  func nothingIsWiderThanTheWindow(width: Int, height: Int) throws {
    try reading(.network, width: width, height: height) { browser, _ in
      for key in [Browser.Key.home, Browser.Key.right, Browser.Key.end] {
        try browser.press(key)
        #expect(try browser.text("document.documentElement.scrollWidth <= innerWidth") == "1")
      }
      let isBelow = "panel.getBoundingClientRect().top >= drawing.getBoundingClientRect().bottom"
      let isPhone = try browser.text("innerWidth < 700")
      #expect(try browser.text(isBelow) == isPhone)
      let lit = """
        (() => { const [node, frame] = ['.node.current', '#canvas'].map(
          each => document.querySelector(each).getBoundingClientRect());
          return node.left >= frame.left && node.right <= frame.right && node.top >= frame.top
            && node.bottom <= frame.bottom; })()
        """
      #expect(try browser.text(lit) == "1", "the current node is in view")
    }
  }

  @Test func everyControlHasANameAndTheFocusIsVisible() throws {
    try reading(.neuron) { browser, _ in
      let nameless = """
        [...document.querySelectorAll('button, input, .node')]
          .filter(e => !e.ariaLabel && !e.innerText?.trim()).length
        """
      #expect(try browser.text(nameless) == "0")
      let tab = "\u{E004}"
      try browser.press(tab)
      let outline = "getComputedStyle(document.activeElement).outlineStyle"
      #expect(try browser.text(outline) == "solid")
      try browser.press(tab)
      #expect(try browser.text("document.activeElement.ariaLabel").hasPrefix("o = tanh(n)"))
      try browser.press(Browser.Key.enter)
      #expect(try browser.text(of: Self.eyebrow) == "Step 1 of 10")
      #expect(try browser.text("document.querySelector('[aria-live]').ariaLive") == "polite")
    }
  }
}
