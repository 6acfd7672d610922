import Autograd

extension Tensor {
  /// A copy of the numbers as a constant, apart from the graph.
  ///
  /// Setting it changes the numbers in place; traps when the shapes differ. A graph that used the old numbers can no
  /// longer run backward, and traps with a message if it is asked to.
  public var data: Tensor {
    get {
      let copy = detached()
      copy.isCopyOfAnother = true
      return copy
    }
    set {
      let new = newValue.array
      requireShape(of: new.shape, in: "data")
      if isLeaf, let storage = keptStorage {
        if storage !== new.storage { storage.copy(new.storage) }
      } else {
        // A result may share its memory with another, as a reshaping does.
        let copy = Storage(copying: new.storage)
        if node.keptStorage != nil { node.keptStorage = copy }
        keptStorage = copy
      }
      node.version += 1
    }
  }

  /// A copy of the gradient that backward passes have left here, as a constant; zeros before the first.
  ///
  /// A leaf adds up the gradients of all passes until ``zeroGradient()``; any other tensor holds that of the last alone.
  public var grad: Tensor {
    get {
      let array = node.gradient.map { NDArray(Storage(copying: $0), shape: shape) }
      let copy = Tensor(leaf: array ?? NDArray(repeating: 0, shape: shape), requiresGradient: false)
      copy.isCopyOfAnother = true
      return copy
    }
    set {
      let new = newValue.array
      requireShape(of: new.shape, in: "grad")
      node.gradient = Storage(copying: new.storage)
    }
  }

  /// Whether a backward pass has reached this tensor since the gradient was last cleared.
  public var hasGradient: Bool { node.gradient != nil }

  /// Clears the gradient: ``grad`` reads 0 and ``hasGradient`` is false.
  public func zeroGradient() { node.gradient = nil }

  /// The same numbers as a constant: no gradient flows through to this tensor. Later changes are not shared.
  public func detached() -> Tensor {
    Tensor(
      leaf: NDArray(Storage(copying: storage), shape: shape), requiresGradient: false)
  }

  /// Calls `hook` with this tensor's gradient whenever it is complete, before it flows on to the inputs.
  ///
  ///     weight.onGradient { $0 * mask }   // frozen where the mask is 0
  ///
  /// What the hook returns replaces the gradient, and must be of the same shape; `nil` leaves it. Of several hooks each sees what
  /// the one before made of it. On a leaf the hook sees what this pass contributes, without what earlier passes left.
  public func onGradient(_ hook: @escaping (Tensor) -> Tensor?) {
    node.annotate().hooks.append(hook)
  }

  /// Changes this leaf in place by its gradient, as `rule` says, in one pass over the memory.
  ///
  /// A graph that used the old numbers can no longer run backward.
  ///
  /// - Parameters:
  ///   - rule: what an optimizer gives for this step.
  ///   - states: `rule.stateCount` leaves of this shape that the rule keeps from step to step, all zeros
  ///     before the first; traps on any other number or shape.
  public func update(by rule: ParameterUpdate, states: [Tensor]) {
    require(isLeaf, "update: a result is changed by changing its inputs")
    require(
      states.count == rule.stateCount && states.allSatisfy { $0.isLeaf && $0.shape == shape },
      "update: the rule keeps \(rule.stateCount) leaves of shape \(shape), found \(states.map(\.shape))"
    )
    let gradient = node.gradient ?? Storage(repeating: 0, count: shape.elementCount)
    rule.apply(to: storage, gradient: gradient, states: states.map(\.storage))
    node.version += 1
    for state in states { state.node.version += 1 }
  }

  /// Puts the numbers of `other` where `slices` would read them, in place; see `DifferentiableTensor`.
  public func assign(_ other: Tensor, at slices: [AxisSlice]) {
    requireAssignable(other.shape, at: slices, isCopyOfAnother: isCopyOfAnother)
    array.assign(other.array, at: slices)
    node.version += 1
  }

  private func requireShape(of other: Shape, in operation: String) {
    require(other == shape, "\(operation): shape \(other) does not fit shape \(shape)")
  }
}
