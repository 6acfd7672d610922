/// The bytes of files that the tests read back.
enum FileBytes {
  /// An IDX file; the elements count up from 0 if none are given.
  static func idx(type: UInt8 = 8, shape: [Int], elements: [UInt8]? = nil) -> [UInt8] {
    let sizes = shape.flatMap { size in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) }
    }
    return [0, 0, type, UInt8(shape.count)] + sizes
      + (elements ?? (0..<shape.reduce(1, *)).map { UInt8(truncatingIfNeeded: $0) })
  }

  /// A gzip member that stores bytes as they are (RFC 1951, 3.2.4; RFC 1952).
  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var file: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
    var position = 0
    repeat {
      let end = min(position + 65_535, bytes.count)
      let size = UInt16(end - position)
      file.append(end == bytes.count ? 1 : 0)
      file += littleEndian(UInt32(size) | UInt32(~size) << 16) + bytes[position..<end]
      position = end
    } while position < bytes.count
    return file + littleEndian(checksum(bytes)) + littleEndian(UInt32(bytes.count))
  }

  private static func littleEndian(_ word: UInt32) -> [UInt8] {
    [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: word >> $0) }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0 as UInt32) { remainder, byte in
      (0..<8).reduce(remainder ^ UInt32(byte)) { word, _ in
        word >> 1 ^ (word & 1 == 1 ? 0xedb8_8320 : 0)
      }
    }
  }
}
