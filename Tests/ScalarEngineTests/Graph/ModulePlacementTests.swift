import Autograd
import ScalarEngine
import Testing

@Suite struct ModulePlacementTests {
  @Test(arguments: [
    ("weight", []), ("0.weight", ["0"]), ("0.weight[3, 1]", ["0"]),
    ("layers.0.neurons.2.weight[1]", ["layers", "0", "neurons", "2"]),
    ("loss 0.5", []), ("0.5", []), ("v1.2", []), ("a..b", []), (".a", []), ("a.", []), ("", []),
    ("größe.β", ["größe"]), ("a.b[x.y]", ["a"]),
  ])
  func `a label is a path if it is names joined by points`(label: String, path: [String]) {
    #expect(ComputationGraph.modulePath(of: label) == path)
  }

  /// Two layers of one neuron each and a squared error.
  private func network() -> ComputationGraph {
    let x = Value(0.5, label: "x", requiresGradient: false)
    let target = Value(1, label: "target", requiresGradient: false)
    let hidden = (Value(2, label: "0.weight") * x + Value(0.1, label: "0.bias")).tanh()
    let output = Value(-1, label: "2.weight") * hidden + Value(0.2, label: "2.bias")
    return (output - target).pow(2).graph()
  }

  @Test func `operations stand with the parameters they use and an activation with its layer`() {
    let graph = network()
    let places = graph.nodes.map { node in
      "\(node.operation?.symbol ?? node.label ?? "") \(node.module.joined())"
    }
    #expect(
      Set(places) == [
        "0.weight 0", "x ", "× 0", "0.bias 0", "+ 0", "tanh 0",
        "2.weight 2", "× 2", "2.bias 2", "+ 2", "target ", "− ", "^2 ",
      ])
  }

  @Test func `sums without a bias stay in their module, and a loss without a target does not`() {
    let x = ValueTensor([1, 2, 3], shape: [1, 3], label: "x")
    let weight = ValueTensor.parameter([1, 2, 3, 4, 5, 6], shape: [2, 3], label: "out.weight")
    let loss = crossEntropyOfFirstClass(x.linear(weight))
    let operations = loss.graph().nodes.filter { $0.operation != nil }
    #expect(operations.filter { $0.module == ["out"] }.count == 6 + 4)
    #expect(operations.filter { $0.operation == .unary(.exp) }.allSatisfy { $0.module.isEmpty })
  }

  private func crossEntropyOfFirstClass(_ logits: ValueTensor) -> Value {
    let shares = logits.elements.map { $0.exp() }
    return -(shares[0] / (shares[0] + shares[1])).log()
  }

  @Test func `an operation on two modules stands in the one around both`() {
    let (query, key) = (Value(2, label: "block.query.weight"), Value(3, label: "block.key.weight"))
    let graph = (query.exp() * key.exp() + Value(1, label: "block.bias")).graph()
    let product = graph.nodes.first { $0.operation == .binary(.multiply) }
    #expect(product?.module == ["block"])
  }

  @Test func `a constant stands where it is used`() {
    let weight = Value(2, label: "0.weight")
    let graph = ((weight + 3) * Value(1, label: "1.weight")).graph()
    #expect(graph.nodes.first { $0.kind == .constant }?.module == ["0"])
  }
}
