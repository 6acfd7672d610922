import CZlib

/// Gzip data written and read in one go, by zlib alone: what the reader of files is compared with.
enum Gzip {
  /// One member, compressed at a level from 0 to 9.
  static func compress(_ bytes: [UInt8], level: Int) -> [UInt8] {
    var stream = unsafe z_stream()
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    unsafe _ = deflateInit2_(
      &stream, Int32(level), Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
    defer { unsafe _ = deflateEnd(&stream) }
    let capacity = bytes.count + bytes.count / 100 + 100
    var input = bytes
    return unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
      unsafe input.withUnsafeMutableBufferPointer { input in
        unsafe stream.next_in = input.baseAddress
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(capacity)
        unsafe _ = deflate(&stream, Z_FINISH)
      }
      unsafe count = capacity - Int(stream.avail_out)
    }
  }

  /// All members; nil if anything is wrong with them.
  static func decompress(_ bytes: [UInt8]) -> [UInt8]? {
    var output: [UInt8] = []
    var rest = bytes
    repeat {
      guard let (member, used) = decompressMember(rest) else { return nil }
      output += member
      rest.removeFirst(used)
    } while !rest.isEmpty
    return output
  }

  private static func decompressMember(_ bytes: [UInt8]) -> ([UInt8], used: Int)? {
    var stream = unsafe z_stream()
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    unsafe _ = inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, size)
    defer { unsafe _ = inflateEnd(&stream) }
    // No data can be expanded further.
    let capacity = 1032 * bytes.count + 1
    var input = bytes
    var status = Z_OK
    let output = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
      unsafe input.withUnsafeMutableBufferPointer { input in
        unsafe stream.next_in = input.baseAddress
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(capacity)
        status = unsafe inflate(&stream, Z_FINISH)
      }
      unsafe count = capacity - Int(stream.avail_out)
    }
    return status == Z_STREAM_END ? (output, bytes.count - Int(unsafe stream.avail_in)) : nil
  }
}
