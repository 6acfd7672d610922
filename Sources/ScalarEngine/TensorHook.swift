import Autograd

/// A hook that sees the gradients of all elements of a tensor at once.
///
/// Elements are nodes of their own, whose gradients are complete at different times. So where there are such hooks a backward pass
/// takes nodes that a hook sees together one right after the other, when all uses of all of them have had their turn.
final class TensorHook {
  private struct Element {
    // Not strong: the node holds the hook. Nor is there anything to know of the gradient of a node that is gone.
    weak var node: Value?
  }

  private let elements: [Element]
  private let shape: Shape
  private let body: (ValueTensor) -> ValueTensor?
  /// In which order hooks were added.
  fileprivate let number = GraphWalk.newMark()

  init(of tensor: ValueTensor, _ body: @escaping (ValueTensor) -> ValueTensor?) {
    elements = tensor.elements.map { Element(node: $0) }
    shape = tensor.shape
    self.body = body
  }

  /// The elements that are still there and that gradients flow to.
  fileprivate var nodes: [Value] { elements.compactMap(\.node).filter(\.requiresGradient) }

  /// Lets the hook see the gradients and change them.
  func run(gradient: (Value) -> Value, replace: (Value, Value) -> Void) {
    let seen = elements.map { $0.node.map(gradient) ?? .constant(0) }
    guard let replacement = body(ValueTensor(elements: seen, shape: shape)) else { return }
    require(
      replacement.shape == shape,
      "onGradient: the hook returned shape \(replacement.shape) for a gradient of shape \(shape)")
    for (element, gradient) in zip(elements, replacement.elements) {
      if let node = element.node, node.requiresGradient { replace(node, gradient) }
    }
  }
}

extension Value {
  /// This node and the others that must be complete when its hooks run: those that it stands in a hooked tensor with, those that they
  /// do, and so on.
  var nodesOfSharedHooks: [Value] {
    guard hasTensorHooks else { return [self] }
    var nodes = [self]
    var met: Set = [identity]
    var next = 0
    while next < nodes.count {
      for hook in nodes[next].bookkeeping.annotations?.tensorHooks ?? [] {
        for node in hook.nodes where met.insert(node.identity).inserted { nodes.append(node) }
      }
      next += 1
    }
    return nodes
  }

  /// The hooks of tensors that the nodes stand in, each once, in the order in which they were added.
  static func sharedHooks(of nodes: [Value]) -> [TensorHook] {
    var hooks: [UInt64: TensorHook] = [:]
    for node in nodes {
      for hook in node.bookkeeping.annotations?.tensorHooks ?? [] { hooks[hook.number] = hook }
    }
    return hooks.values.sorted { $0.number < $1.number }
  }

  /// Every node that `outputs` depend on and gradients flow to, inputs before what was computed from them, and those that a hook sees
  /// together one right after the other.
  ///
  /// Traps if such nodes depend on each other: there is no time then at which all their gradients are complete.
  static func orderForTensorHooks(from outputs: [Value]) -> [Value] {
    var units: [[Value]] = []
    var unitOfNode: [ObjectIdentifier: Int] = [:]
    func unit(of node: Value) -> Int {
      if let known = unitOfNode[node.identity] { return known }
      let nodes = node.nodesOfSharedHooks
      for node in nodes { unitOfNode[node.identity] = units.count }
      units.append(nodes)
      return units.count - 1
    }
    func inputs(of unit: Int) -> [Int] { units[unit].flatMap(\.flowingInputs).map(unit(of:)) }

    var visited: Set<Int> = []
    let order = Autograd.topologicalOrder(
      from: outputs.map(unit(of:)), visit: { visited.insert($0).inserted },
      addInputs: { unit, waiting in
        for input in inputs(of: unit).reversed() { waiting.add(input) }
      })
    var placed: Set<Int> = []
    for unit in order {
      require(
        placed.isSuperset(of: inputs(of: unit)),
        "onGradient: elements of a tensor with a hook depend on each other, so the hook can not see their gradients at once"
      )
      placed.insert(unit)
    }
    return order.flatMap { units[$0] }
  }

  private var flowingInputs: [Value] {
    zip(inputs, inputsRequireGradient).filter { $1 }.map { $0.0 }
  }
}
