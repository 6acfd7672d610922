/// The colors of a plot, as `#rrggbb`.
///
/// Background and text are those of the drawn graphs. The series have the colors that Okabe and Ito chose for all kinds of color
/// vision (Color Universal Design, 2008): on white their yellow is darker, on the dark background all are lighter.
public struct PlotTheme: Hashable, Sendable {
  /// Behind everything.
  public var background: String
  /// Titles and the names of axes.
  public var text: String
  /// The axes and the numbers at them.
  public var caption: String
  /// The lines of the grid.
  public var grid: String
  /// The series, in turn.
  public var series: [String]
}

extension PlotTheme {
  /// Dark text on white.
  public static let light = PlotTheme(
    background: "#ffffff", text: "#1e293b", caption: "#64748b", grid: "#e2e8f0",
    series: ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#d9c91f"])

  /// Light text on a dark blue.
  public static let dark = PlotTheme(
    background: "#0f172a", text: "#f1f5f9", caption: "#94a3b8", grid: "#26334a",
    series: ["#3b9ae1", "#f27d3b", "#2fbf93", "#e29bc4", "#f0b43c", "#9bd8ff", "#f5ec6b"])

  /// A color as `#rrggbb`, gray where that is not what the theme or the user has written.
  func hex(_ color: PlotColor) -> String {
    let text = text(of: color)
    return RGB.number(of: text) == nil ? "#808080" : text
  }

  private func text(of color: PlotColor) -> String {
    switch color {
    case .series(let number):
      // Around, whatever the sign.
      series.isEmpty
        ? text : series[(number % series.count + series.count) % series.count]
    case .text: text
    case .caption: caption
    case .hex(let text): text
    }
  }

  /// The color of a region: that of its class, mixed with the background.
  func tint(_ number: Int) -> RGB {
    RGB(hex: hex(.series(number))).mixed(with: RGB(hex: background), 0.72)
  }
}

/// Red, green and blue, each from 0 to 255.
struct RGB: Hashable, Sendable {
  var red, green, blue: Double

  init(_ red: Double, _ green: Double, _ blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Nil where the text is not `#rrggbb`.
  static func number(of hex: String) -> Int? {
    let digits = hex.utf8.dropFirst()
    guard hex.utf8.first == UInt8(ascii: "#"), digits.count == 6,
      digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit })
    else { return nil }
    return Int(Substring(digits), radix: 16)
  }

  /// Gray where the text is not `#rrggbb`.
  init(hex: String) {
    let number = Self.number(of: hex) ?? 0x808080
    self.init(Double(number >> 16 & 255), Double(number >> 8 & 255), Double(number & 255))
  }

  func mixed(with other: RGB, _ share: Double) -> RGB {
    RGB(
      red + (other.red - red) * share, green + (other.green - green) * share,
      blue + (other.blue - blue) * share)
  }

  var packed: Int { Int(red.rounded()) << 16 | Int(green.rounded()) << 8 | Int(blue.rounded()) }

  /// How bright people see it, from 0 to 1.
  var brightness: Double { (0.299 * red + 0.587 * green + 0.114 * blue) / 255 }
}
