import Foundation
import Testing

/// What becomes of the program where its output goes nowhere.
@Suite struct StandardOutputTests {
  /// One for each way to print.
  private static let commands = [
    "", "--help", "train --help", "help graph", "--generate-completion-script bash",
    "step a --at a=1", "graph a --at a=1 -o $folder/a.svg",
    "train --dataset digits --limit 12 --hidden 2 --epochs 1",
    "train --dataset digits --limit 12 --hidden 2 --epochs 1 --json",
  ]

  private func run(_ command: String, _ redirection: String) throws -> Program.Result {
    let folder = try TemporaryFolder()
    return try Program.shell(
      "$swiftgrad \(command) \(redirection)", environment: ["folder": folder.path])
  }

  #if os(Linux)
    @Test(arguments: commands)
    func aFullDiskIsSaidAndStatus74(command: String) throws {
      let result = try run(command, ">/dev/full")
      #expect(result.status == 74)
      #expect(
        result.errors == """
          swiftgrad: standard output: expected it to take what is written, found no room left (No space left on device)

          """)
    }
  #endif

  @Test(arguments: commands)
  func aClosedOutputIsSaidAndStatus74(command: String) throws {
    let result = try run(command, ">&-")
    #expect(result.status == 74)
    #expect(
      result.errors == """
        swiftgrad: standard output: expected it to take what is written, found it closed (Bad file descriptor)

        """)
  }

  @Test func linesForAClosedOutputDoNotGetIntoAFile() throws {
    let folder = try TemporaryFolder()
    try folder.writeMNIST()
    let result = try Program.shell(
      "$swiftgrad train --data $folder --hidden 2 --epochs 1 <&- >&- 2>&-; echo $?",
      environment: ["folder": folder.path])
    #expect(result.output == "74\n")
    for name in ["train-images-idx3-ubyte", "t10k-labels-idx1-ubyte"] {
      let bytes = try Data(contentsOf: URL(filePath: "\(folder.path)/\(name)"))
      #expect(bytes.starts(with: [0, 0, 8]))
    }
  }

  @Test(arguments: ["--help", "step 'tanh(a*b + c)' --at a=1,b=2,c=3"])
  func aReaderThatHasLeftEndsTheProgramQuietly(command: String) throws {
    // The program is not started before its reader is gone.
    let script = "trap '' PIPE; { sleep 0.3; $swiftgrad \(command); echo $? >&2; } | true"
    let result = try Program.shell(script)
    #expect(result.errors == "\(128 + SIGPIPE)\n")
  }
}
