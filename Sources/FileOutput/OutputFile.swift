import Foundation

/// A file that is written whole or not at all.
///
///     var file = try OutputFile("loss.svg")
///     try file.write(picture)
///     try file.finish()
///
/// What is written goes to a temporary file beside it, such as `.loss.svg.swiftgrad-4711-0.tmp`, which takes the file's place
/// in ``finish()`` and is removed if it never comes to that. One that a killed program left is removed by the next program that
/// writes the same file. In the end the disk has both the file and its name.
///
/// A link stays, and what it leads to is written. The file keeps its mode, and its owner and group where the system allows
/// it; extended attributes and access control lists are not carried over, and other hard links keep the old contents. What is
/// no regular file, such as a device, a named pipe or `/dev/stdout`, is written as it stands, for nothing can take its place.
package struct OutputFile: ~Copyable {
  private let path: String
  private let descriptor: Descriptor
  private let replacement: Replacement?
  private var isInPlace = false

  /// Begins a file. Waits for a reader if it is a named pipe.
  ///
  /// - Throws: if the file cannot be written or its folder takes no file; what was there is as it was.
  package init(_ path: String) throws(OutputFileError) {
    self.path = path
    switch try Opening(path) {
    case .asItStands(let descriptor):
      self.descriptor = descriptor
      replacement = nil
    case .replacing(let existing, at: let place):
      do throws(SystemError) {
        let replacement = try Replacement(of: existing, at: place)
        descriptor = replacement.descriptor
        self.replacement = replacement
      } catch {
        throw OutputFileError(
          path: path, expected: "a folder \"\(place.folderPath)\" that takes files",
          found: "\(error)")
      }
    }
  }

  deinit {
    if !isInPlace { replacement?.remove() }
  }

  /// Writes what comes next in the file.
  package mutating func write(_ bytes: Data) throws(OutputFileError) {
    do throws(SystemError) {
      try writeAll(bytes, to: descriptor.number)
    } catch {
      throw OutputFileError(
        path: path, expected: "it to take what is written", found: "\(error)")
    }
  }

  /// Puts the file in its place.
  package consuming func finish() throws(OutputFileError) {
    do throws(SystemError) {
      try replacement?.takeAttributes()
      try descriptor.synchronize()
      try replacement?.takePlace()
      isInPlace = true
    } catch {
      throw OutputFileError(
        path: path, expected: "a file that can be replaced", found: "\(error)")
    }
  }

  /// Writes a file at once.
  package static func write(_ bytes: Data, to path: String) throws(OutputFileError) {
    var file = try OutputFile(path)
    try file.write(bytes)
    try file.finish()
  }
}

/// How a file is going to be written.
private enum Opening {
  case asItStands(Descriptor)
  /// In place of what is there now; nil for nothing.
  case replacing(stat?, at: Destination.Place)

  init(_ path: String) throws(OutputFileError) {
    // C would take the name to end there.
    guard !path.utf8.contains(0) else {
      throw OutputFileError(
        path: path, expected: "the name of a file", found: "one with a zero byte")
    }
    do throws(SystemError) {
      switch try Destination(of: path) {
      case .open(let number): self = .asItStands(try Descriptor(duplicating: number))
      case .place(let place): self = try Opening(path, at: place)
      }
    } catch {
      throw OutputFileError(path: path, expected: "a file that may be written", found: "\(error)")
    }
  }

  private init(_ path: String, at place: Destination.Place) throws(SystemError) {
    do throws(SystemError) {
      // A file that the system would not have written is not replaced either.
      let descriptor = try Descriptor(opening: path, O_WRONLY)
      let status = try descriptor.status()
      self = status.isA(S_IFREG) ? .replacing(status, at: place) : .asItStands(descriptor)
    } catch  where error.code == ENOENT {
      self = .replacing(nil, at: place)
    }
  }
}
