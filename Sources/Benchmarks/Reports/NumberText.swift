import Foundation

extension Double {
  /// The number with a fixed count of decimals.
  func formatted(decimals: Int) -> String { String(format: "%.\(decimals)f", self) }

  /// The number as a percentage.
  var percent: String { "\((100 * self).formatted(decimals: 1)) %" }
}

extension Int {
  /// A count of bytes in the largest of KB, MB that it is a whole number of.
  var byteText: String {
    isMultiple(of: 1 << 20)
      ? "\(self >> 20) MB" : "\((Double(self) / 1024).formatted(decimals: 0)) KB"
  }
}
