import CVectorKernels
import Foundation

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
  /// The kernels that operations of this task use. An operation reads this once, before it goes parallel.
  package static var current: Kernels {
    hasSubstitutes ? substitute ?? preferred : preferred
  }
}
