import Autograd
import ScalarEngine

/// Names at random, made to get out of wherever they stand.
struct HostileNames {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private static let pieces = [
    // What joins the scalar before or after it, so that the two are one `Character`.
    "\u{600}", "\u{6DD}", "\u{D4E}", "\u{110BD}", "\u{301}", "\u{20DD}", "\u{200D}", "\u{FE0F}",
    "\u{1F3FD}", "\u{1F1E6}", "\u{E0067}", "\u{94D}",
    // What turns the direction of writing, what is not seen, what is not allowed.
    "\u{202E}", "\u{202A}", "\u{2066}", "\u{2069}", "\u{200F}", "\u{5D0}", "\u{627}", "\u{200B}",
    "\u{FEFF}", "\0", "\u{1}", "\u{1B}", "\u{7F}", "\u{85}", "\u{9B}", "\u{FFFE}", "\u{FFFF}",
    "\u{1FFFE}", "\n", "\r", "\r\n", "\u{2028}", "\t",
    // What means something in DOT, XML, HTML, JSON or C.
    "\"", "\"", "<", "<", ">", "&", "\\", "\\", "%", "%s%n", "'", "`", "{", "|", "}", "]", "[", ";",
    "]}", "\"]}", "\"];", "*/", "//", "#", "@", "->", "--", "-->", "<!--", "]]>", "<![CDATA[", "<?",
    "{{",
    "{{script}}", "\\N", "\\G", "\\L", "\\E", "\\l", "\\n", "\\u003c", "&lt;", "&#1;", "&#x0;",
    "&nbsp;",
    "&;", "</script>", "<script>pwned = 1</script>", "<img src=x onerror=pwned=1>", "</title>",
    "</noscript>", "</text>", "</svg>", " onload=pwned=1 ", " href=<javascript:pwned=1>",
    " URL=\"javascript:pwned=1\"", "</TD></TR></TABLE>>", "<BR/>",
    // What means nothing.
    "a", "b.c", "1", ".", " ", "  ", "é", "重", "🎛️",
  ]

  mutating func next() -> String {
    let count = 1 + generator.integer(below: 8)
    return (0..<count).map { _ in Self.pieces[generator.integer(below: Self.pieces.count)] }
      .joined()
  }

  /// A sum of products of leaves, two by two, in which everything has such a name.
  mutating func graph(leafCount: Int) -> Value {
    var values = (0..<leafCount).map { Value(Double($0), label: next()) }
    while values.count > 1 {
      values = stride(from: 0, to: values.count, by: 2).map { index in
        guard index + 1 < values.count else { return values[index] }
        let result = values[index] + values[index + 1]
        result.label = next()
        return result
      }
    }
    return values[0]
  }
}
