// PyTorch's and Keras' words that have another name here: they do not compile, and the compiler says what to write instead. Whatever
// arguments they are given, they are matched by `Any`. `Tests/Guides` shows what it says.
//
// No guide stands for `x > 0`, which is `x .> 0`: it would be one more candidate for every comparison of a program.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

// MARK: Shapes

extension DifferentiableTensor {
  @available(*, unavailable, renamed: "reshaped(_:)", message: "the shape is an array")
  public func reshape(_ shape: Any...) -> Self { guided() }
  @available(*, unavailable, renamed: "reshaped(_:)", message: "the shape is an array")
  public func view(_ shape: Any...) -> Self { guided() }
  @available(*, unavailable, renamed: "flattened(from:through:)")
  public func flatten(_ axes: Any...) -> Self { guided() }
  @available(*, unavailable, renamed: "transposed")
  public var T: Self { guided() }
  @available(*, unavailable, renamed: "transposed")
  public func t() -> Self { guided() }
  @available(*, unavailable, renamed: "transposed(_:_:)")
  public func transpose(_ axes: Any...) -> Self { guided() }
  @available(*, unavailable, renamed: "permuted(_:)", message: "the axes are an array")
  public func permute(_ axes: Any...) -> Self { guided() }
  @available(*, unavailable, renamed: "squeezed(axis:)")
  public func squeeze(_ axes: Any...) -> Self { guided() }
  @available(*, unavailable, renamed: "unsqueezed(axis:)")
  public func unsqueeze(_ axis: Any) -> Self { guided() }
  @available(*, unavailable, renamed: "broadcast(to:)")
  public func expand(_ shape: Any...) -> Self { guided() }
  @available(*, unavailable, message: "write x.shape, and x.shape[-1] for one axis")
  public func size(_ axis: Any...) -> Int { guided() }
  @available(*, unavailable, renamed: "elementCount")
  public func numel() -> Int { guided() }
  @available(*, unavailable, renamed: "rank")
  public func dim() -> Int { guided() }
  @available(*, unavailable, renamed: "rank")
  public var ndim: Int { guided() }
}

// MARK: Numbers and gradients

extension DifferentiableTensor {
  @available(*, unavailable, renamed: "scalars")
  public func tolist() -> [Scalar] { guided() }
  @available(*, unavailable, renamed: "scalars")
  public func numpy() -> [Scalar] { guided() }
  @available(*, unavailable, renamed: "detached()")
  public func detach() -> Self { guided() }
  @available(*, unavailable, renamed: "zeroGradient()")
  public func zeroGrad() { guided() }
  @available(*, unavailable, renamed: "zeroGradient()")
  public func zero_grad() { guided() }
  @available(*, unavailable, renamed: "requiresGradient")
  public var requires_grad: Bool { guided() }
}

// MARK: Functions

extension DifferentiableTensor {
  @available(*, unavailable, renamed: "cumulativeSum(axis:)")
  public func cumsum(_ axis: Any...) -> Self { guided() }
  @available(*, unavailable, renamed: "product(axis:)")
  public func prod(_ axis: Any...) -> Self { guided() }
  @available(*, unavailable, renamed: "standardDeviation(axis:)")
  public func std(_ axis: Any...) -> Self { guided() }
  @available(*, unavailable, renamed: "variance(axis:)")
  public func `var`(_ axis: Any...) -> Self { guided() }
  @available(*, unavailable, renamed: "clamped(to:)", message: "the limits are a range")
  public func clamp(_ limits: Any...) -> Self { guided() }
  @available(*, unavailable, renamed: "clamped(to:)", message: "the limits are a range")
  public func clip(_ limits: Any...) -> Self { guided() }
  @available(*, unavailable, renamed: "sorted(axis:descending:)")
  public func sort(_ axis: Any...) -> (values: Self, indices: [Int]) { guided() }
  @available(*, unavailable, message: "write x.sorted(axis: …).indices")
  public func argsort(_ axis: Any...) -> [Int] { guided() }
  @available(*, unavailable, renamed: "topK(_:axis:largest:)")
  public func topk(_ k: Any...) -> (values: Self, indices: [Int]) { guided() }
  @available(*, unavailable, renamed: "flipped(axes:)")
  public func flip(_ axes: Any...) -> Self { guided() }
  @available(*, unavailable, renamed: "rolled(by:axis:)")
  public func roll(_ shift: Any...) -> Self { guided() }
  @available(*, unavailable, renamed: "repeated(_:)", message: "the counts are an array")
  public func `repeat`(_ counts: Any...) -> Self { guided() }
  @available(*, unavailable, renamed: "repeatedElements(_:axis:)")
  public func repeat_interleave(_ count: Any...) -> Self { guided() }
  @available(*, unavailable, renamed: "lowerTriangle(diagonal:)")
  public func tril(_ diagonal: Any...) -> Self { guided() }
  @available(*, unavailable, renamed: "upperTriangle(diagonal:)")
  public func triu(_ diagonal: Any...) -> Self { guided() }
  @available(*, unavailable, renamed: "matmul(_:)", message: "or x • y")
  public func mm(_ other: Any) -> Self { guided() }
  @available(*, unavailable, renamed: "matmul(_:)", message: "or x • y")
  public func dot(_ other: Any) -> Self { guided() }
}

private func guided() -> Never { fatalError("this does not compile") }
