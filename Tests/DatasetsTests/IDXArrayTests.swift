import Datasets
import Foundation
import Testing

@Suite("IDXArray")
struct IDXArrayTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test(arguments: [[], [0], [1], [7], [2, 3], [3, 0, 4], [2, 3, 5], [1, 2, 1, 3, 2]])
  func readsEveryRank(shape: [Int]) throws {
    let bytes = FileBytes.idx(shape: shape)
    let plain = try IDXArray(contentsOf: folder.write(bytes, to: "plain"))
    #expect(plain.shape == shape)
    #expect(plain.bytes == Array(bytes.dropFirst(4 + 4 * shape.count)))
    let compressed = try IDXArray(contentsOf: folder.write(FileBytes.gzip(bytes), to: "compressed"))
    #expect(compressed.shape == shape)
    #expect(compressed.bytes == plain.bytes)
  }

  @Test(arguments: [65_535, 65_536, 65_537, 140_000])
  func readsArraysLongerThanItsPieces(count: Int) throws {
    let bytes = FileBytes.idx(shape: [count])
    for (name, file) in [("plain", bytes), ("compressed", FileBytes.gzip(bytes))] {
      let array = try IDXArray(contentsOf: folder.write(file, to: name))
      #expect(array.bytes == Array(bytes.dropFirst(8)))
    }
  }

  // Written by Python's gzip module: an array [256] whose element i is i² mod 7.
  @Test func readsDeflatedData() throws {
    let file = try #require(
      Data(base64Encoded: "H4sIAAAAAAAC/2Ng4GBkYAAhFiYmFsYRSwEAACmQRwgBAAA="))
    let array = try IDXArray(contentsOf: folder.write([UInt8](file), to: "name does not matter"))
    #expect(array.shape == [256])
    #expect(array.bytes == (0..<256).map { UInt8($0 * $0 % 7) })
  }

  @Test(arguments: [0, 1, 4, 6, 20])
  func readsGzipFilesOfSeveralMembers(cut: Int) throws {
    let bytes = FileBytes.idx(shape: [3, 4])
    let file =
      FileBytes.gzip(Array(bytes.prefix(cut))) + FileBytes.gzip(Array(bytes.dropFirst(cut)))
    let array = try IDXArray(contentsOf: folder.write(file, to: "members.gz"))
    #expect(array.shape == [3, 4])
    #expect(array.bytes == Array(0..<12))
  }

  @Test func readsThroughASymbolicLink() throws {
    let file = try folder.write(FileBytes.idx(shape: [2]), to: "file")
    let link = folder.path + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
    #expect(try IDXArray(contentsOf: link).bytes == [0, 1])
  }
}
