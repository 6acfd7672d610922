import Foundation
import Testing

@testable import FileOutput

@Suite struct FolderTests {
  @Test func aFolderIsMadeWithThoseThatItLiesIn() throws {
    let folder = try TemporaryFolder()
    try makeFolder(at: folder.place("a/b/c"))
    try makeFolder(at: folder.place("a/b/c/"))
    #expect(try folder.names == ["a"])
    var isFolder: ObjCBool = false
    #expect(
      unsafe FileManager.default.fileExists(atPath: folder.place("a/b/c"), isDirectory: &isFolder))
    #expect(isFolder.boolValue)
  }

  @Test func aFileInTheWayIsNamedAsWhatItIs() throws {
    let folder = try TemporaryFolder()
    try folder.make("file")
    for path in ["file", "file/a", "file/a/b"] {
      #expect(throws: SystemError(code: ENOTDIR)) { try makeFolder(at: folder.place(path)) }
    }
    #expect(throws: SystemError(code: ENOENT)) { try makeFolder(at: "") }
  }
}
