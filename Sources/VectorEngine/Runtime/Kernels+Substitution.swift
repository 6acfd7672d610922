import Autograd
import CVectorKernels
import Synchronization

// Other kernels for a task: tests run each instruction set, and plant wrong kernels to see that they are found.

extension Kernels {
  @TaskLocal static var substitute: Kernels?
  /// How many tasks have a substitute. To look for one takes longer than a small operation, and there is none but in tests.
  private static let substituteCount = Atomic(0)

  static var hasSubstitutes: Bool { substituteCount.load(ordering: .relaxed) != 0 }

  /// Runs `body` with `kernels` in place of the chosen ones, in this task alone.
  package static func withKernels<Result>(_ kernels: Kernels, _ body: () throws -> Result) rethrows
    -> Result
  {
    substituteCount.add(1, ordering: .relaxed)
    defer { substituteCount.subtract(1, ordering: .relaxed) }
    return try $substitute.withValue(kernels, operation: body)
  }

  /// A copy in which `change` has replaced functions: a test plants a wrong one to see that it is found.
  package func changed(_ change: (inout vector_kernels) -> Void) -> Kernels {
    let copy = unsafe ChangedTable(table.pointee)
    unsafe change(&copy.table.pointee)
    return unsafe Kernels(table: UnsafePointer(copy.table))
  }

  /// A copy in which another function stands for `operation`.
  package func replacing(_ operation: UnaryOperation, with kernel: @escaping unary_kernel)
    -> Kernels
  {
    let copy = unsafe ChangedTable(table.pointee)
    unsafe copy.unary[operation.kernel.index] = kernel
    return unsafe Kernels(table: UnsafePointer(copy.table))
  }
}

/// A table of a test's own, which lives as long as the program, as all tables do.
@safe private final class ChangedTable: @unchecked Sendable {
  private static let all = Mutex<[ChangedTable]>([])

  let table = UnsafeMutablePointer<vector_kernels>.allocate(capacity: 1)
  let unary: UnsafeMutableBufferPointer<unary_kernel>

  init(_ kernels: vector_kernels) {
    unsafe unary = .allocate(capacity: Int(UNARY_KERNEL_COUNT.rawValue))
    _ = unsafe unary.initialize(
      from: UnsafeBufferPointer(start: kernels.unary, count: unary.count))
    unsafe table.initialize(to: kernels)
    if let base = unsafe unary.baseAddress { unsafe table.pointee.unary = UnsafePointer(base) }
    Self.all.withLock { $0.append(self) }
  }
}
