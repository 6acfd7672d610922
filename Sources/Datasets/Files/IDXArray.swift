#if os(Linux)
  import Glibc
#endif

/// The contents of an IDX file of unsigned bytes: the format that MNIST is published in.
///
/// An IDX file is two zero bytes, the type of its elements (8 for unsigned bytes), the number of its
/// dimensions, then each dimension as a big-endian 32-bit number, then the elements, the last
/// dimension changing fastest (LeCun, Cortes and Burges, "The MNIST database of handwritten digits").
public struct IDXArray: Sendable {
  /// The size of each dimension, such as [60000, 28, 28].
  public let shape: [Int]
  /// The elements, the last dimension changing fastest.
  public let bytes: [UInt8]
  let file: String
  let isCompressed: Bool

  /// Reads a file, which may be compressed by gzip, whatever its name.
  ///
  /// Memory is taken for what the file holds, not for what its header promises.
  /// - Throws: ``DatasetError`` if the file cannot be opened, is not IDX, has elements other than
  ///   unsigned bytes, or has fewer or more of them than its header says.
  public init(contentsOf file: String) throws(DatasetError) {
    let contents = try DecompressedFile(path: file)
    self.file = file
    isCompressed = contents.isCompressed

    let magic = try contents.read(
      exactly: 4, from: 0, expected: "the 4 bytes that begin an IDX file")
    let isCompressed = self.isCompressed
    func badData(at offset: Int, expected: String, found: String) -> DatasetError {
      .badData(file, at: offset, isCompressed: isCompressed, expected: expected, found: found)
    }
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
    let headerSize = 4 + 4 * rank
    let sizes = try contents.read(
      exactly: 4 * rank, from: 4, expected: "\(4 * rank) bytes for \(rank) dimensions")
    shape = (0..<rank).map { axis in
      sizes[(4 * axis)..<(4 * axis + 4)].reduce(0) { $0 << 8 | Int($1) }
    }
    let elements = "\(shape.map(String.init).joined(separator: " × ")) elements"
    guard let count = Self.product(shape) else {
      throw badData(at: 4, expected: "dimensions whose product is below 2⁶³", found: elements)
    }
    bytes = try contents.read(exactly: count, from: headerSize, expected: elements)
    guard try contents.read(upTo: 1).isEmpty else {
      throw badData(
        at: headerSize + count, expected: "the end of the data after \(elements)",
        found: "more bytes")
    }
  }

  /// The error of a file whose element at an offset of its data is not as expected.
  func error(at offset: Int, expected: String, found: String) -> DatasetError {
    .badData(file, at: offset, isCompressed: isCompressed, expected: expected, found: found)
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
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(count, largestCount, Self.largestReservation))
    bytes.adviseLargePages()
    while bytes.count < count {
      let piece = try read(upTo: count - bytes.count)
      if piece.isEmpty {
        throw .badData(
          path, at: offset + bytes.count, isCompressed: isCompressed, expected: expected,
          found: "the end of the data after \(bytes.count) of \(count) bytes")
      }
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
    _ file: String, at offset: Int, isCompressed: Bool, expected: String, found: String
  ) -> Self {
    DatasetError(
      kind: .badData, file: file,
      location: isCompressed ? .decompressedByte(offset) : .byte(offset),
      expected: expected, found: found)
  }
}
