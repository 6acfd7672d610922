/// An n-dimensional array of numbers that operations apply to as a whole.
///
/// Models, losses and optimizers are written over this protocol and so run on either engine: `Tensor`, one node
/// an operation, and `ValueTensor`, one node a number.
public protocol DifferentiableTensor: Backpropagating, BytePrefetching where Data == Self {
  /// The type the engine computes in.
  associatedtype Scalar: BinaryFloatingPoint & Sendable

  /// The lengths of the axes.
  var shape: Shape { get }

  /// A copy of the numbers, in row-major order.
  var scalars: [Scalar] { get }

  /// A leaf with the given numbers, in row-major order; traps when their count does not fill `shape`.
  ///
  /// - Parameter requiresGradient: whether gradients flow to it. Data that a model only reads should say `false`.
  init(_ scalars: [Scalar], shape: Shape, label: String?, requiresGradient: Bool)

  /// A leaf with the same number everywhere.
  init(repeating scalar: Double, shape: Shape, requiresGradient: Bool)

  /// The result of an operation on whole tensors. Its shape is `operation.resultShape(of:)`, which traps, naming the
  /// operation and the shapes, when the inputs do not fit.
  static func apply(_ operation: TensorOperation, to inputs: [Self]) -> Self

  /// Changes this leaf in place by its gradient, as `rule` says, in one pass.
  ///
  /// - Parameter states: `rule.stateCount` tensors of this shape that the rule keeps from step to step, all zeros
  ///   before the first.
  func update(by rule: ParameterUpdate, states: [Self])
}

extension DifferentiableTensor {
  /// A leaf with the given numbers, in row-major order; traps when their count does not fill `shape`.
  public init(_ scalars: [Scalar], shape: Shape, requiresGradient: Bool = true) {
    self.init(scalars, shape: shape, label: nil, requiresGradient: requiresGradient)
  }

  /// A leaf of rank 1 with the given numbers.
  public init(_ scalars: [Scalar], label: String? = nil, requiresGradient: Bool = true) {
    self.init(scalars, shape: [scalars.count], label: label, requiresGradient: requiresGradient)
  }

  /// A leaf of rank 2 with the given rows; traps when they differ in length.
  public init(rows: [[Scalar]], label: String? = nil, requiresGradient: Bool = true) {
    let width = rows.first?.count ?? 0
    require(
      rows.allSatisfy { $0.count == width }, "rows differ in length: \(rows.map(\.count))")
    self.init(
      rows.flatMap { $0 }, shape: [rows.count, width], label: label,
      requiresGradient: requiresGradient)
  }

  /// A leaf with the same number everywhere.
  public init(repeating scalar: Double, shape: Shape, requiresGradient: Bool = true) {
    self.init(
      [Scalar](repeating: Scalar(scalar), count: shape.elementCount), shape: shape, label: nil,
      requiresGradient: requiresGradient)
  }

  /// A leaf that is a single number.
  public init(_ scalar: Double, label: String? = nil, requiresGradient: Bool = true) {
    self.init([Scalar(scalar)], shape: [], label: label, requiresGradient: requiresGradient)
  }

  /// A single number that no gradient flows to.
  public static func constant(_ number: Double) -> Self {
    Self(repeating: number, shape: [], requiresGradient: false)
  }

  /// A constant of zeros.
  public static func zeros(_ shape: Shape) -> Self {
    Self(repeating: 0, shape: shape, requiresGradient: false)
  }

  /// A constant of ones.
  public static func ones(_ shape: Shape) -> Self {
    Self(repeating: 1, shape: shape, requiresGradient: false)
  }

  /// A constant of shape `[labels.count, classCount]`: 1 in the column each label names, 0 elsewhere.
  ///
  /// Traps when a label is not in `0..<classCount`.
  public static func oneHot(_ labels: [Int], classCount: Int) -> Self {
    var scalars = [Scalar](repeating: 0, count: labels.count * classCount)
    for (row, label) in labels.enumerated() {
      require(
        (0..<classCount).contains(label),
        "oneHot: label \(label) in row \(row) is not one of \(classCount) classes")
      scalars[row * classCount + label] = 1
    }
    return Self(scalars, shape: [labels.count, classCount], requiresGradient: false)
  }

  /// How many axes there are.
  public var rank: Int { shape.rank }

  /// The number, of a tensor that holds one; traps on any other.
  public var item: Scalar {
    require(shape.elementCount == 1, "item: a tensor of shape \(shape) is not a single number")
    return scalars[0]
  }
}
