import Autograd

/// An n-dimensional array of ``Value``s: a tensor in which every number is a node that can be looked at.
///
///     let x = ValueTensor.parameter([[1, 2], [3, 4]])
///     let y = (x * x).sum()
///     y.backward()
///     x.element(1, 0)  // the Value 3.0 itself, with its gradient
///     x[1]             // the second row, a tensor of the same Values
///     x.grad.scalars   // [2.0, 4.0, 6.0, 8.0]
///
/// Every operation comes down to operations of `Value`, so its gradients need no rules of their own. Operations that only
/// move numbers (reshaping, slicing, broadcasting) give a tensor of the same nodes: the gradient of an element is that
/// of the node, wherever it stands. Numbers that no gradient flows to, or that are moved where nothing is recorded, are copied.
public final class ValueTensor: DifferentiableTensor, CustomStringConvertible {
  /// The lengths of the axes.
  public let shape: Shape

  /// The nodes, in row-major order.
  public private(set) var elements: [Value]

  /// Whether gradients flow to this tensor, or would if it had elements.
  private var flows: Bool

  /// Whether this tensor was made from numbers, not computed from other tensors that gradients flow to.
  public private(set) var isLeaf: Bool

  /// Whether this is what `data` or `grad` gave: a copy, in which an assignment that was meant for the original would be lost.
  private var isCopyOfAnother = false

  /// The name that drawings and messages use; elements are named after it: `weight[1, 0]`.
  public var label: String? {
    didSet { labelElements() }
  }

  /// The result of an operation: a tensor of nodes that exist already; traps when their count does not fill `shape`.
  ///
  /// Of constants alone it is a leaf.
  public convenience init(elements: [Value], shape: Shape) {
    self.init(elements, shape: shape, flows: elements.contains(where: \.requiresGradient))
  }

  /// The result of an operation, to whose inputs gradients flow or not.
  init(_ elements: [Value], shape: Shape, flows: Bool) {
    require(
      elements.count == shape.elementCount,
      "ValueTensor: \(elements.count) elements do not fill shape \(shape)")
    self.elements = elements
    self.shape = shape
    self.flows = flows
    self.isLeaf = !flows
  }

  /// A leaf with the given numbers, in row-major order; traps when their count does not fill `shape`.
  ///
  /// - Parameters:
  ///   - scalars: as many as `shape` has elements, the last axis changing fastest.
  ///   - shape: the lengths of the axes; `[]` for a single number.
  ///   - label: the name that drawings and messages use; elements are named after it.
  ///   - requiresGradient: whether gradients flow to it: `true` for what is to be learned, `parameter(_:label:)` for short.
  public init(
    _ scalars: [Double], shape: Shape, label: String? = nil, requiresGradient: Bool = false
  ) {
    require(
      scalars.count == shape.elementCount,
      "ValueTensor: \(scalars.count) scalars do not fill shape \(shape)")
    self.elements = scalars.map { Value($0, requiresGradient: requiresGradient) }
    self.shape = shape
    self.flows = requiresGradient
    self.isLeaf = true
    self.label = label
    if label != nil { labelElements() }
  }

  /// The node at a position, one index an axis; traps when there is none.
  ///
  ///     x.element(1, 0).grad   // of a matrix
  ///
  /// Negative indices count from the end. The subscript gives tensors: `x[1, 0]` one of shape `[]`, with this node in it.
  public func element(_ indices: Int...) -> Value {
    require(
      indices.count == shape.rank, "element: \(indices.count) indices for shape \(shape)")
    var position = 0
    for (axis, index) in indices.enumerated() {
      let resolved = index < 0 ? index + shape[axis] : index
      require(
        (0..<shape[axis]).contains(resolved),
        "element: index \(index) is outside of axis \(axis) of shape \(shape)")
      position = position * shape[axis] + resolved
    }
    return elements[position]
  }

  private func labelElements() {
    let strides = shape.strides
    for (position, element) in elements.enumerated() {
      let indices = shape.indices.map { position / strides[$0] % shape[$0] }
      element.label = label.map { shape.rank == 0 ? $0 : "\($0)\(indices)" }
    }
  }
}

extension ValueTensor {
  /// A copy of the numbers, in row-major order.
  public var scalars: [Double] { elements.map(\.data) }

  /// The numbers as a constant, apart from the graph. Setting it changes every element in place.
  public var data: ValueTensor {
    get { markedAsCopy(scalars) }
    set {
      requireShape(of: newValue, in: "data")
      for (element, new) in zip(elements, newValue.elements) { element.data = new.data }
    }
  }

  /// The gradients of the elements, as a constant.
  public var grad: ValueTensor {
    get { markedAsCopy(elements.map(\.grad)) }
    set {
      requireShape(of: newValue, in: "grad")
      for (element, new) in zip(elements, newValue.elements) { element.grad = new.data }
    }
  }

  /// Whether a backward pass has reached an element since the gradient was last cleared.
  public var hasGradient: Bool { elements.contains(where: \.hasGradient) }

  /// Whether gradients flow to this tensor: of a leaf, to an element. Settable on leaves; traps on results, whose inputs decide it.
  public var requiresGradient: Bool {
    get { isLeaf && !elements.isEmpty ? elements.contains(where: \.requiresGradient) : flows }
    set {
      require(
        isLeaf, "requiresGradient: a tensor of shape \(shape) is a result, its inputs decide it")
      flows = newValue
      for element in elements { element.requiresGradient = newValue }
    }
  }

  /// Clears the gradient of every element.
  public func zeroGradient() {
    for element in elements { element.zeroGradient() }
  }

  /// The same numbers as a constant: no gradient flows through to this tensor. Later changes are not shared.
  public func detached() -> ValueTensor {
    ValueTensor(scalars, shape: shape)
  }

  /// Makes this result a constant that holds its numbers and gradients and nothing else: lets go of the nodes that its elements were
  /// computed from, those of a tensor with the same elements included.
  ///
  /// A backward pass from this tensor, or through it from what was computed from it, traps with a message that says why. A leaf stays
  /// as it is.
  public func releaseGraph() {
    if isLeaf { return }
    (isLeaf, flows) = (true, false)
    elements = elements.map { element in
      element.releaseGraph()
      // Of a leaf, a parameter that was moved, there is nothing to release.
      return element.requiresGradient ? .constant(element.data) : element
    }
  }

  /// Changes every element of this leaf in place by its gradient, as `rule` says.
  ///
  /// A graph that used the old numbers can no longer run backward.
  ///
  /// - Parameters:
  ///   - rule: what an optimizer gives for this step.
  ///   - states: `rule.stateCount` leaves of this shape that the rule keeps from step to step, all zeros
  ///     before the first; traps on any other number or shape.
  public func update(by rule: ParameterUpdate, states: [ValueTensor]) {
    require(isLeaf, "update: a result is changed by changing its inputs")
    require(
      states.count == rule.stateCount && states.allSatisfy { $0.isLeaf && $0.shape == shape },
      "update: the rule keeps \(rule.stateCount) leaves of shape \(shape), found \(states.map(\.shape))"
    )
    var state = [Double](repeating: 0, count: states.count)
    for (index, element) in elements.enumerated() {
      for number in state.indices { state[number] = states[number].elements[index].data }
      element.data = rule(element.data, gradient: element.grad, state: &state)
      for number in state.indices { states[number].elements[index].data = state[number] }
    }
  }
}

extension ValueTensor {
  /// Puts the numbers of `other` where `slices` would read them, in place; see `DifferentiableTensor`.
  public func assign(_ other: ValueTensor, at slices: [AxisSlice]) {
    requireAssignable(other.shape, at: slices, isCopyOfAnother: isCopyOfAnother)
    let positions = ValueTensor.positions(of: slices, in: shape)
    for (position, number) in zip(positions, other.scalars) { elements[position].data = number }
  }

  private func markedAsCopy(_ scalars: [Double]) -> ValueTensor {
    let copy = ValueTensor(scalars, shape: shape, requiresGradient: false)
    copy.isCopyOfAnother = true
    return copy
  }

  /// Whether both are the same tensor, whatever their numbers.
  public static func == (left: ValueTensor, right: ValueTensor) -> Bool { left === right }

  /// Tells tensors apart, not their numbers.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }

  func requireShape(of other: ValueTensor, in operation: String) {
    require(
      other.shape == shape, "\(operation): shape \(other.shape) does not fit shape \(shape)")
  }
}
