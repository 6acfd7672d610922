import Foundation

/// Makes a folder, and those that it lies in, as far as they are not there.
///
/// - Throws: if there is no folder in the end, with why the last of them could not be made.
package func makeFolder(_ path: String) throws(OutputFileError) {
  // C would take the name to end there.
  guard !path.utf8.contains(0) else {
    throw OutputFileError(
      path: path, expected: "the name of a folder", found: "one with a zero byte")
  }
  for end in path.utf8.indices where path.utf8[end] == UInt8(ascii: "/") {
    // Whatever becomes of it: what counts is whether the last one is there.
    _ = unsafe mkdir(String(path[..<end]), 0o777)
  }
  _ = unsafe mkdir(path, 0o777)
  let refusal = SystemError.last
  var status = stat()
  guard unsafe stat(path, &status) == 0, status.isA(S_IFDIR) else {
    throw OutputFileError(path: path, expected: "a folder", found: "\(refusal)")
  }
}
