import Autograd
import ScalarEngine
import VectorEngine

/// Replays the graph of a `Tensor` on the scalar engine and compares everything that the vector engine computed.
///
///     let report = audit(crossEntropy(model(images), labels))
///     print(report)   // "all 5 operations and the gradients of 4 leaves agree with the scalar engine"
///
/// Each operation is held to the scalar engine by itself, forward and backward, on the inputs and the gradient that the
/// scalar engine has at that place: what is reported is where a difference arises, not where it has spread to. Then the gradient
/// of every leaf by the whole graph is compared. No `grad` is touched and no hook called: hooks are no part of the mathematics.
///
/// - Parameters:
///   - loss: a single number that depends on something that requires a gradient; traps otherwise.
///   - tolerance: how far two numbers may be apart, relative to the largest number of the tensor they stand in or to 1. The default
///     allows for `Float` on one side and `Double` on the other.
public func audit(_ loss: Tensor, tolerance: Double = 1e-4) -> AuditReport {
  let order = Tensor.topologicalOrder(from: [loss])
  var report = AuditReport(tolerance: tolerance)
  let references = replay(order)
  let reference = { (node: Tensor) -> ValueTensor in
    guard let found = references[node.identity] else {
      fatalError("audit: \(node) is not in the order of its own graph")
    }
    return found
  }
  reference(loss).backward()
  for node in order {
    guard let operation = node.operation else { continue }
    report.operationCount += 1
    report.check(
      operation, inputs: node.inputs.map { reference($0) }, result: reference(node),
      wanted: node.inputsRequireGradient)
  }
  let leaves = order.filter { $0.isLeaf && $0.requiresGradient }
  let gradients = Tensor.gradients(of: loss, withRespectTo: leaves, runsHooks: false)
  report.leafCount = leaves.count
  for (index, (leaf, gradient)) in zip(leaves, gradients).enumerated() {
    report.compare(
      gradient, reference(leaf).grad,
      as: "gradient of leaf \(leaf.label ?? "\(index)") of shape \(leaf.shape)")
  }
  return report
}

/// The same computation on the scalar engine, node for node.
private func replay(_ order: [Tensor]) -> [ObjectIdentifier: ValueTensor] {
  var references: [ObjectIdentifier: ValueTensor] = [:]
  for node in order {
    if let operation = node.operation {
      references[node.identity] = operation(node.inputs.compactMap { references[$0.identity] })
    } else {
      references[node.identity] = ValueTensor(
        node.scalars.map { Double($0) }, shape: node.shape, requiresGradient: node.requiresGradient)
    }
  }
  return references
}

/// Where the two engines differ on a graph; see ``audit(_:tolerance:)``.
public struct AuditReport: Sendable {
  /// A number that differs.
  public struct Disagreement: Sendable, CustomStringConvertible {
    /// What was compared: "tanh, forward" or "gradient of leaf linear1.weight of shape [64, 784]".
    public let subject: String
    /// Where in the tensor the difference is largest, in row-major order.
    public let index: Int
    /// What the vector engine has there.
    public let vector: Double
    /// What the scalar engine has there.
    public let scalar: Double

    public var description: String {
      "\(subject), element \(index): the vector engine has \(vector), the scalar engine \(scalar)"
    }
  }

  /// How far two numbers may be apart.
  public let tolerance: Double
  /// How many operations were compared.
  public internal(set) var operationCount = 0
  /// How many leaves' gradients were compared.
  public internal(set) var leafCount = 0
  /// Where the engines differ: operations first, in the order they ran, then leaves.
  public internal(set) var disagreements: [Disagreement] = []

  /// Whether the engines agree on everything.
  public var passes: Bool { disagreements.isEmpty }

  init(tolerance: Double) { self.tolerance = tolerance }
}

extension AuditReport {
  /// Runs one operation forward and backward on the vector engine and compares.
  fileprivate mutating func check(
    _ operation: NodeOperation, inputs: [ValueTensor], result: ValueTensor, wanted: [Bool]
  ) {
    let leaves = zip(inputs, wanted).map { Tensor($0, requiresGradient: $1) }
    let output = operation(leaves)
    compare(output, result, as: "\(operation.symbol), forward")
    guard output.requiresGradient else { return }

    let seed = result.grad
    output.backward(gradient: Tensor(seed, requiresGradient: false))
    let scalarLeaves = zip(inputs, wanted).map {
      ValueTensor($0.scalars, shape: $0.shape, requiresGradient: $1)
    }
    operation(scalarLeaves).backward(gradient: seed)
    for (position, (leaf, scalarLeaf)) in zip(leaves, scalarLeaves).enumerated()
    where leaf.requiresGradient {
      compare(
        leaf.grad, scalarLeaf.grad, as: "\(operation.symbol), gradient of input \(position)")
    }
  }

  fileprivate mutating func compare(_ vector: Tensor, _ scalar: ValueTensor, as subject: String) {
    let (found, expected) = (vector.scalars.map { Double($0) }, scalar.scalars)
    let scale = expected.filter(\.isFinite).reduce(1) { max($0, abs($1)) }
    let distances = zip(found, expected).map { distance($0, $1) }
    guard let worst = distances.indices.max(by: { distances[$0] < distances[$1] }),
      distances[worst] > tolerance * scale
    else { return }
    disagreements.append(
      Disagreement(subject: subject, index: worst, vector: found[worst], scalar: expected[worst]))
  }

  /// 0 for equal numbers, two NaNs among them; infinite where only one is NaN.
  private func distance(_ found: Double, _ expected: Double) -> Double {
    if found == expected || (found.isNaN && expected.isNaN) { return 0 }
    let distance = abs(found - expected)
    return distance.isNaN ? .infinity : distance
  }
}

extension AuditReport: CustomStringConvertible {
  /// A line on the whole, and one for each disagreement.
  public var description: String {
    let heading =
      passes
      ? "all \(operationCount) operations and the gradients of \(leafCount) leaves agree with the scalar engine"
      : "\(disagreements.count) disagreements with the scalar engine, in \(operationCount) operations and \(leafCount) leaves:"
    return ([heading] + disagreements.map { "  \($0)" }).joined(separator: "\n")
  }
}
