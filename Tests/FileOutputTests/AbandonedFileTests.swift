import Foundation
import Testing

@testable import FileOutput

/// What programs leave that are killed while they write.
@Suite struct AbandonedFileTests {
  private let new = Data("new".utf8)

  @Test func theNextRunRemovesWhatAKilledOneLeft() async throws {
    let folder = try TemporaryFolder()
    let path = folder.place("a")
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      var file = try OutputFile(path)
      try file.write(Data("half".utf8))
      kill(getpid(), SIGKILL)
      try file.finish()
    }
    #expect(try folder.names.count == 1)
    #expect(try folder.names[0].hasPrefix(".a.swiftgrad-"))
    try OutputFile.write(new, to: path)
    #expect(try folder.names == ["a"])
  }

  @Test func whatIsBeingWrittenAndWhatIsNotOursStays() throws {
    let folder = try TemporaryFolder()
    let others = [".a.swiftgrad-1-0", ".ab.swiftgrad-1-0.tmp", ".b.swiftgrad-1-0.tmp"]
    for name in others { try folder.make(name) }
    try folder.makeLink(".a.swiftgrad-1-1.tmp", to: others[0])
    var first = try OutputFile(folder.place("a"))
    try first.write(Data("first".utf8))
    try OutputFile.write(new, to: folder.place("a"))
    #expect(try folder.text("a") == "new")
    try first.finish()
    #expect(try folder.text("a") == "first")
    #expect(
      try folder.names == [".a.swiftgrad-1-0", ".a.swiftgrad-1-1.tmp"] + others[1...] + ["a"])
  }

  @Test func aNameAsLongAsNamesCanBeIsWritten() throws {
    let folder = try TemporaryFolder()
    // Two bytes each, so that no cut by bytes is right by luck.
    let name = String(repeating: "é", count: 127)
    try OutputFile.write(new, to: folder.place(name))
    #expect(try folder.text(name) == "new")
    #expect(try folder.names.count == 1)
  }

  @Test func manyThreadsWriteOneFileAndEachWritesItWhole() async throws {
    let folder = try TemporaryFolder()
    let path = folder.place("a")
    try await withThrowingTaskGroup { group in
      for number in 0..<16 {
        group.addTask {
          let text = String(repeating: "\(number) ", count: 10_000)
          for _ in 0..<10 { try OutputFile.write(Data(text.utf8), to: path) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try Set(folder.text("a").split(separator: " ")).count == 1)
    #expect(try folder.names == ["a"])
  }
}
