/// A reference to a node that is counted by hand, or not at all.
///
/// Where the compiler counts references, looking at the inputs of a node takes longer than the arithmetic of a backward pass. A
/// node holds its inputs, so while it lives they can be looked at without counting. All unsafe code of the engine is here.
@safe
struct NodeReference {
  private let reference: Unmanaged<Value>

  /// A reference that keeps its node alive until ``take()``, which must be called once.
  init(keeping node: consuming Value) { unsafe reference = .passRetained(node) }

  /// A reference for as long as something else keeps the node alive.
  init(to node: borrowing Value) { unsafe reference = .passUnretained(copy node) }

  /// The node, and with it the duty to release it.
  func take() -> Value { unsafe reference.takeRetainedValue() }

  /// The node, counted as usual.
  var node: Value { unsafe reference.takeUnretainedValue() }

  /// What `body` makes of the node, without counting.
  @inline(__always)
  func look<Result>(_ body: (Value) -> Result) -> Result {
    unsafe reference._withUnsafeGuaranteedRef(body)
  }
}
