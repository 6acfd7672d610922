import Autograd

extension Tensor {
  /// Begins to read rows of bytes into a constant of shape `[rows.count] + rowShape`.
  ///
  /// A thread of the engine does it after the next operation that it takes part in, if it comes to it before the tensor is
  /// asked for; else whoever asks does it, on all threads.
  ///
  /// - Returns: what gives the tensor as soon as it is complete, the same one however often it is called.
  public static func prefetch(_ rows: ByteRows) -> () -> Tensor {
    let array = NDArray(uninitialized: rows.shape)
    let storage = array.storage
    let gathering = ThreadPool.shared.background { storage.gather(rows, threads: $0) }
    let tensor = Tensor(leaf: array, requiresGradient: false)
    return {
      gathering.wait()
      return tensor
    }
  }
}
