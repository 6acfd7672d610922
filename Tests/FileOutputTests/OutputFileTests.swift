import Foundation
import Testing

@testable import FileOutput

@Suite struct OutputFileTests {
  private let new = Data("new".utf8)

  @Test func aFileIsWrittenInPiecesAndNothingElseIsLeft() throws {
    let folder = try TemporaryFolder()
    var file = try OutputFile(folder.place("a"))
    for piece in ["one ", "", "two"] { try file.write(Data(piece.utf8)) }
    #expect(try folder.names.allSatisfy { $0.hasPrefix(".a.swiftgrad-\(getpid())-") })
    try file.finish()
    #expect(try folder.names == ["a"])
    #expect(try folder.text("a") == "one two")
  }

  @Test func aSliceIsWrittenAsSuch() throws {
    let folder = try TemporaryFolder()
    try OutputFile.write(Data("<new>".utf8)[1..<4], to: folder.place("a"))
    #expect(try folder.text("a") == "new")
  }

  @Test func untilItIsFinishedWhatWasThereStays() throws {
    let folder = try TemporaryFolder()
    try folder.make("a")
    do {
      var file = try OutputFile(folder.place("a"))
      try file.write(new)
      #expect(try folder.text("a") == "old")
    }
    #expect(try folder.names == ["a"])
    #expect(try folder.text("a") == "old")
  }

  @Test(arguments: ["target", "./target", "away/../target"])
  func aLinkIsWrittenThrough(to target: String) throws {
    let folder = try TemporaryFolder()
    try folder.make("target")
    try FileManager.default.createDirectory(
      atPath: folder.place("away"), withIntermediateDirectories: false)
    try folder.makeLink("link", to: target)
    try folder.makeLink("far", to: folder.place("link"))
    try OutputFile.write(new, to: folder.place("far"))
    #expect(try folder.text("target") == "new")
    for name in ["link", "far"] {
      #expect(try folder.attribute(.type, of: name) == FileAttributeType.typeSymbolicLink)
    }
  }

  @Test func aLinkIsFollowedFromTheFolderItIsIn() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.place("a/b"), withIntermediateDirectories: true)
    try folder.makeLink("short", to: "a/b")
    try folder.makeLink("a/b/link", to: "../target")
    try OutputFile.write(new, to: folder.place("short/link"))
    #expect(try folder.text("a/target") == "new")
  }

  @Test func aNameMayBeginWithAnAccent() throws {
    let folder = try TemporaryFolder()
    try folder.makeLink("link", to: folder.place("\u{301}target"))
    try OutputFile.write(new, to: folder.place("link"))
    try folder.makeLink("\u{301}link", to: "target")
    try OutputFile.write(new, to: folder.place("\u{301}link"))
    #expect(try folder.names.count == 4)
    #expect(try folder.text("target") == "new")
  }

  @Test func aLinkToNothingMakesItsTarget() throws {
    let folder = try TemporaryFolder()
    try folder.makeLink("link", to: "target")
    try OutputFile.write(new, to: folder.place("link"))
    #expect(try folder.text("target") == "new")
    #expect(try folder.names == ["link", "target"])
  }

  @Test(arguments: [0o600, 0o755, 0o666, 0o4711])
  func aFileKeepsItsModeAndItsOwner(mode: Int) throws {
    let folder = try TemporaryFolder()
    try folder.make("a")
    // As the superuser only; a file of this user's must stay this user's as well.
    _ = unsafe chown(folder.place("a"), 4711, 4712)
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: folder.place("a"))
    let owners: [Int?] = try [
      folder.attribute(.ownerAccountID, of: "a"), folder.attribute(.groupOwnerAccountID, of: "a"),
    ]
    try OutputFile.write(new, to: folder.place("a"))
    #expect(try folder.text("a") == "new")
    #expect(try folder.attribute(.posixPermissions, of: "a") == mode)
    #expect(
      try owners == [
        folder.attribute(.ownerAccountID, of: "a"), folder.attribute(.groupOwnerAccountID, of: "a"),
      ])
  }

  @Test func aNewFileHasTheModeOfAnyOther() throws {
    let folder = try TemporaryFolder()
    try new.write(to: URL(filePath: folder.place("other")))
    try OutputFile.write(new, to: folder.place("a"))
    let other: Int? = try folder.attribute(.posixPermissions, of: "other")
    #expect(try folder.attribute(.posixPermissions, of: "a") == other)
  }

  @Test func aPipeIsWrittenAndStaysOne() async throws {
    let folder = try TemporaryFolder()
    let path = folder.place("pipe")
    try #require(unsafe mkfifo(path, 0o600) == 0)
    let reader = Task.detached {
      try FileHandle(forReadingFrom: URL(filePath: path)).readToEnd()
    }
    try OutputFile.write(new, to: path)
    #expect(try await reader.value == new)
    #expect(try folder.names == ["pipe"])
    #expect(try folder.attribute(.type, of: "pipe") == FileAttributeType.typeUnknown)
  }

  @Test func aDeviceIsWrittenAndStaysOne() throws {
    let folder = try TemporaryFolder()
    try folder.makeLink("null", to: "/dev/null")
    try OutputFile.write(new, to: folder.place("null"))
    #expect(
      try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type] as? FileAttributeType
        == .typeCharacterSpecial)
    #expect(try folder.names == ["null"])
  }

  /// Standard output may be a file, which other lines go to as well.
  @Test func anOpenFileIsWrittenWhereItStands() throws {
    let folder = try TemporaryFolder()
    try folder.make("a")
    let file = try Descriptor(opening: folder.place("a"), O_WRONLY | O_APPEND)
    for place in ["/dev/fd/\(file.number)", "/dev/fd/../fd/\(file.number)"] {
      try OutputFile.write(new, to: place)
    }
    try writeAll(Data(" end".utf8), to: file.number)
    #expect(try folder.text("a") == "oldnewnew end")
  }
}
