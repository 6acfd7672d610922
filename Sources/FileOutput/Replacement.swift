import Foundation

/// A temporary file that is to take the place of another, or of none.
///
/// Its lock tells one that is being written from one that a killed program left. A number of a process would not: another
/// machine or container may write to the same folder.
struct Replacement {
  let descriptor: Descriptor
  private let temporaryPath: String
  private let existing: stat?
  private let place: Destination.Place

  /// Makes the temporary file, after those that killed programs left for the same place have been removed.
  init(of existing: stat?, at place: Destination.Place) throws(SystemError) {
    self.existing = existing
    self.place = place
    Self.removeAbandoned(for: place)
    var number = 0
    while true {
      let path =
        "\(place.folder)\(Self.temporaryPrefix(for: place))\(getpid())-\(number)\(Self.suffix)"
      if let descriptor = try Self.make(path, isPrivate: existing != nil) {
        self.descriptor = descriptor
        temporaryPath = path
        return
      }
      number += 1
    }
  }

  /// Makes and locks a file; nil if there is one, or if another program takes it for one that is abandoned.
  private static func make(_ path: String, isPrivate: Bool) throws(SystemError) -> Descriptor? {
    do throws(SystemError) {
      let descriptor = try Descriptor(
        opening: path, O_WRONLY | O_CREAT | O_EXCL, mode: isPrivate ? 0o600 : 0o666)
      do throws(SystemError) {
        try descriptor.lock()
      } catch  where error.code != EWOULDBLOCK {
        // A file system without locks, on which nothing is taken to be abandoned.
      }
      return try descriptor.status().st_nlink > 0 ? descriptor : nil
    } catch  where error.code == EEXIST || error.code == EWOULDBLOCK {
      return nil
    }
  }

  /// Gives the temporary file the owner and the mode of the file whose place it takes.
  func takeAttributes() throws(SystemError) {
    guard let existing else { return }
    var mode = existing.st_mode & 0o7777
    let status = try descriptor.status()
    if status.st_uid != existing.st_uid || status.st_gid != existing.st_gid,
      fchown(descriptor.number, existing.st_uid, existing.st_gid) != 0
    {
      // Not everyone may give files away. What the old group was allowed, another one is not.
      let keepsGroup = fchown(descriptor.number, uid_t.max, existing.st_gid) == 0
      mode &= keepsGroup ? 0o777 : 0o707
    }
    guard fchmod(descriptor.number, mode) == 0 else { throw .last }
  }

  /// Renames the temporary file.
  func takePlace() throws(SystemError) {
    guard unsafe rename(temporaryPath, place.path) == 0 else { throw .last }
    // The new name is there by now. A folder that cannot be synchronized is no reason to say that it is not.
    try? Descriptor(opening: place.folderPath, O_RDONLY).synchronize()
  }

  func remove() { unsafe _ = unlink(temporaryPath) }

  private static func removeAbandoned(for place: Destination.Place) {
    let prefix = temporaryPrefix(for: place)
    let names = try? FileManager.default.contentsOfDirectory(atPath: place.folderPath)
    for name in names ?? [] where name.hasPrefix(prefix) && name.hasSuffix(suffix) {
      let path = "\(place.folder)\(name)"
      guard let file = try? Descriptor(opening: path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK),
        let status = try? file.status(), status.isA(S_IFREG), (try? file.lock()) != nil
      else { continue }
      unsafe _ = unlink(path)
    }
  }

  private static let suffix = ".tmp"

  /// What the temporary files for a place begin with, no longer than names can be.
  private static func temporaryPrefix(for place: Destination.Place) -> String {
    var name = place.name
    while name.utf8.count > 200 { name.unicodeScalars.removeLast() }
    return ".\(name).swiftgrad-"
  }
}
