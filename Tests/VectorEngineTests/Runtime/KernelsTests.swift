import CVectorKernels
import Foundation
import Testing

@testable import VectorEngine

@Suite struct KernelsTests {
  @Test func theBaselineIsAlwaysThereAndLast() {
    #expect(Kernels.supported.last?.name == "baseline")
    #expect(Kernels.supported.allSatisfy { Kernels.compiledNames.contains($0.name) })
    #expect(Set(Kernels.compiledNames).count == Kernels.compiledNames.count)
  }

  @Test(arguments: Kernels.supported)
  func kernelsCanBeReplacedForATask(_ kernels: Kernels) {
    let before = Kernels.current.name
    Kernels.withKernels(kernels) { #expect(Kernels.current.name == kernels.name) }
    #expect(Kernels.current.name == before)
  }

  @Test func aKernelCanBePlanted() {
    let wrong = unsafe Kernels.current.changed { unsafe $0.sum = { _, _ in 42 } }
    #expect(unsafe wrong.table.pointee.sum(0, []) == 42)
    #expect(unsafe Kernels.current.table.pointee.sum(0, []) == 0)
  }

  @Test func theEnvironmentForcesASet() async throws {
    await #expect(processExitsWith: .success) {
      unsafe setenv("SWIFTGRAD_INSTRUCTION_SET", "baseline", 1)
      precondition(Kernels.current.name == "baseline")
    }
  }

  @Test func anUnknownSetStopsWithTheValidNames() async throws {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      unsafe setenv("SWIFTGRAD_INSTRUCTION_SET", "mmx", 1)
      _ = Kernels.current
    }
    let message = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(message.contains("SWIFTGRAD_INSTRUCTION_SET: expected an instruction set known here"))
    #expect(message.contains("found 'mmx'"))
    #expect(Kernels.supported.allSatisfy { message.contains($0.name) })
  }
}
