import Foundation
import ScalarEngine
import Testing

@testable import GraphRendering

/// The page as a reader has it: in a browser, by mouse and keys.
@Suite(
  .serialized, .timeLimit(.minutes(1)),
  .enabled(
    if: BrowserTrait.isPossible,
    "a browser is needed to try the page: install the Debian packages chromium and chromium-driver"),
  .browser)
struct PageInBrowserTests {
  private static let eyebrow = ".eyebrow"

  /// Opens the page of an example.
  private func reading(
    _ example: PageExample, on screen: Browser.Screen = .desktop,
    _ body: (Browser, URL) async throws -> Void
  ) async throws {
    try await reading(example.result.backwardPass().page(), on: screen, body)
  }

  private func reading(
    _ html: String, on screen: Browser.Screen = .desktop,
    _ body: (Browser, URL) async throws -> Void
  ) async throws {
    let (browser, folder) = try #require(Browser.current)
    let page = folder.appending(path: "steps.html")
    try html.write(to: page, atomically: true, encoding: .utf8)
    try await browser.show(on: screen)
    try await reopen(page, in: browser)
    try await body(browser, page)
  }

  /// Opens a page anew, which a change of the fragment alone would not.
  private func reopen(_ page: URL, fragment: String = "", in browser: Browser) async throws {
    try await browser.open(URL(fileURLWithPath: "/"))
    try await browser.open(page, fragment: fragment)
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
        try await reopen(page, fragment: fragment, in: browser)
        #expect(try await browser.text(of: Self.eyebrow) == expected, "at \(fragment)")
      }
      try await browser.press(Browser.Key.right + Browser.Key.right + Browser.Key.left)
      #expect(try await browser.text("location.hash") == "#step=1")
      try await browser.text("location.hash = '#step=4'")
      #expect(try await browser.comesToHold("panel.innerText.includes('Step 4 of 10')"))
    }
  }

  @Test func aStepShowsItsArithmetic() async throws {
    try await reading(.neuron) { browser, _ in
      try await browser.press(Browser.Key.right)
      let panel = try await browser.text(of: "#panel")
      for text in [
        "o = tanh(n)", "∂tanh(n)/∂n = 1 − o² = 1 − 0.70711² = 0.5", "1 · 0.5 = 0.5", "— → 0.5",
        "o = 0.70711",
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
      #expect(try await browser.text(of: "h2").hasSuffix(" = a × b"))
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
      #expect(try await browser.text(current).hasPrefix("n = v3 + b"))
      let weights = """
        [...document.querySelectorAll('.node.current text')].map(
          each => getComputedStyle(each).fontWeight).join(' ')
        """
      #expect(try await browser.text(weights) == "400 400 700", "only the gradient is bold")
      #expect(try await browser.text("document.querySelectorAll('.edge.active').length") == "2")
      #expect(try await browser.text("document.querySelectorAll('.node.receiving').length") == "2")
      #expect(try await browser.text("document.querySelectorAll('.edge.passed').length") == "3")
    }
  }

  @Test(arguments: [false, true])
  func textStaysWithinItsBox(isOfTensors: Bool) async throws {
    let page =
      try isOfTensors
      ? PageExample.tensors().backwardPass().page()
      : PageExample.network.result.backwardPass().page()
    try await reading(page) { browser, _ in
      let wide = """
        [...document.querySelectorAll('.node')].filter(node => {
          const box = node.querySelector('path, polygon').getBoundingClientRect();
          return [...node.querySelectorAll('text')].map(each => each.getBoundingClientRect())
            .some(each => each.left < box.left + 3 || each.right > box.right - 3); })
          .map(node => node.textContent.trim()).join('; ')
        """
      for _ in 0..<8 {
        #expect(try await browser.text(wide) == "")
        try await browser.press(Browser.Key.right)
      }
      try await browser.press(Browser.Key.end)
      #expect(try await browser.text(wide) == "")
    }
  }

  @Test func tensorsAreShownWithoutArithmetic() async throws {
    try await reading(PageExample.tensors().backwardPass().page()) { browser, _ in
      #expect(try await browser.holds("document.querySelector('#quiz').hidden"))
      try await browser.press(Browser.Key.right)
      let first = try await browser.text(of: "#panel")
      #expect(first.contains("loss = mean(v4)") && !first.contains("Kept"), "\(first)")
      try await browser.press(Browser.Key.right)
      let panel = try await browser.text(of: "#panel")
      #expect(panel.contains("— → mean"), "\(panel)")
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
        try await browser.text("\(node("n = v3 + b")).ariaLabel")
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
      try await browser.text("document.querySelector('#answer').focus()")
      try await browser.press("0,501" + Browser.Key.enter)
      #expect(try await browser.text(of: "#feedback") == "1 of 2 at the first try.")
      try await browser.click("#show")
      #expect(try await browser.text("document.querySelectorAll('.cards dl').length") == "2")
    }
  }

  @Test func theQuizKnowsAShareFromASum() async throws {
    try await reading(.micrograd) { browser, page in
      try await browser.press(Browser.Key.end + "q")
      // The first step in which a node receives a second term: it had -0.004 and gets 0.5.
      let number = try await browser.text(
        """
        JSON.parse(document.getElementById('data').textContent).steps
          .findIndex(({ contributions: [c] }) => c?.before?.value && c.amount.value) + 1
        """)
      let step = "JSON.parse(document.getElementById('data').textContent).steps[\(number) - 1]"
      let amount = try await browser.text("\(step).contributions[0].amount.text")
      try await browser.text("location.hash = '#step=\(number)'")
      try await browser.click("#answer")
      try await browser.press(amount + Browser.Key.enter)
      #expect(try await browser.text(of: "#feedback").hasPrefix("That is what this step adds."))
      #expect(try await browser.text(of: "#position").hasPrefix("\(number) of"))
    }
  }

  @Test(arguments: [Browser.Screen.desktop, .phone])
  func nothingIsWiderThanTheScreen(screen: Browser.Screen) async throws {
    try await reading(.network, on: screen) { browser, _ in
      for key in [Browser.Key.home, Browser.Key.right, Browser.Key.end] {
        try await browser.press(key)
        #expect(try await browser.holds("document.documentElement.scrollWidth <= innerWidth"))
        #expect(try await browser.holds("panel.scrollWidth <= panel.clientWidth"))
      }
      let isBelow = "panel.getBoundingClientRect().top >= drawing.getBoundingClientRect().bottom"
      #expect(try await browser.holds(isBelow) == screen.isPhone)
      #expect(try await browser.text("innerWidth") == "\(screen.width)")
      let lit = """
        (() => { const [node, frame] = ['.node.current', '#canvas'].map(
          each => document.querySelector(each).getBoundingClientRect());
          return node.left >= frame.left && node.right <= frame.right && node.top >= frame.top
            && node.bottom <= frame.bottom; })()
        """
      #expect(try await browser.holds(lit), "the current node is in view")
    }
  }

  @Test func onAPhoneTheControlsStayInReachOfAThumb() async throws {
    try await reading(.micrograd, on: .phone) { browser, _ in
      try await browser.press(Browser.Key.end)
      try await browser.text("scrollTo(0, document.body.scrollHeight)")
      let inReach = """
        [...document.querySelectorAll('#controls button, #scrub')].every(each => {
          const box = each.getBoundingClientRect();
          return box.bottom <= innerHeight && box.top >= 0 && box.right <= innerWidth
            && (each.id === 'scrub' || box.height >= 44); })
        """
      #expect(try await browser.holds(inReach))
      #expect(try await browser.holds("drawing.getBoundingClientRect().top >= 0"))
    }
  }

  @Test func onAPhoneTheQuizAsksWhereItCanBeAnswered() async throws {
    try await reading(.micrograd, on: .phone) { browser, page in
      try await reopen(page, fragment: "#step=9", in: browser)
      try await browser.click("#quiz")
      let isSeen = """
        (() => { const [field, frame, controls] = ['#answer', '#drawing', 'footer'].map(
          each => document.querySelector(each).getBoundingClientRect());
          return field.top >= frame.bottom && field.bottom <= controls.top; })()
        """
      #expect(try await browser.comesToHold(isSeen))
    }
  }

  @Test(arguments: [Browser.Screen.desktop, .phone])
  func wherePassesStartIsInViewAndCanBeRead(screen: Browser.Screen) async throws {
    try await reading(.micrograd, on: screen) { browser, _ in
      let isInView = """
        (() => { const [node, frame] = ['.node.output', '#canvas'].map(
          each => document.querySelector(each).getBoundingClientRect());
          return node.left >= frame.left && node.right <= frame.right; })()
        """
      let startIsInView = try await browser.holds(isInView)
      #expect(startIsInView)
      let isLarge = "document.querySelector('.node text').getBoundingClientRect().height >= 12"
      #expect(try await browser.holds(isLarge))
    }
  }

  @Test(arguments: [false, true])
  func textStandsOutFromWhatIsBehindIt(isDark: Bool) async throws {
    var screen = Browser.Screen.desktop
    screen.isDark = isDark
    try await reading(.neuron, on: screen) { browser, _ in
      try await browser.press(Browser.Key.right)
      // Contrast as the Web Content Accessibility Guidelines measure it, which ask for 4.5.
      let luminance = """
        const luminance = color => color.match(/[\\d.]+/g).slice(0, 3).map(each => each / 255)
          .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
          .reduce((sum, each, index) => sum + each * [0.2126, 0.7152, 0.0722][index], 0);
        """
      let contrast = """
        (text, behind) => { \(luminance)
          const [low, high] = [text, behind].map(luminance).sort((a, b) => a - b);
          return (high + 0.05) / (low + 0.05); }
        """
      let faint = """
        [['h1', 'color', 'body', 'backgroundColor'], ['h2', 'color', '#panel', 'backgroundColor'],
         ['.eyebrow', 'color', '#panel', 'backgroundColor'], ['dt', 'color', '.card', 'backgroundColor'],
         ['dd.gradient', 'color', '.card', 'backgroundColor'], ['button', 'color', 'button', 'backgroundColor'],
         ['#help', 'color', 'body', 'backgroundColor'],
         ...['text:nth-of-type(1)', 'text[fill*=gradient]'].map(
           text => [`.node.current ${text}`, 'fill', '.node.current path', 'fill'])]
          .map(([text, color, box, fill]) => [text, (\(contrast))(
            getComputedStyle(document.querySelector(text))[color],
            getComputedStyle(document.querySelector(box))[fill])])
          .filter(([, each]) => !(each >= 4.5)).join('; ')
        """
      let found = try await browser.text(faint)
      #expect(found == "", "of too little contrast")
      let isLight =
        "(() => { \(luminance) return luminance(getComputedStyle(document.body).backgroundColor) > 0.5; })()"
      #expect(try await browser.holds(isLight) == !isDark)
    }
  }

  @Test func everyControlHasANameAndTheFocusIsVisible() async throws {
    try await reading(.neuron) { browser, _ in
      let nameless = """
        [...document.querySelectorAll('button, input, .node')]
          .filter(e => !e.ariaLabel && !e.innerText?.trim()).length
        """
      #expect(try await browser.text(nameless) == "0")
      try await browser.press(Browser.Key.tab)
      let outline = "getComputedStyle(document.activeElement).outlineStyle"
      #expect(try await browser.text(outline) == "solid")
      try await browser.press(Browser.Key.tab)
      #expect(
        try await browser.text("document.activeElement.ariaLabel").hasPrefix("o = tanh(n)"))
      try await browser.press(Browser.Key.enter)
      #expect(try await browser.text(of: Self.eyebrow) == "Step 1 of 10")
    }
  }

  @Test func aScreenReaderIsToldWhatThingsAre() async throws {
    try await reading(.neuron) { browser, _ in
      try await browser.press(Browser.Key.right)
      #expect(try await browser.holds("document.querySelector('#announcement[aria-live=polite]')"))
      for (selector, expected) in [
        ("#canvas svg", "group: Graph of 10 nodes"),
        (".node.current", "button: o = tanh(n), data 0.70711, gradient 1"),
        ("#forward", "button: One step forward"), ("#play", "button: Play"),
        ("#scrub", "slider: Step"), ("#quiz", "button: Quiz"), ("#panel", "region: This step"),
        ("#controls", "group: Steps"),
      ] {
        #expect(try await browser.spoken(selector) == expected)
      }
      #expect(try await browser.text("scrub.ariaValueText") == "step 1 of 10")
      try await browser.press("q")
      #expect(
        try await browser.spoken("#answer")
          == "textbox: What is the gradient of n after this step? It has none so far.")
      #expect(try await browser.spoken("#feedback").hasPrefix("status"))
    }
  }

  @Test(arguments: [1, 2] as [UInt64])
  func noNameRunsAScript(seed: UInt64) async throws {
    var names = HostileNames(seed: seed)
    let result = names.graph(leafCount: 50)
    let page = try result.backwardPass().page(title: names.next())
    let svg = String(decoding: try result.graph().render(.svg), as: UTF8.self)
    try await reading(page) { browser, url in
      #expect(try await browser.text(of: "#position") == "0 of 99")
      #expect(try await browser.text("document.scripts.length") == "2")
      try await browser.press(Browser.Key.end)
      #expect(try await browser.text(of: "#position") == "99 of 99")
      #expect(try await browser.text("typeof pwned") == "undefined")

      let picture = url.deletingLastPathComponent().appending(path: "picture.svg")
      try svg.write(to: picture, atomically: true, encoding: .utf8)
      try await browser.open(picture)
      #expect(try await browser.text("document.querySelectorAll('.node').length") == "99")
      let active = "document.querySelectorAll('script, parsererror, [href], [onload]').length"
      #expect(try await browser.text(active) == "0")
      #expect(try await browser.text("typeof pwned") == "undefined")
    }
  }

  @Test func aScriptThatIsNotThePagesOwnIsNotRun() async throws {
    let scripts = """
      <script>pwned = 1</script><svg onload="pwned = 1"></svg><img src="x" onerror="pwned = 1">
      """
    let page = try PageExample.neuron.result.backwardPass().page()
    try await reading(page.replacing("<main>", with: "\(scripts)<main>")) { browser, _ in
      try await browser.press(Browser.Key.right)
      #expect(try await browser.text(of: "#position") == "1 of 10")
      #expect(try await browser.text("typeof pwned") == "undefined")
    }
  }
}
