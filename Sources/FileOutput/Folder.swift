import Foundation

/// Makes a folder, with those that it is to lie in; one that is there already stays as it is.
package func makeFolder(at path: String) throws(SystemError) {
  if unsafe mkdir(path, 0o777) == 0 { return }
  switch errno {
  case EEXIST:
    var file = stat()
    guard unsafe stat(path, &file) == 0 else { throw .last }
    guard file.isA(S_IFDIR) else { throw SystemError(code: ENOTDIR) }
  case ENOENT:
    let parent = URL(filePath: path).deletingLastPathComponent().path
    guard !parent.isEmpty, parent != path else { throw SystemError(code: ENOENT) }
    try makeFolder(at: parent)
    guard unsafe mkdir(path, 0o777) == 0 || errno == EEXIST else { throw .last }
  default:
    throw .last
  }
}
