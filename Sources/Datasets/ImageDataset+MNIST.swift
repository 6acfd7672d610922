import Foundation

extension ImageDataset {
  /// Reads MNIST: 60,000 handwritten digits to train on and 10,000 to test on, 28 × 28 pixels
  /// (LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition",
  /// 1998).
  ///
  /// - Parameters:
  ///   - folder: Where the files lie under their usual names, such as
  ///     `train-images-idx3-ubyte`, with or without `.gz`: in the folder itself, or in its subfolder
  ///     `mnist` or `MNIST/raw`.
  ///   - split: The images to train on, in files that begin with `train`, or those to test on, `t10k`.
  /// - Throws: ``DatasetError`` if a file is missing or malformed, or if its images are not
  ///   28 × 28 pixels.
  public static func mnist(
    at folder: String, split: Split
  ) throws(DatasetError) -> ImageDataset {
    try PublishedDataset.mnist.read(at: folder, split: split)
  }

  /// Reads Fashion-MNIST: 60,000 pictures of clothes to train on and 10,000 to test on, 28 × 28
  /// pixels (Xiao, Rasul and Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking
  /// machine learning algorithms", 2017).
  ///
  /// - Parameters:
  ///   - folder: Where the files lie under MNIST's names: in the folder itself, or in its
  ///     subfolder `fashion-mnist` or `FashionMNIST/raw`.
  ///   - split: The images to train on, or those to test on.
  /// - Throws: What ``mnist(at:split:)`` throws.
  public static func fashionMNIST(
    at folder: String, split: Split
  ) throws(DatasetError) -> ImageDataset {
    try PublishedDataset.fashionMNIST.read(at: folder, split: split)
  }

  /// Whether a folder holds a file of MNIST's name where ``mnist(at:split:)`` looks for it.
  public static func mnistExists(at folder: String) -> Bool {
    PublishedDataset.mnist.exists(at: folder)
  }

  /// Whether a folder holds a file of Fashion-MNIST's name where ``fashionMNIST(at:split:)`` looks
  /// for it.
  public static func fashionMNISTExists(at folder: String) -> Bool {
    PublishedDataset.fashionMNIST.exists(at: folder)
  }
}

/// What tells one of the data sets that are published under MNIST's file names from another.
private struct PublishedDataset {
  let name: String
  let subfolders: [String]
  let classNames: [String]
  let normalization: ImageDataset.Normalization

  static let mnist = PublishedDataset(
    name: "MNIST", subfolders: ["mnist", "MNIST/raw"], classNames: (0...9).map(String.init),
    normalization: .init(mean: 0.1307, standardDeviation: 0.3081))

  static let fashionMNIST = PublishedDataset(
    name: "Fashion-MNIST", subfolders: ["fashion-mnist", "FashionMNIST/raw"],
    classNames: [
      "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
      "Ankle boot",
    ],
    normalization: .init(mean: 0.2860, standardDeviation: 0.3530))

  func read(at folder: String, split: ImageDataset.Split) throws(DatasetError) -> ImageDataset {
    let prefix = split == .training ? "train" : "t10k"
    let images = try IDXFile(path: find("\(prefix)-images-idx3-ubyte", at: folder))
    guard images.shape.count != 3 || images.shape[1...] == [28, 28] else {
      throw images.error(
        at: 8, expected: "images of 28 × 28 pixels",
        found: "\(images.shape[1]) × \(images.shape[2])")
    }
    return try ImageDataset(
      images: images, labels: IDXFile(path: find("\(prefix)-labels-idx1-ubyte", at: folder)),
      name: name, classNames: classNames, normalization: normalization)
  }

  func exists(at folder: String) -> Bool {
    (try? find("train-images-idx3-ubyte", at: folder)) != nil
  }

  private func find(_ name: String, at folder: String) throws(DatasetError) -> String {
    for place in [folder] + subfolders.map({ "\(folder)/\($0)" }) {
      for file in ["\(place)/\(name)", "\(place)/\(name).gz"]
      where FileManager.default.fileExists(atPath: file) || isLink(file) {
        return file
      }
    }
    var isFolder: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder)
    throw .cannotOpen(
      folder, expected: "a folder with \(name) or \(name).gz",
      found: isFolder.boolValue ? "neither" : exists ? "something that is no folder" : "none")
  }

  /// Whether a path is a link, which then leads nowhere: opening it says so.
  private func isLink(_ path: String) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
  }
}
