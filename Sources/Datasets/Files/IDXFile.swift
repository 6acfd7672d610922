import Foundation

#if os(Linux)
  import Glibc
#endif

/// An IDX file whose header has been read and whose elements have not, so that a shape that will not do costs nothing.
struct IDXFile {
  /// The size of each dimension, such as [60000, 28, 28].
  let shape: [Int]
  /// The number of elements, a byte each.
  let count: Int
  private let contents: DecompressedFile

  /// Opens a file, which may be compressed by gzip, whatever its name, and reads its header.
  ///
  /// - Throws: ``DatasetError`` if the file cannot be opened, is not IDX, has elements other than unsigned bytes, or
  ///   promises more of them than this machine has memory.
  init(path: String) throws(DatasetError) {
    let contents = try DecompressedFile(path: path)
    self.contents = contents
    func badData(at offset: Int, expected: String, found: String) -> DatasetError {
      .badData(contents, at: offset, expected: expected, found: found)
    }

    let magic = try contents.read(
      exactly: 4, from: 0, expected: "the 4 bytes that begin an IDX file")
    guard magic[0] == 0, magic[1] == 0 else {
      throw badData(
        at: 0, expected: "the two zero bytes that begin an IDX file",
        found: "\(magic[0]) and \(magic[1])")
    }
    guard magic[2] == 8 else {
      throw badData(
        at: 2, expected: "element type 8 (unsigned byte)", found: Self.nameOfElementType(magic[2]))
    }

    let rank = Int(magic[3])
    let sizes = try contents.read(
      exactly: 4 * rank, from: 4, expected: "\(4 * rank) bytes for \(rank) dimensions")
    shape = (0..<rank).map { axis in
      sizes[(4 * axis)..<(4 * axis + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
    let found = "\(Self.text(shape)) elements"
    guard let count = Self.product(shape) else {
      throw badData(at: 4, expected: "dimensions whose product is below 2⁶³", found: found)
    }
    guard !contents.isCompressed || count <= contents.largestCount else {
      throw badData(
        at: 4,
        expected: "at most the \(contents.largestCount) elements that fit into its gzip data",
        found: found)
    }
    // Holes in a file take no room on the disk, and gzip can do with a thousandth.
    let memory = ProcessInfo.processInfo.physicalMemory
    guard count <= memory else {
      throw badData(
        at: 4, expected: "at most the \(memory) elements that fit into this machine's memory",
        found: found)
    }
    self.count = count
  }

  /// The path as it was given.
  var path: String { contents.path }

  /// Reads the elements, the last dimension changing fastest; once.
  ///
  /// Memory is taken for what the file holds, not for what its header promises, and for no more than that.
  /// - Throws: ``DatasetError`` if the file has fewer or more elements than its header says.
  func readElements() throws(DatasetError) -> [UInt8] {
    let headerSize = 4 + 4 * shape.count
    let elements = "\(Self.text(shape)) elements"
    let bytes = try contents.read(exactly: count, from: headerSize, expected: elements)
    guard try contents.read(upTo: 1).isEmpty else {
      throw error(
        at: headerSize + count, expected: "the end of the data after \(elements)",
        found: "more bytes")
    }
    return bytes
  }

  /// The error of a file whose byte at an offset of its data is not as expected.
  func error(at offset: Int, expected: String, found: String) -> DatasetError {
    .badData(contents, at: offset, expected: expected, found: found)
  }

  private static func text(_ shape: [Int]) -> String {
    shape.map(String.init).joined(separator: " × ")
  }

  private static func product(_ sizes: [Int]) -> Int? {
    if sizes.contains(0) { return 0 }
    var product = 1
    for size in sizes {
      let (next, overflow) = product.multipliedReportingOverflow(by: size)
      if overflow { return nil }
      product = next
    }
    return product
  }

  private static func nameOfElementType(_ code: UInt8) -> String {
    let names: [UInt8: String] = [
      0x09: "signed byte", 0x0B: "16-bit integer", 0x0C: "32-bit integer", 0x0D: "32-bit float",
      0x0E: "64-bit float",
    ]
    return "\(code) (\(names[code] ?? "no IDX type"))"
  }
}

extension DecompressedFile {
  /// The most memory that is set aside before the bytes to fill it have been seen.
  private static let largestReservation = 64 << 20

  /// Returns the next `count` bytes, which begin at `offset`.
  fileprivate func read(
    exactly count: Int, from offset: Int, expected: String
  ) throws(DatasetError) -> [UInt8] {
    func end(after found: Int) -> DatasetError {
      .badData(
        self, at: offset + found, expected: expected,
        found: "the end of the data after \(found) of \(count) bytes")
    }
    // Nothing is read of a plain file that is too short, be it made of holes and larger than memory.
    guard isCompressed || count <= largestCount - offset else {
      throw end(after: largestCount - offset)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(count, largestCount, Self.largestReservation))
    bytes.adviseLargePages()
    while bytes.count < count {
      let piece = try read(upTo: count - bytes.count)
      if piece.isEmpty { throw end(after: bytes.count) }
      bytes += piece
    }
    return bytes
  }
}

extension [UInt8] {
  /// Asks the system to put large pages behind the reserved memory, before it is first written: images are read in random
  /// order, and the CPU knows the places of too few small pages.
  fileprivate mutating func adviseLargePages() {
    #if os(Linux)
      let pageSize = 2 << 20
      let capacity = capacity
      unsafe withUnsafeMutableBytes { memory in
        guard let start = memory.baseAddress else { return }
        let first = unsafe start.alignedUp(toMultipleOf: pageSize)
        let size = unsafe (start + capacity - first) / pageSize * pageSize
        // Without them everything works as well, if slower.
        if size > 0 { unsafe _ = madvise(first, size, MADV_HUGEPAGE) }
      }
    #endif
  }
}

extension DatasetError {
  fileprivate static func badData(
    _ contents: DecompressedFile, at offset: Int, expected: String, found: String
  ) -> Self {
    DatasetError(
      kind: .badData, file: contents.path,
      location: contents.isCompressed ? .decompressedByte(offset) : .byte(offset),
      expected: expected, found: found)
  }
}
