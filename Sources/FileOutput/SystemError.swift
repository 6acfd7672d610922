import Foundation

/// Why the system refused a call, by its `errno`.
package struct SystemError: Error, Hashable, Sendable {
  package let code: Int32

  package init(code: Int32) { self.code = code }

  /// The error of the call that has just failed.
  package static var last: SystemError { SystemError(code: errno) }
}

extension SystemError: CustomStringConvertible {
  /// What was found where something else was expected, with the system's own words behind it.
  package var description: String {
    let plain =
      switch code {
      case ENOENT: "none"
      case EISDIR: "a folder"
      case ENOTDIR: "a file where a folder should be"
      case EACCES, EPERM: "no permission"
      case EROFS: "a file system that may only be read"
      case ENOSPC, EDQUOT: "no room left"
      case ELOOP: "links that lead to each other"
      case ENAMETOOLONG: "a name that is too long"
      case EFBIG: "a file that grows too large"
      case EBADF: "it closed"
      case EPIPE: "its reader gone"
      default: "an error"
      }
    return unsafe "\(plain) (\(String(cString: strerror(code))))"
  }
}
