import ArgumentParser
import Foundation
import SwiftGrad

/// A data set and where its files are, if it has any.
enum DataSource: Equatable {
  case mnist(folder: String)
  case fashionMNIST(folder: String)
  case digits

  /// Chooses by the options and, where they are silent, by the environment variable `SWIFTGRAD_DATA`.
  ///
  /// - Returns: also what the user should be told if the choice may not be the expected one.
  static func choose(
    _ dataset: DatasetChoice?, folder option: String?, environment: [String: String]
  ) throws -> (source: DataSource, notice: String?) {
    let folder = option ?? environment["SWIFTGRAD_DATA"].flatMap { $0.isEmpty ? nil : $0 }
    switch (dataset, folder) {
    case (.digits, _): return (.digits, nil)
    case (.mnist, let folder?): return (.mnist(folder: folder), nil)
    case (.fashionMNIST, let folder?): return (.fashionMNIST(folder: folder), nil)
    case (let dataset?, nil):
      throw ValidationError(
        "--dataset \(dataset.rawValue): expected the folder of its files in --data or SWIFTGRAD_DATA, found neither"
      )
    case (nil, let folder?):
      if ImageDataset.mnistExists(at: folder) { return (.mnist(folder: folder), nil) }
      if ImageDataset.fashionMNISTExists(at: folder) { return (.fashionMNIST(folder: folder), nil) }
      // A folder that was asked for and holds neither is a mistake, which reading MNIST there will name.
      if option != nil { return (.mnist(folder: folder), nil) }
      return (.digits, "\(folder) does not hold MNIST: training on the built-in digits")
    case (nil, nil):
      return (
        .digits, "no data folder in --data or SWIFTGRAD_DATA: training on the built-in digits"
      )
    }
  }

  /// Reads or draws the images of a split, no more than `limit`.
  func load(_ split: ImageDataset.Split, limit: Int?) throws(DatasetError) -> ImageDataset {
    let limit = limit ?? .max
    switch self {
    case .mnist(let folder):
      return try .mnist(at: folder, split: split).prefix(limit)
    case .fashionMNIST(let folder):
      return try .fashionMNIST(at: folder, split: split).prefix(limit)
    case .digits:
      return .syntheticDigits(split: split, count: min(split.syntheticDigitCount, limit))
    }
  }
}

extension DataSource: CustomStringConvertible {
  /// Where the images come from.
  var description: String {
    switch self {
    case .mnist(let folder), .fashionMNIST(let folder): folder
    case .digits: "built in"
    }
  }
}
