import Autograd
import Foundation
import Testing

@testable import Datasets

@Suite("Malformed files")
struct MalformedFileTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  struct Malformation: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let offset: Int
    let expected: String
    let found: String
  }

  static let malformations = [
    Malformation(
      testDescription: "empty", bytes: [], offset: 0,
      expected: "the 4 bytes that begin an IDX file",
      found: "the end of the data after 0 of 4 bytes"),
    Malformation(
      testDescription: "magic number cut off", bytes: [0, 0, 8], offset: 3,
      expected: "the 4 bytes that begin an IDX file",
      found: "the end of the data after 3 of 4 bytes"),
    Malformation(
      testDescription: "text", bytes: Array("<html>not a data set</html>".utf8), offset: 0,
      expected: "the two zero bytes that begin an IDX file", found: "60 and 104"),
    Malformation(
      testDescription: "floats", bytes: FileBytes.idx(type: 0x0D, shape: [1]), offset: 2,
      expected: "element type 8 (unsigned byte)", found: "13 (32-bit float)"),
    Malformation(
      testDescription: "unknown type", bytes: FileBytes.idx(type: 1, shape: [1]), offset: 2,
      expected: "element type 8 (unsigned byte)", found: "1 (no IDX type)"),
    Malformation(
      testDescription: "dimensions cut off", bytes: [0, 0, 8, 3, 0, 0, 0, 1, 0], offset: 9,
      expected: "12 bytes for 3 dimensions", found: "the end of the data after 5 of 12 bytes"),
    Malformation(
      testDescription: "truncated",
      bytes: FileBytes.idx(shape: [2, 20]).dropLast(10), offset: 42,
      expected: "2 × 20 elements", found: "the end of the data after 30 of 40 bytes"),
    Malformation(
      testDescription: "oversized", bytes: FileBytes.idx(shape: [2, 3]) + [9], offset: 18,
      expected: "the end of the data after 2 × 3 elements", found: "more bytes"),
    Malformation(
      testDescription: "ten times as much promised",
      bytes: FileBytes.idx(shape: [920], elements: Array(0..<92)), offset: 100,
      expected: "920 elements", found: "the end of the data after 92 of 920 bytes"),
    Malformation(
      testDescription: "overflow",
      bytes: FileBytes.idx(
        shape: [0xffff_ffff, 0xffff_ffff, 0xffff_ffff], elements: Array(0..<92)), offset: 4,
      expected: "dimensions whose product is below 2⁶³",
      found: "4294967295 × 4294967295 × 4294967295 elements"),
  ]

  @Test(arguments: malformations)
  func isRefusedWithTheByteThatIsWrong(malformation: Malformation) throws {
    for isCompressed in [false, true] {
      let bytes = isCompressed ? FileBytes.gzip(malformation.bytes) : malformation.bytes
      let file = try folder.write(bytes, to: "file")
      let error = #expect(throws: DatasetError.self) { try IDXArray(contentsOf: file) }
      #expect(error?.kind == .badData)
      #expect(error?.file == file)
      let offset = malformation.offset
      #expect(error?.location == (isCompressed ? .decompressedByte(offset) : .byte(offset)))
      #expect(error?.expected == malformation.expected)
      #expect(error?.found == malformation.found)
    }
  }

  @Test func anErrorIsOneLineWithEverythingInIt() throws {
    let file = try folder.write(FileBytes.gzip(FileBytes.idx(shape: [2]) + [0]), to: "digits.gz")
    let error = #expect(throws: DatasetError.self) { try IDXArray(contentsOf: file) }
    #expect(
      error?.description == file + ": byte 10 of the decompressed data: "
        + "expected the end of the data after 2 elements, found more bytes")
  }

  @Test func gzipDataCannotPromiseMoreThanItHasRoomFor() throws {
    let bytes = FileBytes.gzip(FileBytes.idx(shape: [0xffff_ffff], elements: Array(0..<92)))
    let file = try folder.write(bytes, to: "promise.gz")
    let error = #expect(throws: DatasetError.self) { try IDXArray(contentsOf: file) }
    #expect(error?.location == .decompressedByte(4))
    #expect(
      error?.expected == "at most the \(1032 * bytes.count) elements that fit into its gzip data")
    #expect(error?.found == "4294967295 elements")
  }

  /// Both promise more than any machine's memory: one is too short, of the other nearly all is a hole.
  @Test func aFileOfHolesTakesNoMemory() throws {
    let shape = [1 << 20, 1 << 10, 1 << 10]
    let header = FileBytes.idx(shape: shape, elements: [])
    let file = try folder.write(header, to: "holes")
    let handle = try #require(FileHandle(forWritingAtPath: file))
    try handle.truncate(atOffset: UInt64(header.count) + 1 << 40)
    let large = #expect(throws: DatasetError.self) { try IDXArray(contentsOf: file) }
    #expect(large?.location == .byte(4))
    #expect(large?.expected.hasSuffix("elements that fit into this machine's memory") == true)
    #expect(large?.found == "1048576 × 1024 × 1024 elements")

    let promise = FileBytes.idx(shape: [1 << 29], elements: [])
    let short = try folder.write(promise, to: "short")
    try #require(FileHandle(forWritingAtPath: short)).truncate(atOffset: 1 << 28)
    let end = #expect(throws: DatasetError.self) { try IDXArray(contentsOf: short) }
    #expect(end?.location == .byte(1 << 28))
    #expect(end?.found == "the end of the data after 268435448 of 536870912 bytes")
  }

  @Test func truncatedGzipEndsAtTheEndOfTheFile() throws {
    let bytes = FileBytes.gzip(FileBytes.idx(shape: [100]))
    for count in 2..<bytes.count {
      let file = try folder.write(Array(bytes.prefix(count)), to: "truncated.gz")
      let error = #expect(throws: DatasetError.self) { try IDXArray(contentsOf: file) }
      #expect(error?.kind == .badData)
      #expect(error?.location == .byte(count))
      #expect(error?.expected == "the rest of the gzip data")
    }
  }

  @Test func aWrongChecksumIsFoundInTheTrailer() throws {
    var bytes = FileBytes.gzip(FileBytes.idx(shape: [100]))
    bytes[60] ^= 1
    let file = try folder.write(bytes, to: "corrupt.gz")
    let error = #expect(throws: DatasetError.self) { try IDXArray(contentsOf: file) }
    #expect(error?.kind == .badData)
    #expect(error?.found == "\"incorrect data check\"")
    guard case .byte(let offset) = error?.location else {
      Issue.record("not a place in the file itself")
      return
    }
    #expect((bytes.count - 8...bytes.count).contains(offset))
  }

  @Test func bytesAfterTheGzipDataAreRefused() throws {
    let bytes = FileBytes.gzip(FileBytes.idx(shape: [3])) + [1, 2, 3]
    let file = try folder.write(bytes, to: "trailing.gz")
    let error = #expect(throws: DatasetError.self) { try IDXArray(contentsOf: file) }
    #expect(error?.expected == "sound gzip data")
  }

  @Test func whatCannotBeOpenedIsSaidToBeSo() throws {
    let link = folder.path + "/link"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: "nowhere")
    let cases = [
      (folder.path + "/missing", "none (No such file or directory)"), (folder.path, "a folder"),
      (folder.path + "/missing/file", "none (No such file or directory)"),
      (link, "a link to \"nowhere\", which leads to none (No such file or directory)"),
      ("/dev/null", "something that is not a regular file"),
    ]
    for (file, found) in cases {
      let error = #expect(throws: DatasetError.self) { try IDXArray(contentsOf: file) }
      #expect(error?.kind == .cannotOpen)
      #expect(error?.file == file)
      #expect(error?.location == .wholeFile)
      #expect(error?.found == found)
    }
  }

  #if os(Linux)
    @Test func aFileThatCannotBeReadSaysWhatTheSystemSaid() throws {
      // A regular file by its kind, whose beginning no process has in its memory.
      let file = try InputFile(path: "/proc/self/mem")
      let error = #expect(throws: DatasetError.self) { try file.read(upTo: 10) }
      #expect(error?.found == "an error (Input/output error) while reading")
    }
  #endif

  // The system refuses nothing to its administrator.
  @Test(.enabled(if: getuid() != 0))
  func aFileWithoutPermissionCannotBeOpened() throws {
    let file = try folder.write(FileBytes.idx(shape: [1]), to: "secret")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file)
    let error = #expect(throws: DatasetError.self) { try IDXArray(contentsOf: file) }
    #expect(error?.kind == .cannotOpen)
  }

  @Test func mutatedFilesAreReadOrRefused() throws {
    var generator = SeededGenerator(seed: 7)
    var refused = 0
    for round in 0..<600 {
      var bytes = FileBytes.idx(shape: [2, 3, 4])
      if round % 3 == 0 { bytes = FileBytes.gzip(bytes) }
      for _ in 0...generator.integer(below: 4) where !bytes.isEmpty {
        // Headers are what decides: half of the changes fall into the first 20 bytes.
        let reach = generator.integer(below: 2) == 0 ? min(20, bytes.count) : bytes.count
        let index = generator.integer(below: reach)
        switch generator.integer(below: 6) {
        case 0: bytes.removeLast(bytes.count - index)
        case 1: bytes.insert(UInt8(truncatingIfNeeded: generator.next()), at: index)
        case 2: bytes[index] = 0xff
        default: bytes[index] = UInt8(truncatingIfNeeded: generator.next())
        }
      }
      let file = try folder.write(bytes, to: "mutated")
      do {
        let array = try IDXArray(contentsOf: file)
        #expect(array.bytes.count == array.shape.reduce(1, *))
        #expect(array.bytes.count <= 1032 * bytes.count)
      } catch {
        #expect(error.kind == .badData)
        refused += 1
      }
    }
    #expect(refused > 300 && refused < 600)
  }
}
