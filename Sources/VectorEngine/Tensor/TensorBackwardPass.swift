import Autograd

extension Tensor {
  /// A backward pass to step through: each step is taken when it is asked for.
  ///
  ///     for step in loss.backwardPass() { print(step) }
  ///
  /// ``backward()`` takes the same steps without a record of each. A pass that is not run to its end leaves gradients that
  /// are not complete. Traps where ``backward()`` does.
  public func backwardPass() -> TensorBackwardPass {
    requireSingleNumber(in: "backward")
    return TensorBackwardPass(backwardPass(seed: Storage(repeating: 1, count: 1)))
  }
}

/// The steps of a backward pass over tensors, from the result to the leaves; see ``Tensor/backwardPass()``.
///
/// The nodes come in an order in which all uses of a node come before the node itself, so that its gradient is complete
/// when it is passed on. A pass can be run through once.
public final class TensorBackwardPass: Sequence, IteratorProtocol {
  private var pass: BackwardPass
  private let order: StepOrder<Node>

  init(_ pass: BackwardPass) {
    self.pass = pass
    order = StepOrder(pass.order) { $0.edges.map(\.node) }
  }

  /// Takes the next step, or `nil` after the last.
  public func next() -> TensorBackwardStep? {
    guard let (node, gradient) = pass.next() else { return nil }
    // While the step holds these sums, what it passes on is not added to them in place.
    let before = node.edges.map(\.node.gradientSoFar)
    var shares = [Storage?](repeating: nil, count: before.count)
    // Made first, as it is the step's handle that a result keeps its gradient for.
    let handle = Tensor(node: node, storage: nil)
    node.keep(gradient)
    node.passOn(gradient) { index, share in shares[index] = share }
    return TensorBackwardStep(
      node: handle, gradient: gradient, shares: shares, before: before, order: order,
      position: pass.position)
  }

  /// The number of steps that are left.
  public var underestimatedCount: Int { pass.position }
}

extension Node {
  /// What has been added up until now: on a leaf, over all passes.
  fileprivate var gradientSoFar: [Storage] {
    [operation == nil ? gradient : nil, arriving].compactMap { $0 }
  }
}

/// One step of a backward pass over tensors: the chain rule at one node.
///
/// Its numbers are tensors, shown by their shapes and what sums them up.
public struct TensorBackwardStep: BackwardStep {
  /// The node whose turn it was.
  public let node: Tensor
  private let complete: Storage
  private let shares: [Storage?]
  private let before: [[Storage]]
  // The protocol's `Node` is `Tensor`, the user's handle; the graph's own is meant here.
  private let order: StepOrder<VectorEngine.Node>
  private let position: Int

  fileprivate init(
    node: Tensor, gradient: Storage, shares: [Storage?], before: [[Storage]],
    order: StepOrder<VectorEngine.Node>, position: Int
  ) {
    self.node = node
    self.complete = gradient
    self.shares = shares
    self.before = before
    self.order = order
    self.position = position
  }

  /// Which step this is, counted from 1.
  public var number: Int { order.step(at: position) }

  /// How many steps the pass has.
  public var count: Int { order.count }

  /// The complete gradient of the node.
  public var gradient: Tensor { constant([complete], shape: node.shape) }

  /// The tensors that were computed from this one, with the numbers of their steps.
  public var uses: [(node: Tensor, step: Int)] {
    order.uses(of: node.node).map { (Tensor(node: $0.node, storage: nil), $0.step) }
  }

  /// What the node passed on, for each input that gradients flow to.
  public var contributions: [GradientContribution<Tensor>] {
    var contributions: [GradientContribution<Tensor>] = []
    for (index, (input, share)) in zip(node.inputs, shares).enumerated() {
      guard let share, before.indices.contains(index) else { continue }
      let amount = constant([share], shape: input.shape)
      // An input that is used twice goes on from what the first use made of its gradient.
      let before =
        contributions.last { $0.input.identity == input.identity }?.after
        ?? constant(before[index], shape: input.shape)
      contributions.append(
        GradientContribution(
          node: node, input: input, index: index, derivative: nil, amount: amount, before: before,
          after: withoutGradient { before + amount }))
    }
    return contributions
  }

  /// A constant of the sum of `terms`, 0 of none.
  private func constant(_ terms: [Storage], shape: Shape) -> Tensor {
    let sum = Storage(repeating: 0, count: shape.elementCount)
    for term in terms { sum.add(term) }
    return Tensor(leaf: NDArray(sum, shape: shape), requiresGradient: false)
  }

  /// A single number as it is, several as their shape with the least, the mean and the greatest.
  public static func text(_ data: Tensor) -> String {
    ComputationGraph.Node.Numbers(data.scalars)?.text(shape: data.shape) ?? "\(data.shape)"
  }

  public static func isFinite(_ data: Tensor) -> Bool { data.scalars.allSatisfy(\.isFinite) }
}
