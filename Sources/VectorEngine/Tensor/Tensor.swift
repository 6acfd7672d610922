import Autograd

/// An n-dimensional array of 32-bit floats that remembers how it was computed: the engine for speed.
///
/// Operations take whole arrays at once, on every core and with the widest vectors the CPU has:
///
///     let x = Tensor.parameter([[1, 2], [3, 4]])
///     let y = (x * x).sum()
///     y.backward()
///     y.item           // 30.0
///     x.grad.scalars   // [2.0, 4.0, 6.0, 8.0]
///
/// A tensor is a handle on a node of a graph. The graph keeps the numbers that derivatives will read and no others, so a result
/// in the middle of a computation frees its memory when the last variable that holds it goes.
///
/// Results do not depend on the number of threads, to the bit; between instruction sets they differ by rounding.
/// Tensors belong to one task at a time; they are not `Sendable`.
public final class Tensor: DifferentiableTensor, CustomStringConvertible {
  let node: Node

  /// The numbers; `nil` in a handle that was made to walk the graph, if no derivative needed them.
  var keptStorage: Storage?

  /// Whether this is what `data` or `grad` gave: a copy, in which an assignment that was meant for the original would be lost.
  var isCopyOfAnother = false

  init(node: Node, storage: Storage?) {
    self.node = node
    keptStorage = storage
    node.handleCount += 1
  }

  deinit {
    node.handleCount -= 1
    // Nobody can ask for the gradient of a result any more; a leaf may still be found through a graph.
    if node.handleCount == 0 && !node.edges.isEmpty { node.gradient = nil }
  }

  /// A leaf with the given numbers, in row-major order; traps when their count does not fill `shape`.
  ///
  /// - Parameters:
  ///   - scalars: as many as `shape` has elements, the last axis changing fastest.
  ///   - shape: the lengths of the axes; `[]` for a single number.
  ///   - label: the name that drawings and messages use.
  ///   - requiresGradient: whether gradients flow to it: `true` for what is to be learned, `parameter(_:label:)` for short.
  public convenience init(
    _ scalars: [Float], shape: Shape, label: String? = nil, requiresGradient: Bool = false
  ) {
    require(
      scalars.count == shape.elementCount,
      "Tensor: \(scalars.count) scalars do not fill shape \(shape)")
    self.init(leaf: NDArray(Storage(scalars), shape: shape), requiresGradient: requiresGradient)
    if let label { self.label = label }
  }

  /// A leaf with the same number everywhere.
  public convenience init(repeating scalar: Double, shape: Shape, requiresGradient: Bool = false) {
    self.init(
      leaf: NDArray(repeating: Float(scalar), shape: shape), requiresGradient: requiresGradient)
  }

  /// A leaf that owns `array`.
  convenience init(leaf array: NDArray, requiresGradient: Bool) {
    self.init(
      node: Node(
        shape: array.shape, operation: nil, edges: [], storage: array.storage,
        requiresGradient: requiresGradient),
      storage: array.storage)
  }
}

extension Tensor {
  public var shape: Shape { node.shape }

  /// A copy of the numbers, in row-major order.
  public var scalars: [Float] { storage.scalars }

  /// Whether this tensor was made from numbers, not computed from other tensors that gradients flow to.
  public var isLeaf: Bool { node.operation == nil }

  /// Whether gradients flow to this tensor. Settable on leaves; traps on results, whose inputs decide it.
  public var requiresGradient: Bool {
    get { node.requiresGradient }
    set {
      require(
        isLeaf,
        "requiresGradient: \(node.operation?.symbol ?? "") is a result, its inputs decide it")
      node.requiresGradient = newValue
    }
  }

  /// The name that drawings and messages use.
  public var label: String? {
    get { node.annotations?.label }
    set { node.annotate().label = newValue }
  }

  /// The numbers with their shape.
  var array: NDArray { NDArray(storage, shape: node.shape) }

  /// The numbers; worked out again if the graph did not keep them.
  var storage: Storage { keptStorage ?? node.keptStorage ?? node.recomputed() }
}

extension Node {
  func annotate() -> NodeAnnotations {
    if let annotations { return annotations }
    let made = NodeAnnotations()
    annotations = made
    return made
  }
}
