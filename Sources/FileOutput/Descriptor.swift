import Foundation

/// An open file of the system's, closed when it is let go.
final class Descriptor: Sendable {
  let number: Int32

  /// Opens a file; no program that this one starts inherits it.
  init(opening path: String, _ flags: Int32, mode: mode_t = 0) throws(SystemError) {
    number = try Self.uninterrupted { unsafe open(path, flags | O_CLOEXEC | O_NOCTTY, mode) }
  }

  /// Another name for a file that is open already.
  init(duplicating number: Int32) throws(SystemError) {
    self.number = try Self.uninterrupted { fcntl(number, F_DUPFD_CLOEXEC, 0) }
  }

  deinit { close(number) }

  func status() throws(SystemError) -> stat {
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { throw .last }
    return status
  }

  /// Returns when the disk has what was written.
  func synchronize() throws(SystemError) {
    do {
      _ = try Self.uninterrupted { fsync(number) }
    } catch  where [EINVAL, ENOTSUP, EROFS].contains(error.code) {
      // A pipe or a terminal, which have nothing to synchronize.
    }
  }

  /// Locks the file, or throws `EWOULDBLOCK` if another has; the lock ends with its holder, however that ends.
  func lock() throws(SystemError) {
    _ = try Self.uninterrupted { flock(number, LOCK_EX | LOCK_NB) }
  }

  private static func uninterrupted(_ call: () -> Int32) throws(SystemError) -> Int32 {
    while true {
      let result = call()
      if result >= 0 { return result }
      if errno != EINTR { throw .last }
    }
  }
}

extension stat {
  func isA(_ kind: mode_t) -> Bool { st_mode & S_IFMT == kind }
}

/// Writes all of `bytes` to an open file, however many calls that takes.
package func writeAll(_ bytes: Data, to descriptor: Int32) throws(SystemError) {
  // More at once than macOS takes, or Linux.
  let most = 1 << 30
  var start = 0
  while start < bytes.count {
    let count = unsafe bytes.withUnsafeBytes { buffer in
      let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[start...].prefix(most))
      return unsafe write(descriptor, rest.baseAddress, rest.count)
    }
    if count >= 0 {
      start += count
    } else if errno == EAGAIN {
      // Someone who shares the file has asked not to be kept waiting.
      var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      unsafe _ = poll(&ready, 1, -1)
    } else if errno != EINTR {
      throw .last
    }
  }
}
