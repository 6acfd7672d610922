import Foundation

/// Puts a step-through page together: one file with its drawing, its style and its script inside.
struct StepPage {
  let data: StepPageData
  /// SVG with the colours of ``Theme/page``.
  let picture: String
  /// The steps for readers whose browser runs no script.
  let text: [String]

  var html: String {
    Self.asset(PackageResources.page_html).fillingPlaces([
      "title": data.title.xmlEscaped,
      "light": Theme.light.declarations,
      "dark": Theme.dark.declarations,
      "style": Self.asset(PackageResources.page_css),
      "picture": Theme.namingColors(in: element),
      "text": text.joined(separator: "\n").xmlEscaped,
      "data": json,
      "script": [
        PackageResources.state_js, PackageResources.drawing_js, PackageResources.panel_js,
        PackageResources.quiz_js, PackageResources.page_js,
      ]
      .map(Self.asset).joined(separator: "\n"),
    ])
  }

  /// The data in a form that stands within a `script` element as it is: without "<", no text in it ends the element, and without
  /// what turns the direction of writing, none gets out of its place in a sentence.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Names and finite numbers can always be encoded.
    guard let bytes = try? encoder.encode(data) else { return "{}" }
    return String(decoding: bytes, as: UTF8.self).replacingScalars { scalar in
      scalar == "<" ? "\\u003c" : scalar.properties.isBidiControl ? "\u{FFFD}" : nil
    }
  }

  /// The picture without what comes before its element.
  private var element: String {
    picture.range(of: "<svg").map { String(picture[$0.lowerBound...]) } ?? picture
  }

  private static func asset(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension String {
  /// The text with each `{{name}}` replaced; what is put in is not looked at again.
  package func fillingPlaces(_ contents: [String: String]) -> String {
    let pieces = components(separatedBy: "{{")
    return pieces.dropFirst().reduce(into: pieces[0]) { result, piece in
      guard let end = piece.range(of: "}}"),
        let content = contents[String(piece[..<end.lowerBound])]
      else {
        result += "{{" + piece
        return
      }
      result += content + piece[end.upperBound...]
    }
  }
}
