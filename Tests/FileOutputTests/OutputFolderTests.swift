import Foundation
import Testing

@testable import FileOutput

@Suite struct OutputFolderTests {
  @Test(arguments: ["a", "a/b/c", "a/", "a//b/", "./a/../b", "ü/e\u{301}"])
  func aFolderIsMadeWithThoseItLiesIn(name: String) throws {
    let folder = try TemporaryFolder()
    // Once more, it is there already.
    for _ in 0..<2 { try makeFolder(folder.place(name)) }
    try OutputFile.write(Data("new".utf8), to: folder.place("\(name)/file"))
    #expect(try folder.text("\(name)/file") == "new")
  }

  @Test func whatIsInAFolderStaysThere() throws {
    let folder = try TemporaryFolder()
    try folder.make("file")
    try folder.makeLink("link", to: folder.path)
    try makeFolder(folder.path)
    try makeFolder(folder.place("link"))
    try makeFolder("/")
    #expect(try folder.names == ["file", "link"])
    #expect(try folder.text("file") == "old")
  }

  @Test func whyAFolderCannotBeMadeIsSaid() throws {
    let folder = try TemporaryFolder()
    try folder.make("file")
    try folder.makeLink("dangling", to: "nowhere")
    for (name, found) in [
      ("file", "a file where a folder should be (File exists)"),
      ("file/a", "a file where a folder should be (Not a directory)"),
      ("file/a/b", "a file where a folder should be (Not a directory)"),
      ("dangling", "a file where a folder should be (File exists)"),
      (String(repeating: "n", count: 300), "a name that is too long (File name too long)"),
    ] {
      let error = try #require(throws: OutputFileError.self) {
        try makeFolder(folder.place(name))
      }
      #expect("\(error)" == "\(folder.place(name)): expected a folder, found \(found)")
    }
    #expect(throws: OutputFileError.self) { try makeFolder("") }
    #expect(throws: OutputFileError.self) { try makeFolder(folder.place("a\0b")) }
    #expect(try folder.names == ["dangling", "file"])
  }
}
