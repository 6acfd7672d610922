extension Tensor {
  /// The most threads that one operation uses: all cores, unless the environment variable `SWIFTGRAD_THREADS` or an
  /// assignment says otherwise; from 1 to 1024. Results do not depend on it.
  ///
  /// An assignment beyond that stops the program. A variable that says no such number does not, as it comes from outside of the
  /// program: one line on standard error names it, what was expected and what was found, and all cores are used.
  public static var threadCount: Int {
    get { ThreadPool.shared.threadCount }
    set { ThreadPool.shared.threadCount = newValue }
  }

  /// The instruction set that operations use: `avx512`, `avx2`, `neon` or `baseline`, the best this CPU has unless the
  /// environment variable `SWIFTGRAD_INSTRUCTION_SET` names another.
  public static var instructionSet: String { Kernels.current.name }

  /// Gives memory back to the system that no tensor uses and the engine keeps for the next ones: up to a gigabyte.
  ///
  /// A step of training asks for the same sizes again and again, and would begin with asking the system for them; call this when a
  /// large computation is over and the program goes on with something else.
  public static func releaseUnusedMemory() { BufferPool.shared.releaseUnused() }

  /// How often memory has been asked of the system. A training loop in its stride reuses what it has.
  package static var systemAllocationCount: Int { BufferPool.shared.systemAllocationCount }
}
