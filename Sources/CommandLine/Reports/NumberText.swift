import Foundation

extension Double {
  /// The number with a fixed count of decimals; `nan` where C may say `-nan`.
  func formatted(decimals: Int) -> String {
    isNaN ? "nan" : String(format: "%.\(decimals)f", self)
  }
}

extension EpochProgress {
  /// The images a second: whole ones, or tenths where they are few.
  var rate: String {
    let rate = imagesPerSecond
    return rate < 10 ? rate.formatted(decimals: 1) : Int(min(rate, 1e15)).grouped
  }
}
