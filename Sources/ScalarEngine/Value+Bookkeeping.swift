import Autograd

extension Value {
  /// What a node keeps besides its number, its gradient and how it came about.
  struct Bookkeeping {
    /// See ``Value/requiresGradient``.
    var requiresGradient: Bool
    /// See ``Value/hasGradient``.
    var hasGradient = false
    /// The operands that required a gradient when they were used.
    var flows = Flows()
    /// See ``Value/releaseGraph()``.
    var graphWasReleased = false
    /// How often `data` was set.
    var version: UInt32 = 0
    /// What the versions of the inputs added up to when they were used.
    var inputVersions: UInt32 = 0
    /// The walk over the graph that last met this node.
    var mark: UInt64 = 0
    /// Label and hooks.
    var annotations: Annotations?
    /// The next of the nodes that are about to be released; see `releaseInputs()`.
    var nextToRelease: NodeReference?
  }

  /// The indices of operands that gradients flow to, a bit for each.
  struct Flows {
    var bits: UInt8 = 0

    @inline(__always)
    func contains(_ index: Int) -> Bool { bits & (1 << UInt8(truncatingIfNeeded: index)) != 0 }
  }

  /// Whether gradients flow to this node. Settable on leaves; traps on results, whose inputs decide it.
  public var requiresGradient: Bool {
    get { bookkeeping.requiresGradient }
    set {
      require(
        isLeaf, "requiresGradient: \(operation?.symbol ?? "") is a result, its inputs decide it")
      bookkeeping.requiresGradient = newValue
    }
  }

  /// Whether a backward pass has reached this node since the gradient was last cleared.
  public var hasGradient: Bool { bookkeeping.hasGradient }

  /// The name that drawings and messages use.
  public var label: String? {
    get { bookkeeping.annotations?.label }
    set { annotate().label = newValue }
  }
}

// MARK: Changes under a graph

extension Value {
  /// Traps if this node or one of its inputs was changed after it was used.
  func requireUnchanged() {
    let versions = origin?.versions ?? 0
    require(
      bookkeeping.inputVersions == versions && (bookkeeping.version == 0 || isLeaf), changeMessage)
  }

  private var changeMessage: String {
    let name = "\(self), the result of \(operation?.symbol ?? "a leaf"),"
    if let released = inputs.first(where: \.bookkeeping.graphWasReleased) {
      return
        "backward: the graph of \(released), an input of \(name) was released by releaseGraph()"
    }
    return """
      backward: \(name) or one of its inputs \(inputs) was changed after the graph used it, so the derivative is lost; run the \
      forward pass again before backward()
      """
  }
}

extension Application<NodeReference> {
  /// How often the operands were changed, added up.
  @inline(__always)
  var versions: UInt32 { reduce(0) { $0 &+ $1.version } }
}

// MARK: Release

extension Value {
  /// Lets go of the inputs.
  ///
  /// An input that is released releases its own inputs, which would take a stack frame for each node of a chain. So the inputs
  /// are moved out of a node first, and whatever it alone kept alive is released in a loop.
  func releaseInputs() {
    var doomed: NodeReference?
    moveInputs(to: &doomed)
    while let node = doomed?.take() {
      doomed = node.bookkeeping.nextToRelease
      node.moveInputs(to: &doomed)
    }
  }

  /// Lets go of the inputs; one with inputs of its own that nothing else holds joins the list instead.
  private func moveInputs(to doomed: inout NodeReference?) {
    guard let inputs = origin else { return }
    origin = nil
    inputs.forEach { _, input in input.release(to: &doomed) }
  }
}

extension NodeReference {
  fileprivate func release(to doomed: inout NodeReference?) {
    var node = take()
    if !node.isLeaf && isKnownUniquelyReferenced(&node) {
      node.bookkeeping.nextToRelease = doomed
      doomed = NodeReference(keeping: node)
    }
  }
}
