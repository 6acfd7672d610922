import Testing

/// The program where its environment says what makes no sense.
@Suite struct EnvironmentTests {
  @Test(arguments: ["", "abc", "0", "-1", "1.5", "9223372036854775807"])
  func aWrongNumberOfThreadsIsOneLineAndStatus64(threads: String) throws {
    let result = try Program.run(
      "train", "--dataset", "digits", "--limit", "12",
      environment: ["SWIFTGRAD_THREADS": threads])
    #expect(result.status == 64)
    #expect(result.reason == .exit)
    #expect(result.output.isEmpty)
    #expect(
      result.errors
        == "swiftgrad: SWIFTGRAD_THREADS: expected a whole number from 1 to 1024, found '\(threads)'\n"
    )
  }

  @Test func anUnknownInstructionSetIsOneLineAndStatus64() throws {
    let result = try Program.run(
      "train", "--dataset", "digits", "--limit", "12",
      environment: ["SWIFTGRAD_INSTRUCTION_SET": "mmx"])
    #expect(result.status == 64)
    #expect(result.errors.hasPrefix("swiftgrad: SWIFTGRAD_INSTRUCTION_SET: expected an instr"))
    #expect(result.errors.hasSuffix(", baseline), found 'mmx'\n"))
  }

  @Test(arguments: ["9223372036854775807", "-9223372036854775808", "-1", "0", "1", "wide"])
  func columnsThatMakeNoSenseStopNothing(columns: String) throws {
    let training = ["train", "--dataset", "digits", "--limit", "12", "--hidden", "2"]
    for arguments in [training + ["--epochs", "1"], ["train", "--help"]] {
      let result = try Program(arguments, environment: ["COLUMNS": columns]).finish()
      #expect(result.status == 0)
      #expect(!result.output.isEmpty && result.errors.isEmpty)
    }
    let wrong = try Program(["train", "--hidden", "x"], environment: ["COLUMNS": columns]).finish()
    #expect(wrong.status == 64)
  }
}
