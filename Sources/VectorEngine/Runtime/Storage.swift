import Autograd

/// The memory of a tensor: a fixed number of floats, aligned to 64 bytes, from the buffer pool and back to it.
///
/// This is the one type of the engine that owns unsafe memory. It says nothing of shapes, and does not lock: an
/// operation writes a storage before anything else sees it.
@safe package final class Storage: @unchecked Sendable {
  package let count: Int
  let pointer: UnsafeMutablePointer<Float>
  private let capacity: Int

  /// Memory with whatever floats were there before.
  init(uninitializedCount count: Int) {
    self.count = count
    capacity = BufferPool.capacity(for: count)
    unsafe pointer = BufferPool.shared.take(capacity: capacity)
  }

  deinit {
    unsafe BufferPool.shared.giveBack(pointer, capacity: capacity)
  }

  convenience init(_ scalars: some Collection<Float>) {
    self.init(uninitializedCount: scalars.count)
    write(scalars)
  }

  convenience init(repeating value: Float, count: Int) {
    self.init(uninitializedCount: count)
    Kernels.current.fill(all, with: value)
  }

  convenience init(copying other: Storage) {
    self.init(uninitializedCount: other.count)
    unsafe pointer.update(from: other.pointer, count: count)
  }

  /// Replaces all floats.
  func write(_ scalars: some Collection<Float>) {
    require(scalars.count == count, "\(scalars.count) floats for a storage of \(count)")
    let isContiguous: Void? = scalars.withContiguousStorageIfAvailable { source in
      guard let base = source.baseAddress else { return }
      unsafe pointer.update(from: base, count: count)
    }
    if isContiguous == nil {
      for (index, scalar) in scalars.enumerated() { unsafe pointer[index] = scalar }
    }
  }

  /// Replaces all floats by those of `other`, which has as many.
  func copy(_ other: Storage) {
    require(other.count == count, "\(other.count) floats for a storage of \(count)")
    unsafe pointer.update(from: other.pointer, count: count)
  }

  subscript(index: Int) -> Float {
    get {
      require(index >= 0 && index < count, "index \(index) beyond a storage of \(count)")
      return unsafe pointer[index]
    }
    set {
      require(index >= 0 && index < count, "index \(index) beyond a storage of \(count)")
      unsafe pointer[index] = newValue
    }
  }

  /// A copy of all floats.
  var scalars: [Float] {
    unsafe [Float](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      if let base = buffer.baseAddress {
        unsafe base.initialize(from: pointer, count: count)
      }
      initializedCount = count
    }
  }
}
