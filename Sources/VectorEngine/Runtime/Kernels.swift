import Autograd
import CVectorKernels
import Foundation
import Synchronization

/// The innermost loops, compiled for one instruction set.
///
/// The best set this CPU runs is chosen once. The environment variable `SWIFTGRAD_INSTRUCTION_SET` (`avx512`,
/// `avx2`, `neon` or `baseline`) forces another; a name that is unknown, or that this CPU can not run, stops the program.
@safe package struct Kernels: @unchecked Sendable {
  /// The C table.
  package let table: UnsafePointer<vector_kernels>

  /// `avx512`, `avx2`, `neon` or `baseline`.
  package var name: String { unsafe String(cString: table.pointee.name) }

  /// The sets this CPU can run, best first.
  package static let supported: [Kernels] = {
    var sets: [Kernels] = []
    while let table = unsafe supported_vector_kernels(sets.count) {
      unsafe sets.append(Kernels(table: table))
    }
    return sets
  }()

  /// The names of the sets in this build, whether this CPU can run them or not.
  static let compiledNames: [String] = {
    var names: [String] = []
    while let name = unsafe compiled_vector_kernels(names.count) {
      unsafe names.append(String(cString: name))
    }
    return names
  }()

  private static let preferred: Kernels = {
    do throws(EnvironmentError) {
      return try forced(by: ProcessInfo.processInfo.environment) ?? supported[0]
    } catch {
      fatalError("\(error)")
    }
  }()

  /// The set that the environment variable `SWIFTGRAD_INSTRUCTION_SET` names; nil if it is not set.
  package static func forced(
    by environment: [String: String]
  ) throws(EnvironmentError) -> Kernels? {
    let variable = "SWIFTGRAD_INSTRUCTION_SET"
    guard let name = environment[variable] else { return nil }
    if let kernels = supported.first(where: { $0.name == name }) { return kernels }
    let kind = compiledNames.contains(name) ? "that this CPU can run" : "known here"
    throw EnvironmentError(
      variable: variable,
      expected: "an instruction set \(kind) (\(supported.map(\.name).joined(separator: ", ")))",
      found: name)
  }
}

// MARK: The kernels in use

extension Kernels {
  @TaskLocal private static var substitute: Kernels?
  /// How many tasks have a substitute. To look for one takes longer than a small operation, and there is none but in tests.
  private static let substituteCount = Atomic(0)

  /// The kernels that operations of this task use. An operation reads this once, before it goes parallel.
  package static var current: Kernels {
    if substituteCount.load(ordering: .relaxed) == 0 { return preferred }
    return substitute ?? preferred
  }

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
