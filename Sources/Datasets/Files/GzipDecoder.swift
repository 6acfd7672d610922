import CZlib

/// Decompresses the members of a gzip file: all that this module does with zlib's pointers.
@safe final class GzipDecoder {
  enum Failure: Error {
    /// What zlib says is wrong with the bytes.
    case corrupt(String)
    case outOfMemory
  }

  /// Whether all members begun so far are complete, so that the file may end here.
  private(set) var isAtEndOfMember = false
  // zlib keeps the address of its stream, which therefore must not move.
  private let stream: UnsafeMutablePointer<z_stream>

  init() throws(Failure) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15 is the largest window, and 16 more asks for gzip's header and checksum.
    let status = unsafe inflateInit2_(
      stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw .outOfMemory }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Decompresses from the unread part of `input`, and moves `position` past what was used.
  ///
  /// - Returns: At most `count` bytes; none says that more input is needed or that a member ended.
  func decode(
    _ input: [UInt8], from position: inout Int, upTo count: Int
  ) throws(Failure) -> [UInt8] {
    if isAtEndOfMember {
      unsafe inflateReset(stream)
      isAtEndOfMember = false
    }
    var status = Z_OK
    let stream = unsafe self.stream
    let output = unsafe [UInt8](unsafeUninitializedCapacity: count) { output, initializedCount in
      unsafe input.withUnsafeBufferPointer { input in
        let unread = unsafe input[position...]
        // zlib reads its input only; its type is not const for the sake of old compilers.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(
          mutating: UnsafeBufferPointer(rebasing: unread).baseAddress)
        unsafe stream.pointee.avail_in = UInt32(unread.count)
        unsafe stream.pointee.next_out = output.baseAddress
        unsafe stream.pointee.avail_out = UInt32(output.count)
        status = unsafe inflate(stream, Z_NO_FLUSH)
        unsafe position += unread.count - Int(stream.pointee.avail_in)
        unsafe initializedCount = output.count - Int(stream.pointee.avail_out)
      }
    }
    switch status {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: isAtEndOfMember = true
    case Z_MEM_ERROR: throw .outOfMemory
    default:
      let message = unsafe stream.pointee.msg.map { unsafe String(cString: $0) }
      throw .corrupt(message ?? "zlib's error \(status)")
    }
    return output
  }
}
