import Datasets
import Foundation
import Testing

@Suite("ImageDataset")
struct ImageDatasetTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Ten images of 2 × 3 pixels: image i is all i, and so is its label.
  static let tenImages = ImageDataset(
    name: "ten", pixels: (0..<60).map { UInt8($0 / 6) }, labels: Array(0..<10), rows: 2, columns: 3,
    classNames: (0..<10).map(String.init),
    normalization: .init(mean: 0.5, standardDeviation: 0.25))

  /// Writes images [count, 28, 28] and labels under MNIST's names.
  func writeMNIST(
    in subfolder: String = "", count: Int, labels: [UInt8], side: Int = 28,
    isCompressed: Bool = false
  ) throws {
    for (prefix, shift) in [("train", 0), ("t10k", 1)] {
      let files = [
        ("images-idx3-ubyte", FileBytes.idx(shape: [count, side, side])),
        (
          "labels-idx1-ubyte",
          FileBytes.idx(shape: [labels.count], elements: labels.map { ($0 + UInt8(shift)) % 10 })
        ),
      ]
      for (name, bytes) in files {
        _ = try folder.write(
          isCompressed ? FileBytes.gzip(bytes) : bytes,
          to: "\(subfolder)/\(prefix)-\(name)\(isCompressed ? ".gz" : "")")
      }
    }
  }

  @Test(arguments: ["", "mnist", "MNIST/raw"], [false, true])
  func mnistIsFoundUnderItsUsualNames(subfolder: String, isCompressed: Bool) throws {
    #expect(!ImageDataset.mnistExists(at: folder.path))
    try writeMNIST(in: subfolder, count: 3, labels: [5, 0, 4], isCompressed: isCompressed)
    #expect(ImageDataset.mnistExists(at: folder.path))
    let training = try ImageDataset.mnist(at: folder.path, split: .training)
    #expect(training.name == "MNIST")
    #expect(training.count == 3)
    #expect(training.labels == [5, 0, 4])
    #expect((training.rows, training.columns, training.pixelCount) == (28, 28, 784))
    #expect(training.normalization == .init(mean: 0.1307, standardDeviation: 0.3081))
    #expect(training[1].label == 0)
    #expect(training[1][0, 1] == UInt8(785 % 256))
    #expect(try ImageDataset.mnist(at: folder.path, split: .test).labels == [6, 1, 5])
  }

  @Test func fashionMNISTHasItsOwnNames() throws {
    try writeMNIST(in: "fashion-mnist", count: 1, labels: [9])
    #expect(ImageDataset.fashionMNISTExists(at: folder.path))
    #expect(!ImageDataset.mnistExists(at: folder.path))
    let test = try ImageDataset.fashionMNIST(at: folder.path, split: .training)
    #expect(test.name == "Fashion-MNIST")
    #expect(test.classNames[test.labels[0]] == "Ankle boot")
    #expect(test.normalization == .init(mean: 0.2860, standardDeviation: 0.3530))
  }

  @Test func digitsAreMNISTWhereTheEnvironmentNamesAFolderThatHoldsIt() throws {
    let environment = ["SWIFTGRAD_DATA": folder.path]
    #expect(ImageDataset.mnistFolder(in: environment) == nil)
    try writeMNIST(in: "mnist", count: 1, labels: [5])
    #expect(ImageDataset.mnistFolder(in: environment) == folder.path)
    #expect(ImageDataset.mnistFolder(in: [:]) == nil)
    #expect(ImageDataset.mnistFolder(in: ["SWIFTGRAD_DATA": ""]) == nil)
  }

  @Test func aFolderWithoutTheFilesCannotBeOpened() {
    let error = #expect(throws: DatasetError.self) {
      try ImageDataset.mnist(at: folder.path, split: .training)
    }
    #expect(error?.kind == .cannotOpen)
    #expect(error?.file == folder.path)
    #expect(
      error?.expected
        == "a folder with train-images-idx3-ubyte or train-images-idx3-ubyte.gz")
  }

  @Test func asManyLabelsAsImagesAreNeeded() throws {
    try writeMNIST(count: 3, labels: [1, 2])
    let error = #expect(throws: DatasetError.self) {
      try ImageDataset.mnist(at: folder.path, split: .training)
    }
    #expect(error?.file == folder.path + "/train-labels-idx1-ubyte")
    #expect(error?.location == .byte(4))
    #expect(
      error?.expected
        == "3 labels, one for each image of \(folder.path)/train-images-idx3-ubyte")
    #expect(error?.found == "2")
  }

  @Test func aLabelOutOfRangeIsNamedWithItsPlace() throws {
    let images = try folder.write(FileBytes.idx(shape: [4, 2, 2]), to: "images")
    let labels = try folder.write(
      FileBytes.gzip(FileBytes.idx(shape: [4], elements: [0, 1, 3, 2])), to: "labels.gz")
    let error = #expect(throws: DatasetError.self) {
      try ImageDataset(
        images: images, labels: labels, name: "three classes", classNames: ["a", "b", "c"],
        normalization: .init(mean: 0, standardDeviation: 1))
    }
    #expect(error?.file == labels)
    #expect(error?.location == .decompressedByte(10))
    #expect(error?.expected == "a label from 0 to 2")
    #expect(error?.found == "3")
  }

  @Test func imagesAreNotLabelsAndLabelsAreNotImages() throws {
    let images = try folder.write(FileBytes.idx(shape: [4, 2, 2]), to: "images")
    let labels = try folder.write(FileBytes.idx(shape: [4]), to: "labels")
    for (first, second, expected, found) in [
      (labels, labels, "3 for the rank of images", "1"),
      (images, images, "1 for the rank of labels", "3"),
    ] {
      let error = #expect(throws: DatasetError.self) {
        try ImageDataset(
          images: first, labels: second, name: "", classNames: ["a"],
          normalization: .init(mean: 0, standardDeviation: 1))
      }
      #expect(error?.location == .byte(3))
      #expect(error?.expected == expected)
      #expect(error?.found == found)
    }
  }

  @Test func mnistOfAnotherSizeOrOfNoImagesIsRefused() throws {
    try writeMNIST(count: 2, labels: [0, 1], side: 14)
    let size = #expect(throws: DatasetError.self) {
      try ImageDataset.mnist(at: folder.path, split: .training)
    }
    #expect(size?.location == .byte(8))
    #expect(size?.found == "14 × 14")
    try writeMNIST(count: 0, labels: [])
    let none = #expect(throws: DatasetError.self) {
      try ImageDataset.mnist(at: folder.path, split: .training)
    }
    #expect(none?.location == .byte(4))
    #expect(none?.expected == "at least one image")
  }

  /// What is said to be wrong is the shape, although no element could be read: none was.
  @Test(arguments: [
    (shape: [2, 14, 14], labels: 2), ([2, 28, 28], 3), ([4], 2),
  ])
  func aShapeThatWillNotDoIsRefusedBeforeElementsAreRead(shape: [Int], labels: Int) throws {
    for (name, shape) in [("images-idx3", shape), ("labels-idx1", [labels])] {
      var bytes = FileBytes.gzip(FileBytes.idx(shape: shape))
      // The checksum, which only those find wrong who read to the end.
      bytes[bytes.count - 8] ^= 1
      _ = try folder.write(bytes, to: "train-\(name)-ubyte.gz")
    }
    let error = #expect(throws: DatasetError.self) {
      try ImageDataset.mnist(at: folder.path, split: .training)
    }
    #expect(error?.found != "\"incorrect data check\"", "\(error?.description ?? "")")
  }

  @Test func aPrefixHasTheFirstImages() {
    let prefix = Self.tenImages.prefix(4)
    #expect(prefix.count == 4)
    #expect(prefix.labels == [0, 1, 2, 3])
    #expect(Array(prefix[3].pixels) == [3, 3, 3, 3, 3, 3])
    #expect(Self.tenImages.prefix(99).count == 10)
    #expect(Self.tenImages.prefix(0).isEmpty)
  }

  @Test func aSplitSharesOutTheImages() {
    let (training, validation) = Self.tenImages.split(validationFraction: 0.3, seed: 1)
    #expect(training.count == 7)
    #expect(validation.count == 3)
    #expect((training.labels + validation.labels).sorted() == Array(0..<10))
    #expect(training.labels == training.labels.sorted())
    for index in 0..<training.count {
      #expect(Int(training[index][1, 2]) == training.labels[index])
    }
    let again = Self.tenImages.split(validationFraction: 0.3, seed: 1)
    #expect(again.validation.labels == validation.labels)
    let splits = (0..<10).map {
      Self.tenImages.split(validationFraction: 0.3, seed: $0).validation.labels
    }
    #expect(Set(splits).count > 5)
    #expect(Self.tenImages.split(validationFraction: 0, seed: 1).validation.isEmpty)
    #expect(Self.tenImages.split(validationFraction: 1, seed: 1).training.isEmpty)
  }

  @Test func aPrefixOfASplitStillNamesTheRightPixels() {
    let part = Self.tenImages.split(validationFraction: 0.5, seed: 3).validation.prefix(3)
    for index in 0..<3 {
      #expect(part[index].pixels.allSatisfy { Int($0) == part.labels[index] })
    }
  }

  @Test(
    .enabled(if: ProcessInfo.processInfo.environment["SWIFTGRAD_DATA"] != nil),
    arguments: ImageDataset.Split.allCases)
  func realMNISTHasItsKnownCounts(split: ImageDataset.Split) throws {
    let folder = try #require(ProcessInfo.processInfo.environment["SWIFTGRAD_DATA"])
    let mnist = try ImageDataset.mnist(at: folder, split: split)
    let counts = (0..<10).map { digit in mnist.labels.count { $0 == digit } }
    #expect(
      counts
        == (split == .training
          ? [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
          : [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]))
    #expect(mnist[0].label == (split == .training ? 5 : 7))
  }

  @Test func pixelsThatDoNotFillTheImagesTrap() async {
    await #expect(processExitsWith: .failure) {
      _ = ImageDataset(
        name: "", pixels: [1, 2, 3], labels: [0], rows: 2, columns: 2, classNames: ["a"],
        normalization: .init(mean: 0, standardDeviation: 1))
    }
  }
}
