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
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let attributes: [FileAttributeKey: Any]
    do {
      attributes = try FileManager.default.attributesOfItem(atPath: target.path)
    } catch CocoaError.fileReadNoSuchFile {
      throw .cannotOpen(path, found: "no such file")
    } catch {
      throw .cannotOpen(path, found: "none (\(error.localizedDescription))")
    }
    switch attributes[.type] as? FileAttributeType {
    case .typeRegular: break
    case .typeDirectory: throw .cannotOpen(path, found: "a folder")
    default: throw .cannotOpen(path, found: "something that is not a regular file")
    }
    guard let length = attributes[.size] as? Int else {
      throw .cannotOpen(path, found: "one of unknown size")
    }
    self.length = length
    do {
      handle = try FileHandle(forReadingFrom: target)
    } catch {
      throw .cannotOpen(path, found: "one that may not be read (\(error.localizedDescription))")
    }
  }

  /// Returns the next bytes, at most `count`, and none at the end of the file.
  func read(upTo count: Int) throws(DatasetError) -> [UInt8] {
    do {
      return [UInt8](try handle.read(upToCount: count) ?? Data())
    } catch {
      throw .cannotOpen(path, found: "an error while reading (\(error.localizedDescription))")
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
