import Foundation
import Testing

/// Where `swiftgrad graph` writes to.
@Suite struct GraphOutputTests {
  private func draw(_ name: String, in folder: TemporaryFolder, _ rest: String = "") throws
    -> Program.Result
  {
    try Program.shell(
      "cd $folder && $swiftgrad graph a --at a=1 -o \(name) \(rest)",
      environment: ["folder": folder.path])
  }

  @Test(arguments: ["a.dot", "a.html"])
  func aPictureIsWrittenThroughALinkAndKeepsItsMode(name: String) throws {
    let folder = try TemporaryFolder()
    let result = try Program.shell(
      """
      cd $folder && echo old >target && chmod 600 target && ln -s target \(name) &&
      $swiftgrad graph a --at a=1 -o \(name) && readlink \(name) && ls -l target
      """, environment: ["folder": folder.path])
    #expect(result.status == 0)
    #expect(result.lines.count == 3)
    #expect(result.lines[1] == "target")
    #expect(result.lines[2].hasPrefix("-rw-------"))
    #expect(try Data(contentsOf: URL(filePath: "\(folder.path)/target")).count > 100)
  }

  @Test func aPictureThatGoesToStandardOutputGoesAlone() throws {
    let folder = try TemporaryFolder()
    _ = try Program.shell("ln -s /dev/stdout $folder/a.dot", environment: ["folder": folder.path])
    let alone = try draw("b.dot", in: folder, ">/dev/null; cat b.dot")
    for redirection in ["", "| cat", ">file; cat file"] {
      let result = try draw("a.dot", in: folder, redirection)
      #expect(result.status == 0)
      #expect(result.output == alone.output)
      #expect(result.errors == "swiftgrad: a.dot: a = 1, 1 node\n")
    }
  }

  @Test func whatCannotBeWrittenIsStatus73AndSaidInPlainWords() throws {
    let folder = try TemporaryFolder()
    _ = try Program.shell(
      """
      cd $folder && mkdir folder.svg && touch file
      ln -s none/a away.svg && ln -s /dev/full full.svg
      """, environment: ["folder": folder.path])
    var cases = [
      ("folder.svg", "expected a file that may be written, found a folder (Is a directory)"),
      ("away.svg", "expected a folder \"none\" that takes files, found none (No such file"),
      ("file/a.svg", "expected a file that may be written, found a file where a folder should be"),
    ]
    #if os(Linux)
      cases.append(("full.svg", "expected it to take what is written, found no room left (No"))
    #endif
    for (name, reason) in cases {
      let result = try draw(name, in: folder)
      #expect(result.status == 73)
      #expect(result.output.isEmpty)
      #expect(result.errors.hasPrefix("swiftgrad: \(name): cannot be written: \(reason)"))
      #expect(result.errors.split(separator: "\n").count == 1)
    }
  }
}
