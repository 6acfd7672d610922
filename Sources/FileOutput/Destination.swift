import Foundation

/// What a path leads to, all links followed.
enum Destination {
  /// A file that this program has open, such as `/dev/stdout`.
  case open(Int32)
  /// A place for a file, which may be there or not.
  case place(Place)

  /// A name in a folder.
  struct Place {
    /// With the slash at its end; empty for the current folder.
    let folder: Substring
    let name: Substring

    init(_ path: String) {
      let start = path.utf8.lastIndex(of: UInt8(ascii: "/")).map(path.utf8.index(after:))
      folder = path[..<(start ?? path.startIndex)]
      name = path[(start ?? path.startIndex)...]
    }

    var path: String { "\(folder)\(name)" }
    /// The folder as the system and a reader take it.
    var folderPath: String {
      switch folder {
      case "": "."
      case "/": "/"
      default: String(folder.dropLast())
      }
    }
  }

  init(of path: String) throws(SystemError) {
    var place = Place(path)
    // As many as Linux follows.
    for _ in 0..<40 {
      if let number = Self.openFile(at: place) {
        self = .open(number)
        return
      }
      guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: place.path)
      else {
        self = .place(place)
        return
      }
      // An accent at the start of a name would make one character with the slash.
      let isAbsolute = target.utf8.first == UInt8(ascii: "/")
      place = Place(isAbsolute ? target : place.folder + target)
    }
    throw SystemError(code: ELOOP)
  }

  /// The number of an open file of this program's, if that is what a path stands for: opened by its path, it would be
  /// written from its beginning again.
  private static func openFile(at place: Place) -> Int32? {
    guard let number = Int32(place.name), let folder = unsafe realpath(place.folderPath, nil) else {
      return nil
    }
    defer { unsafe free(folder) }
    return unsafe ["/proc/\(getpid())/fd", "/dev/fd"].contains(String(cString: folder))
      ? number : nil
  }
}
