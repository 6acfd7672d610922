import Autograd

extension ValueTensor {
  /// The graph of everything the elements were computed from, node by node, as it stands now; see `ComputationGraph`.
  ///
  /// An element stands in it once, however often it does in the tensor.
  public func graph() -> ComputationGraph { ComputationGraph(of: elements) }
}
