import Foundation
import Testing

@testable import CommandLine

@Suite struct InterruptionTests {
  @Test func theFirstCtrlCIsKeptForTheProgram() async {
    await #expect(processExitsWith: .success) {
      Interruption.catchFirst()
      let before = Interruption.isRequested
      raise(SIGINT)
      exit(!before && Interruption.isRequested ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }

  @Test func itStaysIgnoredWhereItWasFromTheStart() async {
    await #expect(processExitsWith: .success) {
      _ = signal(SIGINT, SIG_IGN)
      Interruption.catchFirst()
      raise(SIGINT)
      raise(SIGINT)
      exit(Interruption.isRequested ? EXIT_FAILURE : EXIT_SUCCESS)
    }
  }

  @Test func theSecondEndsTheProgramAtOnce() async {
    await #expect(processExitsWith: .signal(SIGINT)) {
      Interruption.catchFirst()
      raise(SIGINT)
      raise(SIGINT)
    }
  }
}
