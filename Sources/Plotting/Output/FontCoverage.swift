import Foundation

/// The signs that some font of the machine has a shape for, as fontconfig lists them.
///
/// For one that none has, gnuplot's cairo terminals draw a box of the size of the picture.
struct FontCoverage: Sendable {
  private let ranges: [ClosedRange<UInt32>]

  /// From a line a font: `20-7e a0-17f 2212`.
  init(listing: String) {
    ranges = Set(listing.split(whereSeparator: \.isWhitespace)).compactMap { part in
      let bounds = part.split(separator: "-").compactMap { UInt32($0, radix: 16) }
      guard let first = bounds.first, let last = bounds.last, first <= last else { return nil }
      return first...last
    }
  }

  /// The text with a square for what has no shape.
  func replacingMissing(in text: String) -> String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: text.unicodeScalars.lazy.map { has($0) ? $0 : substitute })
    return String(result)
  }

  private var substitute: Unicode.Scalar { has("□") ? "□" : "?" }

  private func has(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII || scalar.properties.isDefaultIgnorableCodePoint
      || ranges.contains { $0.contains(scalar.value) }
  }
}

extension FontCoverage {
  /// What this machine has; nil where that is not known, as where the system itself sees to it.
  static func installed(timeLimit: Duration) -> FontCoverage? {
    guard let program = Program("fc-list"),
      let listing = try? program.output(of: ["-f", "%{charset}\n"], timeLimit: timeLimit)
    else { return nil }
    let coverage = FontCoverage(listing: String(decoding: listing, as: UTF8.self))
    return coverage.ranges.isEmpty ? nil : coverage
  }
}
