import Foundation
import Testing

@testable import Plotting

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What gnuplot makes of the scripts.
@Suite(.enabled(if: Program("gnuplot") != nil, "gnuplot is not installed"))
struct RenderingTests {
  @Test(arguments: Gallery.figures.map(\.name)) func everyKindIsDrawn(name: String) throws {
    let figure = try #require(Gallery.figures.first { $0.name == name }?.figure)
    let size = figure.drawing.resolvedSize
    for theme in [PlotTheme.light, .dark] {
      let png = try figure.data(.png, theme: theme)
      #expect(png.prefix(8) == Data([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
      #expect(number(png, at: 16) == Int(size.width) * 2)
      #expect(number(png, at: 20) == Int(size.height) * 2)
    }
    let svg = try figure.data(.svg)
    #expect(XMLParser(data: svg).parse())
    #expect(String(decoding: svg, as: UTF8.self).contains("width=\"\(Int(size.width))\""))
    #expect(try figure.data(.pdf).starts(with: Data("%PDF-".utf8)))
  }

  private func number(_ bytes: Data, at start: Int) -> Int {
    bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  @Test func theSamePlotIsTheSamePicture() throws {
    #expect(try Gallery.panels.data(.png) == Gallery.panels.data(.png))
  }

  @Test func textRunsNoCommandWhereverItStands() throws {
    let folder = try TemporaryFolder()
    let mark = folder.place("ran")
    let attacks = [
      "\"; system(\"touch \(mark)\"); print \"", "`touch \(mark)`", "'; system('touch \(mark)'); '",
      "\"\u{301}; system(\"touch \(mark)\") #", "\\\"; !touch \(mark)", "x\n!touch \(mark)\n",
      "EOD\nsystem(\"touch \(mark)\")", "@MACRO ${HOME} $(touch \(mark))",
      "\\140touch \(mark)\\140",
      "%s%n%d%1000000d", "{/Symbol a} x_{1} ~a{b} &{c}", "<b>&amp;</b>", "]]>", "\u{0}\u{1b}[31m",
    ]
    for text in attacks {
      let figure = Panels(text, columns: 2) {
        Plot(text, x: text, y: text) {
          Line([1, 2], label: text, color: .hex(text))
          Note(text, at: (1, 1))
        }
        Plot { Bars([text, text], [1, 2], label: text) }
        Plot { Heatmap([[1, 2]], rows: [text], columns: [text, text], label: text) }
      }
      for format in [PlotFormat.svg, .png] {
        #expect(throws: Never.self) { try figure.data(format) }
      }
      #expect(throws: Never.self) {
        try ImageGrid([[0, 1]], width: 1, title: text, captions: [text]).data(.svg)
      }
    }
    #expect(folder.names.isEmpty, "a text was run as a command")
  }

  @Test func textIsDrawnAsItIsWritten() throws {
    let text = "a \"b\" \\n `c` $d @e x_1^{2} 100 %d <i>&amp;"
    let svg = try Plot(text) { Bars([text], [1], label: text) }.size(width: 900, height: 400).data(
      .svg)
    let parser = XMLParser(data: svg)
    let reader = TextReader()
    parser.delegate = reader
    #expect(parser.parse())
    #expect(reader.texts.filter { $0 == text }.count == 3, "\(reader.texts)")
  }

  @Test func extremeNumbersAreDrawn() throws {
    let plots: [Plot] = [
      Plot { Line([1e299, -1e299]) }, Plot { Line([Double.leastNonzeroMagnitude, 0]) },
      Plot { Line([1, 1 + 1e-15]) },
      Plot { Line([Double.nan]) }, Plot { Scatter([(Double.infinity, -Double.infinity)]) },
      Plot { Heatmap([[Double]]()) }, Plot { Heatmap([[Double.nan]]) }, Plot { Heatmap([[7]]) },
      Plot { Histogram([Double]()) }, Plot { Histogram([1e16, 1e16 + 2]) },
      Plot { Bars([], [Int]()) },
      Plot { Trajectory([(Int, Int)]()) }, Plot { Region(x: 0...1, y: 0...1) { _, _ in -1 } },
      Plot { Contour(x: 0...1, y: 0...1) { _, _ in .nan } },
      Plot { Contour(x: 0...1, y: 0...1, filled: true) { x, _ in x < 0.5 ? .nan : x } },
      Plot { Contour(x: 0...0, y: 0...0, filled: true) { x, _ in x } },
      Plot { Line([0, -1]) }.yAxis(scale: .log), Plot { Line([1e-200, 1e200]) }.yAxis(scale: .log),
      Plot { Line([1, 2]) }.size(width: .nan, height: -5), Plot { Line([1, 2]) }.xAxis(in: 5...5),
    ]
    for (index, plot) in plots.enumerated() {
      #expect(throws: Never.self, "plot \(index)") { try plot.data(.png) }
    }
    #expect(throws: Never.self) { try Panels {}.data(.svg) }
    #expect(throws: Never.self) { try ImageGrid([[Double]](), width: 3).data(.png) }
    #expect(throws: Never.self) { try ImageGrid([[]] as [[Double]], width: 3).data(.png) }
  }

  @Test func imagesInAnSVGShowTheirPixels() throws {
    let svg = String(decoding: try Gallery.images.data(.svg), as: UTF8.self)
    #expect(svg.split(separator: "<image style='image-rendering:pixelated' ").count == 13)
  }

  @Test func aFileIsWritten() throws {
    let folder = try TemporaryFolder()
    try Gallery.lines.write(to: folder.place("lines.pdf"), theme: .dark)
    #expect(folder.names == ["lines.pdf"])
  }

  @Test func manyTasksMayDraw() async throws {
    let plot = Gallery.lines
    let expected = try plot.data(.svg)
    try await withThrowingTaskGroup(of: Data.self) { group in
      for _ in 0..<6 { group.addTask { try plot.data(.svg) } }
      for try await picture in group { #expect(picture == expected) }
    }
  }
}

private final class TextReader: NSObject, XMLParserDelegate {
  private(set) var texts: [String] = []
  private var current: String?

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if name == "text" { current = "" }
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) { current? += characters }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if name == "text" {
      texts.append(current ?? "")
      current = nil
    }
  }
}
