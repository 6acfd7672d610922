import Autograd
import Foundation
import GraphRendering
import ScalarEngine
import Testing

@Suite struct DOTTests {
  private func golden(_ name: String) throws -> String {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "dot", subdirectory: "Drawings"))
    return try String(contentsOf: url, encoding: .utf8)
  }

  @Test func `a neuron is written byte for byte as before`() throws {
    let output = neuron()
    output.backward()
    #expect(try output.graph().dot() == golden("neuron"))
  }

  @Test func `modules are frames and collapse to boxes, byte for byte as before`() throws {
    let graph = layers(2).graph()
    #expect(try graph.dot() == golden("layers"))
    #expect(
      try graph.dot(options: DrawingOptions(moduleDepth: 2, theme: .dark)) == golden("collapsed"))
  }

  @Test(arguments: [
    ("say \"hi\"", #"label="say \"hi\"\ndata"#), (#"back\slash"#, #"label="back\\slash\ndata"#),
    (#"\N"#, #"label="\\N\ndata"#), ("{a|b}", #"label="{a|b}\ndata"#),
    ("<b>", #"label="<b>\ndata"#), ("R&D", #"label="R&amp;D\ndata"#),
    ("&amp;", "label=\"&amp;\u{2060}amp;\\ndata"),
    ("&#1;", "label=\"&amp;\u{2060}#1;\\ndata"),
    ("two\nlines", #"label="two\nlines\ndata"#), ("\r\n", #"label="\n\ndata"#),
    ("\n\r\u{2028}", #"label="\n\n\n\ndata"#),
    // A scalar that joins what stands before or after it.
    ("\u{600}\"]}", "label=\"\u{600}\\\"]}\\ndata"), ("\"\u{301}", "label=\"\\\"\u{301}\\ndata"),
    ("\\\u{301}", "label=\"\\\\\u{301}\\ndata"), ("&\u{301}", "label=\"&amp;\u{301}\\ndata"),
    ("\n\u{301}", "label=\"\\n\u{301}\\ndata"), ("\u{D4E}\0", "label=\"\u{D4E}␀\\ndata"),
    // What turns the direction of writing.
    ("\u{202E}txt\u{2066}", #"label="�txt�\ndata"#),
    ("bell\u{7}", "label=\"bell␇\\ndata"), ("nul\0", "label=\"nul␀\\ndata"),
    ("Größe 重み 🎛️", #"label="Größe 重み 🎛️\ndata"#), ("", #"label="data"#),
    (String(repeating: "long", count: 20), "longlonglon…\\ndata"),
  ])
  func `any label is quoted`(label: String, text: String) throws {
    let graph = (Value(1, label: label) + 1).graph()
    #expect(try graph.dot().unicodeScalars.contains(text.unicodeScalars))
    let svg = String(decoding: try graph.render(.svg), as: UTF8.self)
    #expect(svg.contains("<g id=\"node0\""))
    #expect(svg.contains("data 1"))
  }

  @Test(arguments: [
    (#"\N of \G, \L"#, #"\N of \G, \L"#), (#"\\"#, #"\\"#),
    ("a < b & \"c\"", "a &lt; b &amp; &quot;c&quot;"),
    ("&lt;\u{202E}", "&amp;\u{2060}lt;\u{FFFD}"), ("</TABLE>\u{301}", "&lt;/TABLE&gt;\u{301}"),
  ])
  func `a caption stays what it is`(caption: String, text: String) throws {
    let svg = try Value(1, label: "x").graph().render(
      .svg, options: DrawingOptions(caption: caption))
    let scalars = String(decoding: svg, as: UTF8.self).unicodeScalars
    #expect(
      scalars.contains(">\(text)</text>".unicodeScalars), "\(String(decoding: svg, as: UTF8.self))")
  }

  @Test func `options leave out what they name`() throws {
    let graph = neuron().graph()
    func dot(_ options: DrawingOptions) throws -> String { try graph.dot(options: options) }
    #expect(try dot(DrawingOptions()).contains("grad —"))
    #expect(try !dot(DrawingOptions(showsGradients: false)).contains("grad"))
    #expect(try !dot(DrawingOptions(showsData: false)).contains("data"))
    #expect(try !dot(DrawingOptions(localDerivatives: .hidden)).contains("∂ 2"))
    #expect(
      try dot(DrawingOptions(localDerivatives: .formulas)).contains(
        "label=\"∂(w1·x1)/∂w1 = x1 = 2\""))
    #expect(
      try dot(DrawingOptions(localDerivatives: .formulas)).contains("label=\"∂((+)+b)/∂b = 1\""))
    #expect(try !dot(DrawingOptions(showsLegend: false)).contains("<TABLE"))
    #expect(try dot(DrawingOptions(direction: .topToBottom)).contains("rankdir=TB"))
    #expect(try !dot(DrawingOptions()).contains("#f97316"))
    #expect(try dot(DrawingOptions(showsSavedValues: true)).contains("#f97316"))
  }

  @Test(arguments: [(2, "∂(2·x)/∂x = 2"), (-3, "∂((-3)·x)/∂x = (-3)")])
  func `a formula that is a number already is not followed by it`(factor: Double, text: String)
    throws
  {
    let graph = (factor * Value(5, label: "x")).graph()
    let dot = try graph.dot(options: DrawingOptions(localDerivatives: .formulas))
    #expect(dot.contains("label=\"\(text)\""), "\(dot)")
  }

  @Test func `both edges of a square are drawn`() throws {
    let x = Value(3, label: "x")
    let dot = try (x * x).graph().dot()
    #expect(dot.contains("n0 -> n1 [id=\"edge0_1_0\""))
    #expect(dot.contains("n0 -> n1 [id=\"edge0_1_1\""))
  }

  @Test func `operands whose order matters are named`() throws {
    let dot = try (Value(3) - Value(4)).graph().dot()
    #expect(dot.contains("label=\"left: ∂ 1\""))
    #expect(dot.contains("label=\"right: ∂ -1\""))
  }

  @Test func `numbers that are not finite are marked`() throws {
    let dot = try Value(-1, label: "x").log().graph().dot()
    #expect(dot.contains("data NaN"))
    #expect(dot.contains("color=\"\(Theme.light.alarm)\", penwidth=2.5"))
  }
}
