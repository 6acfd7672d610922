/// An n-dimensional array of numbers that operations apply to as a whole.
///
/// Models, losses and optimizers are written over this protocol and so run on either engine: `Tensor`, one node
/// an operation, and `ValueTensor`, one node a number.
public protocol DifferentiableTensor: Backpropagating, BytePrefetching where Data == Self {
  /// The type the engine computes in: `Float` for the vector engine, `Double` for the scalar engine.
  associatedtype Scalar: BinaryFloatingPoint & Sendable

  /// The lengths of the axes, outermost first; `[]` of a single number.
  var shape: Shape { get }

  /// A copy of the numbers, in row-major order.
  var scalars: [Scalar] { get }

  /// A leaf with the given numbers, in row-major order; traps when their count does not fill `shape`.
  ///
  /// - Parameters:
  ///   - scalars: as many as `shape` has elements, the last axis changing fastest.
  ///   - shape: the lengths of the axes; `[]` for a single number.
  ///   - label: the name that drawings and messages use.
  ///   - requiresGradient: whether gradients flow to it: `true` for what is to be learned, `parameter(_:label:)` for short.
  init(_ scalars: [Scalar], shape: Shape, label: String?, requiresGradient: Bool)

  /// A leaf with the same number everywhere.
  init(repeating scalar: Double, shape: Shape, requiresGradient: Bool)

  /// The result of an operation on whole tensors. Its shape is `operation.resultShape(of:)`, which traps, naming the
  /// operation and the shapes, when the inputs do not fit.
  static func apply(_ operation: TensorOperation, to inputs: [Self]) -> Self

  /// Changes this leaf in place by its gradient, as `rule` says, in one pass.
  ///
  /// - Parameters:
  ///   - rule: what an optimizer gives for this step.
  ///   - states: `rule.stateCount` tensors of this shape that the rule keeps from step to step, all zeros before the first.
  func update(by rule: ParameterUpdate, states: [Self])

  /// Puts the numbers of `other` where `slices`, one for each axis, would read them, in place; what `x[0] = row` comes down to.
  ///
  /// A graph that used the old numbers can no longer run backward. Traps on a result of an operation, and on the copies that
  /// ``Backpropagating/data`` and ``Backpropagating/grad`` give, where the change would be lost.
  func assign(_ other: Self, at slices: [AxisSlice])
}

extension DifferentiableTensor {
  /// How many axes there are.
  public var rank: Int { shape.rank }

  /// The number, of a tensor that holds one, as `Double` on either engine; traps on any other.
  public var item: Double {
    require(shape.elementCount == 1, "item: a tensor of shape \(shape) is not a single number")
    return Double(scalars[0])
  }

  /// A copy of the numbers as `Double` on either engine, in row-major order; ``scalars`` has them as the engine computes.
  public var doubles: [Double] { scalars.map { Double($0) } }
}
