import FileOutput
import Foundation

/// A regular file that is read from its beginning to its end, a piece at a time.
struct InputFile {
  let path: String
  /// The number of bytes in the file when it was opened.
  let length: Int
  /// Closes the file when it is released.
  private let handle: FileHandle

  init(path: String) throws(DatasetError) {
    self.path = path
    // A named pipe would keep its reader waiting for ever, and a folder opens but does not read, so
    // that the kind of file is looked at first.
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      let error = SystemError(code: errno)
      if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) {
        throw .cannotOpen(path, found: "a link to \"\(target)\", which leads to \(error)")
      }
      throw .cannotOpen(path, found: "\(error)")
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .cannotOpen(path, found: "a folder")
    default: throw .cannotOpen(path, found: "something that is not a regular file")
    }
    length = Int(status.st_size)
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(path, found: "\(SystemError(code: errno))") }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  /// Returns the next bytes, at most `count`, and none at the end of the file.
  func read(upTo count: Int) throws(DatasetError) -> [UInt8] {
    do {
      return [UInt8](try handle.read(upToCount: count) ?? Data())
    } catch {
      // Not `errno`, which whatever made the error may have changed.
      let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
      let problem = SystemError(code: underlying.map { Int32($0.code) } ?? EIO)
      throw .cannotOpen(path, found: "\(problem) while reading")
    }
  }
}

extension DatasetError {
  static func cannotOpen(
    _ file: String, expected: String = "a readable file", found: String
  ) -> Self {
    DatasetError(
      kind: .cannotOpen, file: file, location: .wholeFile, expected: expected, found: found)
  }
}
