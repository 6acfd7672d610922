import Foundation
import Testing

@testable import FileOutput

@Suite struct OutputFileErrorTests {
  private func error(_ path: String) throws -> OutputFileError {
    try #require(throws: OutputFileError.self) {
      try OutputFile.write(Data("new".utf8), to: path)
    }
  }

  @Test func whatCannotBeWrittenIsSaidInPlainWords() throws {
    let folder = try TemporaryFolder()
    try folder.make("file")
    try folder.makeLink("loop", to: "loop")
    try folder.makeLink("dangling", to: "nowhere/target")
    let longName = String(repeating: "n", count: 300)
    for (name, expected, found) in [
      ("", "a file that may be written", "a folder (Is a directory)"),
      ("none/a", "a folder \"\(folder.path)/none\" that takes files", "none (No such file"),
      ("dangling", "a folder \"\(folder.path)/nowhere\" that takes files", "none (No such file"),
      ("new/", "a folder \"\(folder.path)/new\" that takes files", "none (No such file"),
      ("file/a", "a file that may be written", "a file where a folder should be (Not a dir"),
      ("loop", "a file that may be written", "links that lead to each other (Too many"),
      (longName, "a file that may be written", "a name that is too long (File name too long)"),
      ("a\0b", "the name of a file", "one with a zero byte"),
    ] {
      let error = try error(folder.place(name))
      #expect(error.path == folder.place(name))
      #expect(error.expected == expected)
      #expect(error.found.hasPrefix(found), "\(error)")
      #expect("\(error)" == "\(error.path): expected \(error.expected), found \(error.found)")
    }
    #expect(try folder.names == ["dangling", "file", "loop"])
  }

  /// The tests may be run by the superuser, who may write everything.
  @Test(.enabled(if: geteuid() == 0))
  func aFileThatMayNotBeWrittenIsNotReplaced() async throws {
    let folder = try TemporaryFolder()
    try folder.make("a", mode: 0o444)
    let path = folder.path
    await #expect(processExitsWith: .success) { [path = path as String] in
      _ = unsafe chmod(path, 0o777)
      try #require(setuid(65_534) == 0)
      let error = try #require(throws: OutputFileError.self) {
        try OutputFile.write(Data("new".utf8), to: "\(path)/a")
      }
      #expect(error.expected == "a file that may be written")
      #expect(error.found == "no permission (Permission denied)")
      try OutputFile.write(Data("new".utf8), to: "\(path)/b")
    }
    #expect(try folder.text("a") == "old")
    #expect(try folder.text("b") == "new")
  }

  @Test(.enabled(if: geteuid() == 0))
  func aGroupThatCannotBeKeptLeavesNoRightsToAnother() async throws {
    let folder = try TemporaryFolder()
    try folder.make("a")
    try #require(unsafe chown(folder.place("a"), 4711, 4712) == 0)
    try #require(unsafe chmod(folder.place("a"), 0o6666) == 0)
    let path = folder.path
    await #expect(processExitsWith: .success) { [path = path as String] in
      _ = unsafe chmod(path, 0o777)
      try #require(setgid(65_534) == 0 && setuid(65_534) == 0)
      try OutputFile.write(Data("new".utf8), to: "\(path)/a")
    }
    #expect(try folder.text("a") == "new")
    #expect(try folder.attribute(.posixPermissions, of: "a") == 0o606)
  }

  #if os(Linux)
    @Test func aFullDiskIsSaidAndNothingIsLost() async throws {
      #expect(
        "\(try error("/dev/full"))"
          == "/dev/full: expected it to take what is written, found no room left (No space left on device)"
      )
      let folder = try TemporaryFolder()
      try folder.make("a")
      let path = folder.place("a")
      // A limit on the size of files stands for the disk.
      await #expect(processExitsWith: .success) { [path = path as String] in
        signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit(rlim_cur: 1_000, rlim_max: 1_000)
        try #require(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
        let error = try #require(throws: OutputFileError.self) {
          try OutputFile.write(Data(count: 2_000), to: path)
        }
        #expect(error.found == "a file that grows too large (File too large)")
      }
      #expect(try folder.text("a") == "old")
      #expect(try folder.names == ["a"])
    }
  #endif
}
