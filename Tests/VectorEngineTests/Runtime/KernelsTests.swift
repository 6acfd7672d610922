import CVectorKernels
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
}
