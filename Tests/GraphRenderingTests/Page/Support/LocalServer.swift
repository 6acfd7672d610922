import Foundation

/// A server on this machine that is spoken to in HTTP, in one connection for each request.
///
/// Not by `URLSession`, which on Linux cannot read a header without a space behind the colon, as chromedriver writes them.
struct LocalServer: Sendable {
  let port: UInt16

  /// Sends a request and gives the content of the answer. Holds its thread up, for no wait longer than 30 s.
  func send(_ method: String, _ path: String, _ body: Data = Data()) throws -> Data {
    let head = """
      \(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\
      Content-Type: application/json\r\nContent-Length: \(body.count)\r\n\r\n
      """
    let connection = try connected()
    defer { try? connection.close() }
    try connection.write(contentsOf: Data(head.utf8) + body)
    var answer = Data()
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while true {
      if let content = Self.content(of: answer) { return content }
      // `read(upToCount:)` would wait for as many as that.
      let count = unsafe recv(connection.fileDescriptor, &bytes, bytes.count, 0)
      guard count > 0 else {
        let reason = count == 0 ? "the server closed it" : unsafe String(cString: strerror(errno))
        throw Browser.Failure(description: "no answer from port \(port): \(reason)")
      }
      answer += bytes[..<count]
    }
  }

  /// What follows the headers, once all of it is there.
  private static func content(of answer: Data) -> Data? {
    guard let end = answer.range(of: Data("\r\n\r\n".utf8)) else { return nil }
    let headers = String(decoding: answer[..<end.lowerBound], as: UTF8.self)
    let length = headers.firstMatch(of: /(?i)content-length: *(\d+)/).flatMap { Int($0.1) } ?? 0
    let content = answer[end.upperBound...]
    return content.count >= length ? Data(content.prefix(length)) : nil
  }

  private func connected() throws -> FileHandle {
    #if canImport(Glibc)
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    let connection = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var limit = timeval(tv_sec: 30, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      unsafe setsockopt(
        descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = unsafe withUnsafeBytes(of: &address) { bytes in
      guard let start = bytes.baseAddress else { return Int32(-1) }
      return unsafe connect(
        descriptor, start.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
    }
    guard status == 0 else {
      throw Browser.Failure(description: "nothing listens at port \(port)")
    }
    return connection
  }
}
