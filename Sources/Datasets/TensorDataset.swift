import Autograd

/// Tables, images, or whatever else fits into arrays: an input and what is to be learned from it in each row.
///
///     let houses = TensorDataset(Tensor([[3, 120], [2, 70]]), Tensor([[310], [190]]))
///     let photos = TensorDataset(Tensor(pixels, shape: [10, 3, 32, 32]), labels)
///
/// Rows lie along the first axis: a batch of `photos` has images `[batch, 3, 32, 32]`. The numbers are copied, so later
/// changes of the tensors are not shared, and no gradient flows to a batch.
public struct TensorDataset<T: DifferentiableTensor, Targets>: Dataset {
  /// The number of rows.
  public let count: Int
  private let inputs: Rows<T>
  private let targets: (_ indices: [Int]) -> Targets

  /// Pairs the rows of two tensors, as regression wants them; traps when they are not as many.
  public init(_ inputs: T, _ targets: T) where Targets == T {
    let rows = Rows(targets, of: "targets")
    self.init(inputs, count: rows.count, of: "targets", rows.tensor)
  }

  /// Pairs the rows of a tensor with the number of the class of each; traps when they are not as many.
  public init(_ inputs: T, _ labels: [Int]) where Targets == [Int] {
    self.init(inputs, count: labels.count, of: "labels") { $0.map { labels[$0] } }
  }

  private init(
    _ inputs: T, count: Int, of name: String, _ targets: @escaping (_ indices: [Int]) -> Targets
  ) {
    self.inputs = Rows(inputs, of: "inputs")
    self.targets = targets
    self.count = count
    require(
      self.inputs.count == count,
      "TensorDataset: inputs of shape \(inputs.shape) need \(self.inputs.count) \(name), found \(count)"
    )
  }

  /// The rows at `indices`, in this order; an index that is not below ``count`` stops the program.
  public func batch(of indices: [Int]) -> (inputs: T, targets: Targets) {
    check(indices)
    return (inputs.tensor(of: indices), targets(indices))
  }
}

/// The numbers of a tensor, cut along its first axis.
private struct Rows<T: DifferentiableTensor> {
  let count: Int
  private let shape: Shape
  private let scalars: [T.Scalar]

  init(_ tensor: T, of name: String) {
    require(
      tensor.rank > 0, "TensorDataset: \(name) need a first axis for the rows, found shape []")
    count = tensor.shape[0]
    shape = Shape(Array(tensor.shape.dropFirst()))
    scalars = tensor.scalars
  }

  func tensor(of indices: [Int]) -> T {
    let length = shape.elementCount
    var gathered: [T.Scalar] = []
    gathered.reserveCapacity(indices.count * length)
    for index in indices { gathered += scalars[index * length..<(index + 1) * length] }
    return T(gathered, shape: Shape([indices.count] + shape))
  }
}
