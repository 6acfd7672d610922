extension DifferentiableTensor {
  /// A leaf with the given numbers, in row-major order; traps when their count does not fill `shape`.
  public init(_ scalars: [Scalar], shape: Shape, requiresGradient: Bool = false) {
    self.init(scalars, shape: shape, label: nil, requiresGradient: requiresGradient)
  }

  /// A leaf with the given numbers, in row-major order, and a name; traps when their count does not fill `shape`.
  public init(_ scalars: [Scalar], shape: Shape, label: String, requiresGradient: Bool = false) {
    // The label is an optional, so that this is the engine's initializer and not this one.
    let label: String? = label
    self.init(scalars, shape: shape, label: label, requiresGradient: requiresGradient)
  }

  /// A leaf of rank 1 with the given numbers.
  public init(_ scalars: [Scalar], label: String? = nil, requiresGradient: Bool = false) {
    self.init(scalars, shape: [scalars.count], label: label, requiresGradient: requiresGradient)
  }

  /// A leaf with the given numbers: nested arrays to any depth, a range, a stride, a number. In PyTorch `torch.tensor`.
  ///
  ///     Tensor([[1, 2], [3, 4]])   // shape [2, 2]
  ///     Tensor(0..<5)              // 0, 1, 2, 3, 4: `arange`
  ///
  /// Numbers are rounded to `Scalar`; what can be an array of `Scalar` is one, as `[0, .infinity]`. Traps when arrays side by side
  /// differ in length.
  @_disfavoredOverload
  public init(
    _ numbers: some NestedNumbers, label: String? = nil, requiresGradient: Bool = false
  ) {
    var scalars: [Scalar] = []
    let shape = numbers.nestedShape
    scalars.reserveCapacity(shape.elementCount)
    numbers.appendNumbers(to: &scalars)
    self.init(scalars, shape: shape, label: label, requiresGradient: requiresGradient)
  }

  /// A leaf of rank 2 with the given rows; traps when they differ in length.
  public init(rows: [[Scalar]], label: String? = nil, requiresGradient: Bool = false) {
    let width = rows.first?.count ?? 0
    require(
      rows.allSatisfy { $0.count == width }, "rows differ in length: \(rows.map(\.count))")
    self.init(
      rows.flatMap { $0 }, shape: [rows.count, width], label: label,
      requiresGradient: requiresGradient)
  }

  /// A leaf with the same number everywhere.
  public init(repeating scalar: Double, shape: Shape, requiresGradient: Bool = false) {
    self.init(
      [Scalar](repeating: Scalar(scalar), count: shape.elementCount), shape: shape, label: nil,
      requiresGradient: requiresGradient)
  }

  /// A leaf that is a single number.
  public init(_ scalar: Double, label: String? = nil, requiresGradient: Bool = false) {
    self.init([Scalar(scalar)], shape: [], label: label, requiresGradient: requiresGradient)
  }

  /// What is to be learned: a leaf with the given numbers that gradients flow to. In PyTorch `requires_grad=True`.
  ///
  ///     let w = Tensor.parameter([[1, 2], [3, 4]], label: "w")
  ///     (w * w).sum().backward()
  ///     w.grad.scalars   // [2, 4, 6, 8]
  ///
  /// Takes nested arrays to any depth, a range, a stride, a number; traps when arrays side by side differ in length.
  @_disfavoredOverload
  public static func parameter(_ numbers: some NestedNumbers, label: String? = nil) -> Self {
    Self(numbers, label: label, requiresGradient: true)
  }

  /// What is to be learned: a leaf of rank 1 with the given numbers that gradients flow to.
  public static func parameter(_ scalars: [Scalar], label: String? = nil) -> Self {
    Self(scalars, label: label, requiresGradient: true)
  }

  /// What is to be learned: a leaf with the given numbers, in row-major order, that gradients flow to; traps when their
  /// count does not fill `shape`.
  public static func parameter(_ scalars: [Scalar], shape: Shape, label: String? = nil) -> Self {
    Self(scalars, shape: shape, label: label, requiresGradient: true)
  }

  /// What is to be learned, starting from the numbers of `tensor`: a leaf of its own that gradients flow to. In PyTorch
  /// `torch.nn.Parameter`, which shares the memory; this is a copy.
  ///
  ///     let w = Tensor.parameter(.zeros([3, 20]), label: "w")
  public static func parameter(_ tensor: Self, label: String? = nil) -> Self {
    let leaf = tensor.detached()
    leaf.requiresGradient = true
    leaf.label = label ?? tensor.label
    return leaf
  }

  /// A single number that no gradient flows to.
  public static func constant(_ number: Double) -> Self {
    // With all arguments it is the engine's own, which makes no array of numbers first.
    Self(repeating: number, shape: [], requiresGradient: false)
  }

  /// A constant of zeros. In PyTorch `torch.zeros`.
  public static func zeros(_ shape: Shape) -> Self { full(shape, 0) }

  /// A constant of ones. In PyTorch `torch.ones`.
  public static func ones(_ shape: Shape) -> Self { full(shape, 1) }

  /// A constant with the same number everywhere. In PyTorch `torch.full`.
  ///
  ///     Tensor.full([2, 3], 7)
  public static func full(_ shape: Shape, _ number: Double) -> Self {
    Self(repeating: number, shape: shape, requiresGradient: false)
  }

  /// A constant of zeros in the shape of `tensor`. In PyTorch `torch.zeros_like`.
  public static func zeros(like tensor: Self) -> Self { zeros(tensor.shape) }

  /// A constant of ones in the shape of `tensor`. In PyTorch `torch.ones_like`.
  public static func ones(like tensor: Self) -> Self { ones(tensor.shape) }

  /// A constant with the same number everywhere in the shape of `tensor`. In PyTorch `torch.full_like`.
  public static func full(like tensor: Self, _ number: Double) -> Self {
    full(tensor.shape, number)
  }

  /// The constant matrix `[count, count]` with 1 on the diagonal and 0 elsewhere. In PyTorch `torch.eye`.
  ///
  /// Traps when `count` is negative.
  public static func identity(_ count: Int) -> Self {
    require(count >= 0, "identity: expected a count of rows of at least 0, found \(count)")
    return oneHot(Array(0..<count), classCount: count)
  }

  /// `count` numbers at equal distances, both ends among them: a constant of rank 1. In PyTorch `torch.linspace`.
  ///
  ///     Tensor.linearSpace(from: 0, through: 1, count: 5)   // 0, 0.25, 0.5, 0.75, 1
  ///
  /// For steps of a given length, and without the end, `Tensor(stride(from: 0, to: 1, by: 0.25))`. One number is `start`; traps
  /// when `count` is negative.
  public static func linearSpace(from start: Double, through end: Double, count: Int) -> Self {
    require(count >= 0, "linearSpace: expected a count of at least 0, found \(count)")
    let last = Double(count - 1)
    return Self(
      (0..<count).map { index in
        // Weighed from both ends, so that the last number is the end itself.
        let part = count > 1 ? Double(index) / last : 0
        return Scalar(start * (1 - part) + end * part)
      }, shape: [count])
  }

  /// A constant of shape `[labels.count, classCount]`: 1 in the column each label names, 0 elsewhere. In PyTorch `one_hot`.
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
    return Self(scalars, shape: [labels.count, classCount])
  }
}
