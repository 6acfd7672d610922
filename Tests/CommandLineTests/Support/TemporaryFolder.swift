import Foundation

/// A folder of its own for a test, gone when nothing refers to it any more.
final class TemporaryFolder {
  let path = FileManager.default.temporaryDirectory
    .appending(path: "swiftgrad-tests-\(UUID().uuidString)").path

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    // What stays behind lies in the system's temporary folder.
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes the four files of MNIST, each image of one value, its label after it.
  func writeMNIST(images: Int = 3, in subfolder: String = ".") throws {
    for (prefix, count) in [("train", images), ("t10k", images)] {
      let pixels = (0..<count).flatMap { [UInt8](repeating: UInt8($0 * 20), count: 784) }
      try write(
        [0, 0, 8, 3] + bigEndian(count, 28, 28) + pixels,
        to: "\(subfolder)/\(prefix)-images-idx3-ubyte")
      let labels = (0..<count).map { UInt8($0 % 10) }
      try write(
        [0, 0, 8, 1] + bigEndian(count) + labels, to: "\(subfolder)/\(prefix)-labels-idx1-ubyte")
    }
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(filePath: path).appending(path: name))
  }

  private func bigEndian(_ numbers: Int...) -> [UInt8] {
    numbers.flatMap { number in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } }
  }
}
