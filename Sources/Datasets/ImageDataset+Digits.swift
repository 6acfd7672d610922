import Foundation

extension ImageDataset {
  /// Handwritten digits: MNIST where it is at hand, otherwise digits that are drawn.
  ///
  ///     let training = try ImageDataset.digits(split: .training)
  ///     print(training.name, training.count)  // MNIST 60000, or: synthetic digits 20000
  ///
  /// MNIST is at hand where the environment variable `SWIFTGRAD_DATA` names a folder in which ``mnist(at:split:)`` finds a file of
  /// its name. What is drawn without it is ``syntheticDigits(split:)``.
  ///
  /// - Throws: ``DatasetError`` if MNIST is at hand, but a file of it is missing or malformed.
  public static func digits(split: Split) throws(DatasetError) -> ImageDataset {
    let folder = mnistFolder(in: ProcessInfo.processInfo.environment)
    guard let folder else { return .syntheticDigits(split: split) }
    return try .mnist(at: folder, split: split)
  }

  package static func mnistFolder(in environment: [String: String]) -> String? {
    environment["SWIFTGRAD_DATA"].flatMap { !$0.isEmpty && mnistExists(at: $0) ? $0 : nil }
  }

  /// Draws digits, enough to learn them well and few enough to be drawn in about a second: 20,000 to train on, 5,000 to test on.
  public static func syntheticDigits(split: Split) -> ImageDataset {
    .syntheticDigits(split: split, count: split.syntheticDigitCount)
  }
}

extension ImageDataset.Split {
  package var syntheticDigitCount: Int { self == .training ? 20_000 : 5_000 }
}
