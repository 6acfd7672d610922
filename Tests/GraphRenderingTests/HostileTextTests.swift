import Autograd
import Foundation
import GraphRendering
import ScalarEngine
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Whatever nodes are called, drawings and pages come out whole, and hold nothing but what they should.
///
/// To try more names than every run does: `SWIFTGRAD_HOSTILE_NAMES=1000000 swift test --filter HostileTextTests`.
@Suite struct HostileTextTests {
  private static let leafCount = 64
  private static let nameCount = 2 * leafCount

  /// As many graphs as have so many names.
  private static let seeds: Range<UInt64> = {
    let asked = ProcessInfo.processInfo.environment["SWIFTGRAD_HOSTILE_NAMES"].flatMap { Int($0) }
    return 0..<UInt64(((asked ?? 1_000) + nameCount - 1) / nameCount)
  }()

  @Test func everyNameIsDrawn() throws {
    for seed in Self.seeds {
      var names = HostileNames(seed: seed)
      let graph = names.graph(leafCount: Self.leafCount).graph()
      let options = DrawingOptions(
        caption: names.next(), conciseNodeCount: seed.isMultiple(of: 2) ? 1 : 1_000)
      let content = SVGContent(try graph.render(.svg, options: options))
      #expect(content.error == nil, "seed \(seed): \(content.error ?? "")")
      #expect(content.nodeCount == graph.nodes.count, "seed \(seed)")
      #expect(content.elements.isSubset(of: SVGContent.drawingElements), "seed \(seed)")
      #expect(content.attributes.isSubset(of: SVGContent.drawingAttributes), "seed \(seed)")
      #expect(!content.turnsDirection, "seed \(seed)")
    }
  }

  @Test func everyNameStandsOnThePage() throws {
    for seed in Self.seeds {
      var names = HostileNames(seed: seed)
      let title = names.next()
      let result = names.graph(leafCount: Self.leafCount)
      let page = Data(try result.backwardPass().page(title: title).utf8)
      for (tag, count) in [
        ("<script", 2), ("</script", 2), ("</style", 1),
        ("</title", 4 * Self.leafCount - 1 + page.count(of: "<title>cluster_m")),
        ("</noscript", 1), ("</svg", 6), ("<img", 0), ("<![CDATA", 0),
      ] {
        #expect(page.count(of: tag) == count, "\(tag), seed \(seed)")
      }
      let start = try #require(page.range(of: Data(#"id="data">"#.utf8))).upperBound
      let end = try #require(page.range(of: Data("</script".utf8), in: start..<page.count))
      let data = try JSONDecoder().decode(PageData.self, from: page[start..<end.lowerBound])
      #expect(data.title == title.withoutDirections, "seed \(seed)")
      let expected = result.graph().nodes.map { $0.label?.withoutDirections }
      #expect(data.nodes.map(\.name) == expected, "seed \(seed)")
    }
  }
}

/// The names in the data of a page.
private struct PageData: Decodable {
  struct Node: Decodable { let name: String }
  let title: String
  let nodes: [Node]
}

/// What an XML parser finds in a picture.
private final class SVGContent: NSObject, XMLParserDelegate {
  static let drawingElements: Set = [
    "svg", "g", "title", "polygon", "path", "polyline", "text", "a",
  ]
  static let drawingAttributes: Set = [
    "width", "height", "viewBox", "xmlns", "xmlns:xlink", "id", "class", "transform", "fill",
    "stroke",
    "stroke-width", "points", "d", "text-anchor", "x", "y", "font-family", "font-size",
    "xlink:title",
    "stroke-dasharray",
  ]

  private(set) var error: String?
  private(set) var elements: Set<String> = []
  private(set) var attributes: Set<String> = []
  private(set) var nodeCount = 0
  let turnsDirection: Bool

  init(_ svg: Data) {
    turnsDirection = String(decoding: svg, as: UTF8.self).unicodeScalars.contains {
      $0.properties.isBidiControl
    }
    super.init()
    let parser = XMLParser(data: svg)
    parser.delegate = self
    if !parser.parse() {
      error = "\(parser.parserError.map { "\($0)" } ?? "") in line \(parser.lineNumber)"
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.insert(element)
    self.attributes.formUnion(attributes.keys)
    if element == "g", attributes["class"]?.hasPrefix("node") == true { nodeCount += 1 }
  }
}

extension Data {
  fileprivate func count(of text: String) -> Int {
    var (count, rest) = (0, startIndex..<endIndex)
    while let found = range(of: Data(text.utf8), in: rest) {
      count += 1
      rest = found.upperBound..<endIndex
    }
    return count
  }
}

extension String {
  fileprivate var withoutDirections: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { $0.properties.isBidiControl ? "\u{FFFD}" : $0 }))
  }
}
